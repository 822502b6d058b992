"""The register, joining and imports through the API."""

from datetime import timedelta

import pytest

from members.actions.agreements import agree_to_programme
from members.actions.memberships import change_state
from members.enums import MembershipState
from members.models import AccessLogEntry, Membership, Person
from organisations.presets import SIMPLE_MAJORITY
from organiser.base import clock
from tests.exclusions import with_rules
from tests.world import make_person, moved_to_north


@pytest.fixture
def ana(harbour, mill, as_person):
    return as_person(harbour.secretary)


@pytest.fixture
def bea(harbour, mill, as_person):
    return as_person(harbour.person("Bea North"))


def test_secretary_writes_somebody_into_the_register(ana, harbour):
    payload = {"body": harbour.body("North").public_id, "name": "Zoë  Quay", "email": "zoe@Example.ORG", "number": "77"}
    row = ana.tell("memberships/", payload, 201)
    assert (row["name"], row["number"], row["state"], row["branch"]["name"]) == ("Zoë Quay", "77", "full", "North")
    record = ana.ask(f"memberships/{row['id']}/")
    assert (record["contact"]["email"], record["contact"]["notices_by"]) == ("zoe@example.org", "email")
    assert [(span["state"], span["until_on"]) for span in record["spans"]] == [("full", None)]


@pytest.mark.parametrize(
    ("more", "status", "code", "field"),
    [
        ({"name": ""}, 400, "name_missing", "name"),
        ({"email": "nobody"}, 400, "email", "email"),
        ({"joined_on": "2999-01-01"}, 400, "joined_on", "joined_on"),
        ({"joined_on": "0001-01-01"}, 400, "invalid", "joined_on"),
        ({"number": "0001"}, 409, "number", "number"),
        ({"state": "excluded"}, 400, "state", "state"),
        ({"notices_by": "pigeon"}, 400, "invalid", "notices_by"),
    ],
)
def test_enrolling_refuses_with_the_same_code_as_the_page(ana, harbour, more, status, code, field):
    payload = {"body": harbour.body("North").public_id, "name": "Zoë Quay", **more}
    problem = ana.tell("memberships/", payload, status)
    assert (problem["code"], problem["field"]) == (code, field)
    assert Person.objects.filter(name="Zoë Quay").count() == 0


def test_member_without_power_writes_nobody_into_the_register(bea, harbour, mill):
    payload = {"body": harbour.body("North").public_id, "name": "Zoë Quay"}
    assert bea.tell("memberships/", payload, 403)["code"] == "power_missing"
    assert bea.tell("memberships/", {**payload, "body": mill.body().public_id}, 404)["code"] == "no_body"
    assert Person.objects.filter(name="Zoë Quay").count() == 0


def test_reading_a_full_record_is_seen_by_the_member_and_reading_ones_own_is_not(ana, bea, harbour):
    mine = harbour.members["Bea North"].public_id
    bea.ask(f"memberships/{mine}/")
    assert AccessLogEntry.objects.count() == 0
    ana.ask(f"memberships/{mine}/")
    readings = bea.ask("me/readings/")["results"]
    assert [(one["reader"], one["role"], one["body"]["name"], one["what"]) for one in readings] == [
        ("Ana Founder", "Secretary", "North", "record through the API")
    ]


def test_list_of_a_register_holds_no_contact_data_and_logs_nothing(ana):
    rows = ana.ask("memberships/")["results"]
    assert set(rows[0]) == {
        "id",
        "number",
        "name",
        "state",
        "organisation",
        "branch",
        "joined_on",
        "left_on",
        "leaves_on",
        "suspended_until",
    }
    assert AccessLogEntry.objects.count() == 0


def test_member_changes_her_own_contact_data_and_what_is_left_out_stays(bea, harbour):
    mine = f"/api/v1/memberships/{harbour.members['Bea North'].public_id}/"
    before = harbour.person("Bea North").email
    answer = bea.patch(mine, {"town": "Harbour", "name": "Bea Nord"}, format="json")
    assert (answer.status_code, answer.json()["name"]) == (200, "Bea Nord")
    person = Person.objects.get(pk=harbour.person("Bea North").pk)
    assert (person.town, person.email) == ("Harbour", before)
    answer = bea.patch(mine, {"email": None, "notices_by": "post"}, format="json")
    assert answer.status_code == 200
    assert Person.objects.get(pk=person.pk).email is None


