"""What an answer must not hold: everything that can be read is read, and searched for other people (invariant 7)."""

import base64
import json
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Q

from organiser.api.schema import drawn
from tests.api.scenery import Busy, make_busy
from tests.conftest import build_harbour, build_mill
from tests.helpers import row_counts
from tests.snapshots import once
from tests.world import Place, make_person

pytestmark = pytest.mark.long

MODELS = {
    "organisations": "organisations.Organisation",
    "bodies": "organisations.Body",
    "councils": "organisations.Council",
    "events": "organisations.BodyEvent",
    "rules": "organisations.RuleSet",
    "decisions": "organisations.Decision",
    "alliances": "organisations.Alliance",
    "affiliations": "organisations.Affiliation",
    "programmes": "organisations.ProgrammeVersion",
    "aims": "organisations.AimsVersion",
    "interventions": "organisations.Intervention",
    "dissents": "members.Dissent",
    "memberships": "members.Membership",
    "applications": "members.Application",
    "joining": "organisations.Organisation",
    "imports": "members.ImportBatch",
    "lists": "members.SavedList",
    "exports": "members.ExportRequest",
    "mailings": "members.Mailing",
    "tokens": "members.ApiToken",
    "transfers": "members.Transfer",
    "duplicates": "members.DuplicatePair",
    "merges": "members.MergeRecord",
    "headcounts": "members.Headcount",
    "estimates": "members.ConstituencyEstimate",
    "dues-schemes": "members.DuesScheme",
    "dues-entries": "members.DuesEntry",
    "dues-accounts": "members.Membership",
    "dues-runs": "members.DuesRun",
    "dues-reminders": "members.DuesReminder",
    "statements": "members.BankStatement",
    "erasures": "members.Erasure",
    "ended-sign-ins": "members.Panic",
    "roles": "skills.Role",
    "terms": "skills.Term",
    "assemblies": "assemblies.Assembly",
    "motions": "assemblies.Motion",
    "ballots": "assemblies.Ballot",
    "nominations": "assemblies.Nomination",
    "roll-challenges": "assemblies.RollChallenge",
    "recounts": "assemblies.Recount",
    "exclusions": "assemblies.Exclusion",
    "standings": "members.Membership",
    "minutes": "assemblies.Minutes",
    "tasks": "assemblies.DecisionTask",
}
BODY_OF = {
    "memberships": "branch",
    "headcounts": "body",
    "estimates": "body",
    "dues-accounts": "branch",
    "dues-entries": "body",
    "dues-runs": "body",
    "dues-reminders": "body",
    "statements": "body",
    "interventions": "body",
    "applications": "membership__branch",
    "imports": "body",
    "lists": "body",
    "exports": "body",
    "mailings": "body",
    "tokens": "body",
    "transfers": "from_branch",
    "duplicates": "first__branch",
    "merges": "kept__branch",
    "erasures": "membership__branch",
    "ended-sign-ins": "body",
    "terms": "role__body",
    "assemblies": "body",
    "motions": "body",
    "ballots": "body",
    "nominations": "motion__body",
    "roll-challenges": "body",
    "recounts": "ballot__body",
    "exclusions": "body",
    "standings": "branch",
    "minutes": "assembly__body",
    "tasks": "body",
}
# What an address cannot do without.
# What is asked of one body, which is named in the question.
OF_BODIES = {
    "/api/v1/roles/tenure/",
    "/api/v1/memberships/joins/",
    "/api/v1/standings/",
    "/api/v1/standings/counts/",
    "/api/v1/headcounts/described/",
    "/api/v1/standings/reach/",
    "/api/v1/dues-accounts/figures/",
}
TO_JOIN = "/api/v1/joining/{id}/"
OWN_DATA = "/api/v1/me/own-data/"
NEEDED = {"what-if": "kind=ordinary&votes_for=3&votes_against=1&abstentions=0&present=4&entitled=9"}
PEOPLE_OF_NORTH = ("Ana Founder", "Bea North", "Cyd North", "Dan North", "Eve North")
PEOPLE_OF_SOUTH = ("Fay South", "Gil South", "Hal South", "Ida South", "Jon South")
PEOPLE_OF_MILL = ("Kim Mill", "Lea Mill", "Max Mill", "Nia Mill")


