"""Bodies, rules, decisions, programmes, roles, terms and foundings through the API."""

from datetime import timedelta

import pytest

from assemblies.models import Motion
from organisations.models import Body, Organisation
from organiser.base import clock
from skills.models import Term
from tests.api.scenery import make_busy
from tests.helpers import decide_online
from tests.world import make_motion, make_person

CHARTER = {"name": "Quay Workers", "kind": "mass", "preset": "simple_majority"}


@pytest.fixture
def bea(harbour, mill, as_person):
    return as_person(harbour.person("Bea North"))


def test_member_reads_the_bodies_of_her_organisation_and_no_others(bea, harbour, mill):
    rows = bea.ask("bodies/")["results"]
    assert [(row["name"], row["type"]) for row in rows] == [
        ("Harbour Tenants", "organisation"),
        ("North", "branch"),
        ("South", "branch"),
    ]
    assert [row["name"] for row in bea.ask("bodies/", type="branch")["results"]] == ["North", "South"]
    assert bea.ask("bodies/", organisation=mill.organisation.public_id)["results"] == []
    assert [row["name"] for row in bea.ask("organisations/")["results"]] == ["Harbour Tenants"]
    organisation = bea.ask(f"organisations/{harbour.organisation.public_id}/")
    assert (organisation["kind"], organisation["aims"]) == ("mass", "Good homes for all.")
    assert bea.ask(f"organisations/{mill.organisation.public_id}/", 404)["code"] == "no_body"


def test_committee_shows_its_parent_and_scope(bea, harbour):
    motion = make_motion(
        harbour,
        harbour.person("Bea North"),
        "North",
        harbour.person("Cyd North"),
        effect="found_committee",
        payload={"name": "Roof committee", "scope": "Repairs of the roof."},
    )
    decide_online(harbour, motion)
    row = bea.ask("bodies/", type="committee")["results"][0]
    body = bea.ask(f"bodies/{row['id']}/")
    assert (body["parent"]["name"], body["scope"], body["jurisdiction"]) == ("North", "Repairs of the roof.", None)
    assert body["founding_decision"] == bea.ask("decisions/", q="roof")["results"][0]["id"]


def test_rules_come_as_sentences_and_as_data(bea, harbour):
    rules = bea.ask("rules/", body=harbour.body("North").public_id)["results"][0]
    assert [sentence["number"] for sentence in rules["sentences"]] == list(range(1, len(rules["sentences"]) + 1))
    assert rules["sentences"][0]["text"] == "The notice of an assembly goes out 7 days before it."
    assert rules["rules"]["kinds"]["rules"]["threshold_numerator"] == 2
    assert bea.ask(f"rules/{rules['id']}/") == rules
    assert bea.ask("rules/", status="replaced")["results"] == []


def test_decisions_are_found_by_kind_status_year_words_and_body(bea, harbour):
    members = [harbour.members[name] for name in ("Ana Founder", "Bea North", "Cyd North", "Dan North", "Eve North")]
    busy = make_busy(harbour.body("North"), harbour.secretary, members)
    north = harbour.body("North").public_id

    def found(**query):
        return [row["title"] for row in bea.ask("decisions/", **query)["results"]]

    both = ["Motion at Held by North", "Decided in North"]
    assert found(body=north) == both
    assert found(kind="founding") == ["Harbour Tenants is founded"]
    assert found(status="in_force", kind="ordinary") == both
    assert found(status="not_carried") == []
    assert found(q="decided") == ["Decided in North"]
    assert found(q=Motion.objects.get(pk=busy.decided.motion_id).decision.reference, body=north) == ["Decided in North"]
    assert found(year=1999) == []
    assert found(body=harbour.body("South").public_id) == []


def test_programme_is_read_by_members_of_its_organisation(as_person, thread, harbour, mill):
    ola = as_person(thread.secretary)
    rows = ola.ask("programmes/")["results"]
    assert [(row["number"], row["title"], row["text"]) for row in rows] == [(1, "Programme", "What we hold.")]
    assert ola.ask(f"programmes/{rows[0]['id']}/") == rows[0]
    bea = as_person(harbour.person("Bea North"))
    assert bea.ask("programmes/")["results"] == []
    assert bea.ask(f"programmes/{rows[0]['id']}/", 404)["code"] == "no_programme"


def test_roles_show_their_holders_to_members_of_the_body_alone(bea, harbour):
    north = bea.ask("roles/", body=harbour.body("North").public_id)["results"]
    assert [row["name"] for row in north] == ["Facilitator", "Secretary", "Treasurer"]
    assert north[1]["powers"] == ["call_assemblies", "keep_register", "take_minutes"]
    assert [holder["name"] for holder in north[1]["holders"]] == ["Ana Founder"]
    assert bea.ask(f"roles/{north[1]['id']}/") == north[1]
    south = bea.ask("roles/", body=harbour.body("South").public_id, power="keep_register")["results"]
    assert [(row["name"], row["holders"]) for row in south] == [("Secretary", None)]


