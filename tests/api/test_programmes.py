"""Programmes, dissents, aims and interventions through the API."""

import pytest

from members.actions import interventions
from members.models import Dissent, Person
from organisations.models import ProgrammeVersion
from tests.helpers import row_counts


@pytest.fixture
def version(thread):
    return thread.organisation.programme_versions.get()


def test_B11_dissent_is_recorded_read_and_withdrawn(thread, harbour, version, as_person):
    ola = as_person(thread.secretary)
    mine = thread.members["Ola Thread"].public_id
    payload = {"membership": mine, "programme_version": version.public_id, "part": 1, "reason": "I hold less."}
    made = ola.tell("dissents/", payload, 201)
    assert (made["part"], made["reason"], made["name"], made["withdrawn_at"]) == (
        1, "I hold less.", "Ola Thread", None,
    )  # fmt: skip
    assert ola.ask("dissents/", programme_version=version.public_id)["results"] == [made]
    assert ola.tell(f"dissents/{made['id']}/withdraw/")["withdrawn_at"] is not None
    bea = as_person(harbour.person("Bea North"))
    assert bea.ask("dissents/")["results"] == []
    assert bea.tell(f"dissents/{made['id']}/withdraw/", None, 404)["code"] == "no_dissent"


def test_A2_mass_organisation_takes_no_dissent(harbour, thread, version, as_person):
    bea, mine = as_person(harbour.person("Bea North")), harbour.members["Bea North"].public_id
    before = row_counts()
    payload = {"membership": mine, "programme_version": version.public_id, "part": 1, "reason": "No."}
    assert bea.tell("dissents/", payload, 400)["code"] == "programme_of_mass_organisation"
    assert (Dissent.objects.count(), row_counts()) == (0, before)


def test_B11_changes_and_share_of_a_version(thread, harbour, version, as_person):
    second = ProgrammeVersion.objects.create(
        organisation=thread.organisation, number=2, title="Second", text="What we hold dear.",
        decision=version.decision, adopted_on=version.adopted_on,
    )  # fmt: skip
    ola, bea = as_person(thread.secretary), as_person(harbour.person("Bea North"))
    changes = ola.ask(f"programmes/{second.public_id}/changes/")
    assert (changes["since"], changes["to"]) == (1, 2)
    assert changes["paragraphs"] == [
        [
            {"kind": "same", "text": "What we"},
            {"kind": "removed", "text": "hold."},
            {"kind": "added", "text": "hold dear."},
        ]
    ]
    assert ola.ask(f"programmes/{version.public_id}/agreement/") == {"agreed": None, "full": None}
    for part in ("changes", "agreement"):
        assert bea.ask(f"programmes/{second.public_id}/{part}/", 404)["code"] == "no_programme"


def test_interventions_are_listed_for_members_of_the_body(harbour, mill, as_person, as_program):
    made = interventions.end_access(
        Person.objects.create_superuser("Root"), body=harbour.body("North"), reason="A list of tokens got out today."
    )
    bea, north = as_person(harbour.person("Bea North")), harbour.body("North")
    (row,) = bea.ask("interventions/", body=north.public_id)["results"]
    assert (row["kind"], row["reason"], row["subject"]) == ("access", made.reason, north.public_id)
    assert bea.ask(f"interventions/{made.public_id}/") == row
    for other in (harbour.person("Gil South"), mill.secretary):
        assert as_person(other).ask("interventions/")["results"] == []
        assert as_person(other).ask(f"interventions/{made.public_id}/", 404)["code"] == "no_intervention"
    assert as_program(harbour.person("Bea North"), harbour.body()).ask("interventions/")["results"] == []
    assert bea.tell("interventions/", {}, 405)["status"] == 405


def test_aims_that_were_never_changed_have_the_version_of_the_founding(harbour, as_person):
    [first] = as_person(harbour.person("Bea North")).ask("aims/")["results"]
    founding = harbour.organisation.founding_decision.public_id
    assert (first["number"], first["text"], first["decision"]) == (1, "Good homes for all.", founding)