def build_everything() -> tuple[Place, Place, dict[str, Busy]]:
    """Both branches and the stranger, each with a past."""

    def members(place: Place, names: tuple[str, ...]) -> list[Any]:
        return [place.members[name] for name in names]

    harbour, mill = build_harbour(), build_mill()
    fay = harbour.branches["South"].memberships.get(person__name="Fay South")
    harbour.members["Fay South"] = fay
    busy = {
        "North": make_busy(harbour.body("North"), harbour.secretary, members(harbour, PEOPLE_OF_NORTH)),
        "South": make_busy(harbour.body("South"), fay.person, members(harbour, PEOPLE_OF_SOUTH)),
        "Mill": make_busy(mill.body(), mill.secretary, members(mill, PEOPLE_OF_MILL)),
    }
    return harbour, mill, busy


@pytest.fixture
def _world(db: None) -> tuple[Place, Place, dict[str, Busy]]:
    return once("everything", build_everything, guarded=False)


@pytest.fixture
def harbour(_world: tuple[Place, Place, dict[str, Busy]]) -> Place:
    """The union of both branches."""
    return _world[0]


@pytest.fixture
def mill(_world: tuple[Place, Place, dict[str, Busy]]) -> Place:
    """The stranger."""
    return _world[1]


@pytest.fixture
def everything(_world: tuple[Place, Place, dict[str, Busy]]) -> dict[str, Busy]:
    """What happened in each."""
    return _world[2]


def addresses() -> list[str]:
    """Every address that can be read, once for each thing in the database it could be about."""
    found = []
    for path, operations in drawn()["paths"].items():
        if "get" not in operations:
            continue
        if path in OF_BODIES:
            bodies = apps.get_model("organisations.Body").objects.values_list("public_id", flat=True)
            found += [f"{path}?body={body}" for body in bodies]
            if path == "/api/v1/standings/":
                found.append(path)  # without a body, one's own
            continue
        if path in {TO_JOIN, OWN_DATA}:
            continue  # for whoever was given the link, and for a token made for it; they have tests of their own
        if "{id}" not in path:
            found.append(path)
            continue
        model = apps.get_model(MODELS[path.split("/")[3]])
        query = f"?{asked}" if (asked := NEEDED.get(path.split("/")[-2])) else ""
        found += [path.format(id=public_id) + query for public_id in model.objects.values_list("public_id", flat=True)]
    return found


def writing_addresses() -> list[tuple[str, str]]:
    """Every method and address that changes one thing, once for each thing in the database it could be about."""
    return [
        (method, path.format(id=public_id))
        for path, operations in drawn()["paths"].items()
        for method in operations
        if method != "get" and "{id}" in path
        for public_id in apps.get_model(MODELS[path.split("/")[3]]).objects.values_list("public_id", flat=True)
    ]


def all_that_can_be_read(caller: Any) -> str:
    """The text of every answer that is no refusal, page after page."""
    texts = []
    for address in addresses():
        where: str | None = address
        while where is not None:
            response = caller.get(where)
            assert response.status_code in {200, 403, 404, 409}, (where, response.content)
            body = response.json() if response.status_code == 200 else {}
            texts.append(str(body))
            where = body.get("next")
    return "\n".join(texts)


def found_in(text: str, words: tuple[str, ...]) -> list[str]:
    return [word for word in words if word in text]


def test_secretary_of_one_branch_learns_nothing_of_the_people_of_the_next(everything, harbour, as_program):
    text = all_that_can_be_read(as_program(harbour.secretary, harbour.body("North")))
    assert found_in(text, PEOPLE_OF_NORTH) == list(PEOPLE_OF_NORTH)
    assert found_in(text, PEOPLE_OF_SOUTH) == []
    assert found_in(text, PEOPLE_OF_MILL) == []
    assert found_in(text, ("South", "Mill")) == []