def test_address_of_somebody_in_the_register_is_refused(ana, harbour):
    bea, cyd = harbour.person("Bea North"), harbour.members["Cyd North"].public_id
    payload = {"body": harbour.body("North").public_id, "name": "Zoë Quay", "email": bea.email.upper()}
    problem = ana.tell("memberships/", payload, 409)
    assert (problem["code"], problem["field"]) == ("email_taken", "email")
    answer = ana.patch(f"/api/v1/memberships/{cyd}/", {"email": bea.email}, format="json")
    assert (answer.status_code, answer.json()["code"], answer.json()["field"]) == (409, "email_taken", "email")
    assert Person.objects.filter(email__iexact=bea.email).count() == 1


def test_member_changes_nobody_elses_contact_data(bea, harbour, mill):
    for member in (harbour.members["Cyd North"], mill.members["Lea Mill"]):
        answer = bea.patch(f"/api/v1/memberships/{member.public_id}/", {"town": "Elsewhere"}, format="json")
        assert (answer.status_code, answer.json()["code"]) == (404, "no_member")
    assert Person.objects.filter(town="Elsewhere").count() == 0


def test_state_moves_along_the_table_and_nobody_is_excluded_at_a_desk(ana, harbour):
    address = f"memberships/{harbour.members['Bea North'].public_id}/state/"
    assert ana.tell(address, {"to": "on_leave"})["state"] == "on_leave"
    assert ana.tell(address, {"to": "supporter"}, 409)["code"] == "membership_step"
    assert ana.tell(address, {"to": "excluded"}, 422)["code"] == "exclusion_needs_decision"
    assert ana.tell(address, {"to": "gone"}, 400)["field"] == "to"


def test_member_resigns_alone_and_moves_nobody_else(bea, harbour):
    assert bea.tell(f"memberships/{harbour.members['Cyd North'].public_id}/state/", {"to": "resigned"}, 404)
    row = bea.tell(f"memberships/{harbour.members['Bea North'].public_id}/state/", {"to": "resigned"})
    assert (row["state"], row["left_on"]) == ("resigned", clock.today().isoformat())


def test_letter_gives_its_code_once_and_only_to_the_secretary(ana, bea, harbour):
    address = f"memberships/{harbour.members['Bea North'].public_id}/letter/"
    letter = ana.tell(address, {}, 201)
    assert (letter["sign_in_name"], len(letter["code"])) == (harbour.person("Bea North").sign_in_name, 19)
    assert bea.tell(address, {}, 403)["code"] == "power_missing"
    assert [one["what"] for one in bea.ask("me/readings/")["results"]] == ["A letter with a sign-in code"]


def test_token_makes_no_letter(as_program, harbour):
    caller = as_program(harbour.secretary, harbour.body("North"))
    problem = caller.tell(f"memberships/{harbour.members['Bea North'].public_id}/letter/", {}, 403)
    assert problem["code"] == "token_makes_letter"


def test_active_on_finds_who_was_a_member_on_that_day(ana, harbour):
    north = harbour.body("North").public_id
    with clock.at(clock.now() + timedelta(days=30)):
        change_state(harbour.secretary, membership=harbour.members["Bea North"], to=MembershipState.RESIGNED)
    day = clock.today()

    def names(on):
        rows = ana.ask("memberships/", body=north, active_on=on.isoformat())["results"]
        return [row["name"] for row in rows]

    four = ["Cyd North", "Dan North", "Eve North"]
    assert names(day - timedelta(days=401)) == []
    assert names(day - timedelta(days=400)) == ["Bea North", *four]
    assert names(day + timedelta(days=29)) == ["Ana Founder", "Bea North", *four]
    assert names(day + timedelta(days=30)) == ["Ana Founder", *four]
    then = {"body": north, "active_on": (day + timedelta(days=29)).isoformat()}
    assert [row["name"] for row in ana.ask("memberships/", state="full", **then)["results"]][1:2] == ["Bea North"]
    assert ana.ask("memberships/", state="resigned", **then)["results"] == []


def test_active_on_finds_who_has_gone_to_another_branch_since(ana, as_program, harbour):
    moved_to_north(harbour, "Gil South", 5)
    south, day = harbour.body("South").public_id, clock.today()

    def names(caller, days):
        asked = {"body": south, "active_on": (day + timedelta(days=days)).isoformat()}
        return [row["name"] for row in caller.ask("memberships/", **asked)["results"]]

    rest = ["Fay South", "Hal South", "Ida South", "Jon South"]
    fay = as_program(harbour.person("Fay South"), harbour.body("South"))
    assert (names(ana, 4), names(ana, 5)) == (["Fay South", "Gil South", *rest[1:]], rest)
    assert (names(fay, 4), names(fay, 5)) == (rest, rest)