def test_B14_who_held_a_role_on_a_day_is_answered(bea, as_person, harbour, mill):
    secretary = bea.ask("roles/", body=harbour.body("North").public_id, power="keep_register")["results"][0]
    term = secretary["holders"][0]["term"]
    today = clock.today()
    with clock.at(clock.now() + timedelta(days=5)):
        as_person(harbour.secretary).tell(f"terms/{term}/resign/")

    def held(day):
        rows = bea.ask("terms/", role=secretary["id"], on=day.isoformat())["results"]
        roles = bea.ask("roles/", body=secretary["body"]["id"], power="keep_register", on=day.isoformat())["results"]
        return [row["name"] for row in rows], [holder["name"] for holder in roles[0]["holders"]]

    assert held(today - timedelta(days=1)) == ([], [])
    assert held(today) == (["Ana Founder"], ["Ana Founder"])
    assert held(today + timedelta(days=4)) == (["Ana Founder"], ["Ana Founder"])
    assert held(today + timedelta(days=5)) == ([], [])
    ended = bea.ask(f"terms/{term}/")
    assert (ended["end_reason"], ended["ended_on"]) == ("resigned", (today + timedelta(days=5)).isoformat())


def test_role_is_laid_down_by_its_holder_alone(bea, as_person, harbour, mill):
    term = Term.objects.filter(role__body=harbour.body("North"), role__name="Secretary").get().public_id
    assert bea.tell(f"terms/{term}/resign/", {}, 403)["code"] == "not_holder"
    assert as_person(harbour.person("Gil South")).tell(f"terms/{term}/resign/", {}, 404)["code"] == "no_term"
    assert as_person(mill.secretary).ask(f"terms/{term}/", 404)["code"] == "no_term"


def test_anybody_signed_in_founds_an_organisation_with_branches(as_person, harbour, mill):
    sam = as_person(make_person("Sam Stranger"))
    charter = {**CHARTER, "aims": "Better pay.", "branches": [{"name": "Day"}, {"name": "Night", "place": "Gate 2"}]}
    made = sam.tell("organisations/", charter, 201)
    assert (made["organisation"]["name"], made["membership"]["state"]) == ("Quay Workers", "full")
    assert [(branch["name"], branch["place"]) for branch in made["branches"]] == [("Day", ""), ("Night", "Gate 2")]
    powers = sam.ask("roles/", body=made["branches"][0]["id"], power="keep_register")["results"]
    assert [holder["name"] for holder in powers[0]["holders"]] == ["Sam Stranger"]


@pytest.mark.parametrize(
    ("more", "status", "code", "field"),
    [
        ({"name": " "}, 400, "name", "name"),
        ({"kind": "club"}, 400, "invalid", "kind"),
        ({"preset": "anarchy"}, 400, "invalid", "preset"),
        ({"rules": {}}, 400, "invalid", "rules"),
        ({"founded_on": "last spring"}, 400, "invalid", "founded_on"),
        ({"kind": "political"}, 400, "programme", "programme"),
        ({"branches": [{"name": ""}]}, 400, "name", "name"),
        ({"branches": [{"name": "A"}, {"name": "A"}]}, 409, "branch_exists", "name"),
        ({"programme": {"title": "Ours"}}, 400, "invalid", "programme.text"),
    ],
)
def test_founding_that_cannot_be_leaves_nothing_behind(as_person, harbour, mill, more, status, code, field):
    problem = as_person(make_person("Sam Stranger")).tell("organisations/", {**CHARTER, **more}, status)
    assert (problem["code"], problem["field"]) == (code, field)
    assert (Organisation.objects.count(), Body.objects.count()) == (2, 4)


def test_A2_mass_organisation_is_not_founded_with_a_programme(as_person, harbour, mill):
    programme = {"title": "Ours", "text": "What we hold."}
    problem = as_person(make_person("Sam Stranger")).tell("organisations/", {**CHARTER, "programme": programme}, 422)
    assert problem["code"] == "programme_of_mass_organisation"
    assert Organisation.objects.count() == 2


def test_token_founds_nothing(as_program, harbour, mill):
    caller = as_program(harbour.secretary, harbour.body("North"))
    assert caller.tell("organisations/", CHARTER, 403)["code"] == "founder"
    assert Organisation.objects.count() == 2


def test_rules_are_founded_with_as_data_too(as_person, bea, harbour):
    rules = bea.ask("rules/", body=harbour.body("North").public_id)["results"][0]["rules"]
    charter = {"name": "Quay Workers", "kind": "mass", "rules": rules}
    made = as_person(make_person("Sam Stranger")).tell("organisations/", charter, 201)
    organisation = Organisation.objects.get(public_id=made["organisation"]["id"])
    assert organisation.rule_sets.get().name == rules["name"]
    broken = {**charter, "rules": {**rules, "kinds": {}}}
    assert as_person(make_person("Tom Stranger")).tell("organisations/", broken, 400)["code"] == "rule_missing"