def test_page_to_join_tells_of_the_organisation_and_of_nobody_in_it(everything, as_person):
    caller = as_person(make_person("Sam Stranger"))
    for organisation in apps.get_model("organisations.Organisation").objects.all():
        text = str(caller.ask(TO_JOIN.removeprefix("/api/v1/").format(id=organisation.public_id)))
        assert organisation.name in text
        assert found_in(text, PEOPLE_OF_NORTH + PEOPLE_OF_SOUTH + PEOPLE_OF_MILL) == []


def test_token_for_one_branch_changes_nothing_of_the_next_or_of_a_stranger(everything, harbour, mill, as_program):
    """Sent by the person who keeps the whole organisation: her token for North reaches no further than North."""
    caller = as_program(harbour.secretary, harbour.body("North"))
    south, stranger = harbour.body("South").pk, mill.organisation.pk
    beyond = {
        public_id
        for label, path in BODY_OF.items()
        for public_id in apps.get_model(MODELS[label])
        .objects.filter(Q(**{path: south}) | Q(organisation=stranger))
        .values_list("public_id", flat=True)
    }
    tried = 0
    before = row_counts()
    for method, address in writing_addresses():
        if address.split("/")[4] in beyond:
            response = getattr(caller, method)(address, {}, format="json")
            assert response.status_code == 404, (method, address, response.content)
            tried += 1
    assert (tried, row_counts()) == (384, before)


def test_member_signed_in_reads_of_the_other_branch_what_it_decided_but_no_names(everything, harbour, as_person):
    text = all_that_can_be_read(as_person(harbour.person("Bea North")))
    assert found_in(text, PEOPLE_OF_SOUTH) == []
    assert found_in(text, PEOPLE_OF_MILL) == []
    assert found_in(text, ("Decided in South", "Running in South", "Called by South")) == [
        "Decided in South",
        "Running in South",
        "Called by South",
    ]
    assert found_in(text, ("Draft of South", "South.csv", "Zed South", "token of South", "Mill")) == []


def test_secretary_of_the_other_branch_reads_no_names_of_this_one(everything, harbour, as_person):
    fay = harbour.members["Fay South"].person
    text = all_that_can_be_read(as_person(fay))
    assert found_in(text, PEOPLE_OF_SOUTH) == list(PEOPLE_OF_SOUTH)
    # Ana founded the union as a whole: she stands in its own roles, of which Fay is a member too.
    assert found_in(text, PEOPLE_OF_NORTH[1:]) == []
    assert found_in(text, ("Draft of North", "North.csv", "Zed North", "token of North", "Mill")) == []


def test_member_without_power_finds_only_her_own_membership(everything, harbour, as_person):
    bea = as_person(harbour.person("Bea North"))
    rows = bea.ask("memberships/")["results"]
    assert [row["name"] for row in rows] == ["Bea North"]
    north, south = harbour.body("North").public_id, harbour.body("South").public_id
    assert [row["name"] for row in bea.ask("memberships/", body=north)["results"]] == ["Bea North"]
    assert bea.ask("memberships/", body=south)["results"] == []
    assert bea.ask("memberships/", q="cyd")["results"] == []
    assert bea.ask("memberships/", active_on="2026-01-01", state="full", page_size=1)["next"] is None