def test_search_and_state_narrow_the_register(ana, harbour):
    change_state(harbour.secretary, membership=harbour.members["Cyd North"], to=MembershipState.ON_LEAVE)
    assert [row["name"] for row in ana.ask("memberships/", q="nor cy")["results"]] == ["Cyd North"]
    assert [row["name"] for row in ana.ask("memberships/", state="on_leave")["results"]] == ["Cyd North"]
    assert len(ana.ask("memberships/", state="members")["results"]) == 10
    assert ana.ask("memberships/", q="%")["results"] == []


def test_A2_mass_organisation_refuses_any_programme(as_person, harbour, thread, mill):
    sam = as_person(make_person("Sam Stranger"))
    version = thread.organisation.programme_versions.get().public_id
    for sent in (version, "0123456789abcdef", "", "anything"):
        payload = {"organisation": harbour.organisation.public_id, "programme_version": sent}
        problem = sam.tell("applications/", payload, 400)
        assert (problem["code"], problem["field"]) == ("programme_of_mass_organisation", "programme_version")
    assert Membership.objects.filter(person__name="Sam Stranger").count() == 0
    row = sam.tell("applications/", {"organisation": harbour.organisation.public_id}, 201)["application"]
    assert (row["membership_state"], row["organisation"]["name"], row["branch"]) == (
        "applicant", "Harbour Tenants", None,
    )  # fmt: skip


def test_A2_agreeing_to_a_programme_in_a_mass_organisation_is_refused(bea, harbour, thread):
    version = thread.organisation.programme_versions.get().public_id
    mine = harbour.members["Bea North"].public_id
    problem = bea.tell(f"memberships/{mine}/agree/", {"programme_version": version}, 400)
    assert problem["code"] == "programme_of_mass_organisation"


def test_A4_applicant_to_a_political_organisation_agrees_and_is_admitted(as_person, thread, mill):
    sam, ola = as_person(make_person("Sam Stranger")), as_person(thread.secretary)
    version = thread.organisation.programme_versions.get()
    asked = sam.tell("applications/", {"organisation": thread.organisation.public_id}, 201)["application"]
    row = {"id": asked["membership"]}
    state = f"memberships/{row['id']}/state/"
    assert ola.tell(state, {"to": "full"}, 422)["code"] == "agreement_missing"
    assert sam.tell(f"memberships/{row['id']}/agree/", {"programme_version": "0123456789abcdef"}, 400)["field"] == (
        "programme_version"
    )
    sam.tell(f"memberships/{row['id']}/agree/", {"programme_version": version.public_id})
    assert ola.tell(state, {"to": "full"})["state"] == "full"
    assert [one["number"] for one in sam.ask(f"memberships/{row['id']}/")["agreements"]] == [1]
    with pytest.raises(Exception, match="in person"):
        agree_to_programme(thread.secretary, membership=Membership.objects.get(public_id=row["id"]), version=version)


def test_application_names_a_branch_of_that_organisation(as_person, harbour, thread, mill):
    sam = as_person(make_person("Sam Stranger"))
    south = harbour.branches["South"].public_id
    payload = {"organisation": mill.organisation.public_id, "branch": south}
    assert sam.tell("applications/", payload, 400)["field"] == "branch"
    assert sam.tell("applications/", {"organisation": "0123456789abcdef"}, 404)["code"] == "no_body"
    row = sam.tell("applications/", {**payload, "organisation": harbour.organisation.public_id}, 201)["application"]
    assert row["branch"]["name"] == "South"
    assert sam.tell("applications/", {"organisation": harbour.organisation.public_id}, 409)["code"] == "in_register"


def test_token_joins_nothing(as_program, harbour, mill):
    caller = as_program(harbour.person("Bea North"), harbour.body("North"))
    problem = caller.tell("applications/", {"organisation": mill.organisation.public_id}, 403)
    assert problem["code"] == "token_joins"


def test_member_who_leaves_on_a_day_stays_after_all(bea, ana, harbour):
    rules = {**SIMPLE_MAJORITY, "body": {**SIMPLE_MAJORITY["body"], "leaving_days": 30}}
    with_rules(harbour, rules)
    address = f"memberships/{harbour.members['Bea North'].public_id}/"
    row = bea.tell(f"{address}state/", {"to": "resigned"})
    last = (clock.today() + timedelta(days=30)).isoformat()
    assert (row["state"], row["leaves_on"], row["left_on"]) == ("full", last, None)
    assert ana.tell(f"{address}stay/", {}, 403)["code"] == "not_own"
    assert bea.tell(f"{address}stay/", {})["leaves_on"] is None
    assert bea.tell(f"{address}stay/", {}, 409)["code"] == "not_leaving"