def test_other_branch_reads_decision_motion_and_ballot_without_figures(everything, harbour, as_person):
    bea, south = as_person(harbour.person("Bea North")), everything["South"]
    motion = bea.ask(f"motions/{south.decided.motion.public_id}/")
    hidden = ("mover", "seconded_by", "secondings", "payload", "effect_sentence", "effect_spelled")
    assert {name: motion[name] for name in hidden} == dict.fromkeys(hidden)
    said = bea.ask(f"motions/{south.proposed.public_id}/")["contributions"]
    assert [(one["text"], one["by"]) for one in said] == [("I am for it, says a member of South.", None)]
    ballot = bea.ask(f"ballots/{south.decided.public_id}/")
    assert (ballot["outcome"], ballot["entitled"], ballot["roll"], ballot["cast"]) == ("carried", None, None, None)
    decision = bea.ask(f"decisions/{ballot['decision']}/")
    assert (decision["title"], decision["working"], decision["effect_failed"]) == ("Decided in South", None, None)
    assert (ballot["effect_spelled"], decision["effect_spelled"]) == (None, None)
    for part in ("votes", "result", "roll", "refusals"):
        assert bea.ask(f"ballots/{south.decided.public_id}/{part}/", 403)["code"] in {
            "not_constituency",
            "power_missing",
        }
    assembly = bea.ask(f"assemblies/{south.held.public_id}/")
    assert (assembly["called_by"], assembly["quorum"], assembly["here"]) == (None, None, None)
    assert [item["minutes"] for item in assembly["agenda"]] == [None, None]


def test_member_of_the_body_reads_the_same_with_names_and_figures(everything, harbour, as_person):
    gil, south = as_person(harbour.person("Gil South")), everything["South"]
    motion = gil.ask(f"motions/{south.decided.motion.public_id}/")
    assert (motion["mover"]["name"], motion["seconded_by"]) == ("Gil South", 1)
    assert [one["name"] for one in motion["secondings"]] == ["Hal South"]
    ballot = gil.ask(f"ballots/{south.decided.public_id}/")
    assert (ballot["entitled"], ballot["roll"]["entitled"], ballot["mine"]["choice"]) == (5, 5, "for")
    votes = gil.ask(f"ballots/{south.decided.public_id}/votes/")["results"]
    assert (votes[0]["name"], votes[0]["choice"]) == ("Fay South", "against")
    assert gil.ask(f"decisions/{ballot['decision']}/")["working"] == south.decided.result.verdict["sentences"]


@pytest.mark.parametrize("search", ["fay", "south", "gil", "01", "02"])
def test_search_finds_nobody_of_the_other_branch(everything, harbour, as_person, as_program, search):
    for caller in (
        as_person(harbour.person("Bea North")),
        as_program(harbour.secretary, harbour.body("North")),
    ):
        assert found_in(str(caller.ask("memberships/", q=search)), PEOPLE_OF_SOUTH) == []


def test_stranger_to_the_organisation_finds_nothing_of_it_at_all(everything, harbour, mill, as_person):
    text = all_that_can_be_read(as_person(mill.person("Lea Mill")))
    assert found_in(text, ("Mill Workers", "Lea Mill", "Decided in Mill")) == [
        "Mill Workers",
        "Lea Mill",
        "Decided in Mill",
    ]
    assert found_in(text, ("Harbour", "North", "South", "Ana Founder")) == []


def test_person_in_no_organisation_reads_only_herself(everything, as_person):
    caller = as_person(make_person("Sam Stranger"))
    for address in addresses():
        response = caller.get(address)
        body = response.json()
        if address == "/api/v1/me/":
            assert (body["name"], body["memberships"]) == ("Sam Stranger", [])
        elif response.status_code == 200:
            assert body == {"next": None, "results": []}, address
        else:
            assert response.status_code == 404, address


def test_no_list_tells_how_many_rows_there_are(everything, harbour, as_person):
    ana = as_person(harbour.secretary)
    for path in addresses():
        if "?" not in path and path.count("/") == 4 and path != "/api/v1/me/":
            assert set(ana.get(path).json()) == {"next", "results"}, path


def test_cursor_holds_no_key_of_the_database(everything, harbour, as_person):
    """Keys count up over the whole installation, so that two of them tell how many joined elsewhere in between."""
    answer = as_person(harbour.secretary).ask("memberships/", page_size=2)
    cursor = answer["next"].split("cursor=")[1].split("&")[0]
    values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    last = answer["results"][-1]
    assert values[1:] == [last["id"]]
    assert sorted(values[0].split()) == sorted(last["name"].lower().split())
