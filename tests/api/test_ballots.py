"""Ballots through the API: opening, voting once, closing, and reading what came of it."""

from datetime import timedelta

import pytest

from assemblies.actions.attendance import check_in
from assemblies.actions.ballots import open_ballot
from assemblies.actions.casting import cast_vote
from assemblies.actions.closing import close_ballot
from assemblies.models import Ballot, Vote
from members.actions.enrolling import enrol_member
from members.actions.people import PersonData
from members.enums import MembershipState
from organisations.models import Decision
from organiser.base import clock
from tests.api.scenery import move, vote_online
from tests.helpers import opened_assembly, people_of

PAPER = {"choice": "for", "key": "a-key-12"}


@pytest.fixture
def ana(harbour, mill, as_person):
    return as_person(harbour.secretary)


@pytest.fixture
def bea(harbour, mill, as_person):
    return as_person(harbour.person("Bea North"))


@pytest.fixture
def motion(harbour, mill):
    return move(harbour.body("North"), people_of(harbour, "North"), "Repair the roof")


@pytest.fixture
def ballot(harbour, motion):
    return vote_online(harbour.secretary, motion)


def votes(ballot):
    return f"ballots/{ballot.public_id}/votes/"


def later(days):
    return clock.at(clock.now() + timedelta(days=days))


def test_first_vote_is_201_and_its_repetition_200_with_the_same_receipt(bea, ballot):
    first = bea.tell(votes(ballot), PAPER, 201)
    again = bea.tell(votes(ballot), PAPER, 200)
    assert (first["repeated"], again["repeated"]) == (False, True)
    assert {**first, "repeated": True} == again
    assert Vote.objects.count() == 1


def test_key_may_come_in_the_header_and_must_not_contradict_the_payload(bea, ballot):
    assert bea.tell(votes(ballot), {"choice": "for"}, 400)["field"] == "key"
    other = bea.tell(votes(ballot), PAPER, 400, HTTP_IDEMPOTENCY_KEY="another-key")
    assert other["field"] == "key"
    bea.tell(votes(ballot), {"choice": "for"}, 201, HTTP_IDEMPOTENCY_KEY="header-key-1")
    bea.tell(votes(ballot), {"choice": "for", "key": "header-key-1"}, 200, HTTP_IDEMPOTENCY_KEY="header-key-1")
    assert Vote.objects.get().key == "header-key-1"


@pytest.mark.parametrize("paper", [{**PAPER, "key": "another-key"}, {**PAPER, "choice": "against"}])
def test_second_vote_is_refused_and_the_first_stands(bea, ballot, paper):
    bea.tell(votes(ballot), PAPER, 201)
    problem = bea.tell(votes(ballot), paper, 409)
    assert (problem["code"], problem["rule"]) == ("voted_already", "invariant 1")
    assert Vote.objects.get().choice == "for"


@pytest.mark.parametrize(
    ("paper", "field"),
    [
        ({"choice": "yes", "key": "a-key-12"}, "choice"),
        ({"choice": ["for"], "key": "a-key-12"}, "choice"),
        ({"key": "a-key-12"}, "choice"),
        ({"choice": "for", "key": "short"}, "key"),
        ({"choice": "for", "key": "with spaces"}, "key"),
        ({"choice": "for", "key": "k" * 65}, "key"),
        ({"choice": "for", "key": "a-key-12", "weight": 2}, "weight"),
    ],
)
def test_paper_that_cannot_be_read_is_refused_by_its_field(bea, ballot, paper, field):
    assert bea.tell(votes(ballot), paper, 400)["field"] == field
    assert Vote.objects.count() == 0


def test_who_is_not_on_the_roll_reads_why(as_person, harbour, mill, motion):
    gus = enrol_member(
        harbour.secretary,
        body=harbour.body("North"),
        data=PersonData("Gus Guest"),
        state=MembershipState.SUPPORTER,
    )
    ballot = vote_online(harbour.secretary, motion)
    refused = as_person(gus.person).tell(votes(ballot), PAPER, 422)
    assert (refused["code"], refused["detail"]) == ("supporter", "Supporters take part without a vote.")
    mine = as_person(gus.person).ask(f"ballots/{ballot.public_id}/")["mine"]
    assert mine == {
        "on_roll": False,
        "can_vote": False,
        "reason": "Supporters take part without a vote.",
        "choice": None,
        "voted": False,
        "cast_at": None,
    }
    refused = as_person(harbour.person("Gil South")).tell(votes(ballot), PAPER, 422)
    assert refused["code"] == "not_on_roll"
    assert as_person(mill.person("Lea Mill")).tell(votes(ballot), PAPER, 404)["code"] == "no_ballot"
    assert Vote.objects.count() == 0


def test_vote_after_closing_is_refused_and_not_counted(ana, bea, ballot):
    with later(7):
        assert bea.tell(votes(ballot), PAPER, 409)["code"] == "closed"
        ana.tell(f"ballots/{ballot.public_id}/close/")
        assert bea.tell(votes(ballot), PAPER, 409)["code"] == "closed"
        assert ana.tell(f"ballots/{ballot.public_id}/close/", {}, 409)["code"] == "ballot_closed"
    assert Vote.objects.count() == 0


def test_ballot_is_opened_by_those_who_count_for_the_hours_the_rules_ask(ana, bea, motion):
    until = (clock.now() + timedelta(days=3)).isoformat()
    assert bea.tell("ballots/", {"motion": motion.public_id, "closes_at": until}, 403)["code"] == "power_missing"
    assert ana.tell("ballots/", {"motion": motion.public_id}, 400)["field"] == "closes_at"
    soon = (clock.now() + timedelta(hours=1)).isoformat()
    assert ana.tell("ballots/", {"motion": motion.public_id, "closes_at": soon}, 422)["code"] == "least_hours"
    made = ana.tell("ballots/", {"motion": motion.public_id, "closes_at": until}, 201)
    assert (made["status"], made["entitled"], made["cast"], made["kind"]) == ("open", 5, 0, "ordinary")
    assert ana.tell("ballots/", {"motion": motion.public_id, "closes_at": until}, 409)["code"] == "ballot_open"
    assert ana.tell("ballots/", {"motion": "0123456789abcdef", "closes_at": until}, 404)["code"] == "no_motion"
    assert Ballot.objects.count() == 1


def test_ballot_says_how_it_is_decided_and_how_many_have_voted_to_those_who_count_alone(ana, bea, ballot):
    bea.tell(votes(ballot), PAPER, 201)
    seen = bea.ask(f"ballots/{ballot.public_id}/")
    assert seen["how"] == [
        "A motion carries with more votes for than against; abstentions are not counted.",
        "A fifth of all members with a vote must be present.",
    ]
    assert (seen["cast"], seen["mine"]["choice"], seen["mine"]["can_vote"]) == (None, "for", False)
    assert ana.ask(f"ballots/{ballot.public_id}/")["cast"] == 1


def test_ballots_that_wait_for_a_vote_are_listed_until_it_is_cast(bea, as_person, harbour, ballot):
    assert [row["id"] for row in bea.ask("ballots/owed/")["results"]] == [ballot.public_id]
    bea.tell(votes(ballot), PAPER, 201)
    assert bea.ask("ballots/owed/")["results"] == []
    assert as_person(harbour.person("Gil South")).ask("ballots/owed/")["results"] == []


def test_result_is_the_stored_one_and_is_read_by_members_after_closing(ana, bea, as_person, harbour, mill, ballot):
    gil, lea = as_person(harbour.person("Gil South")), as_person(mill.person("Lea Mill"))
    bea.tell(votes(ballot), PAPER, 201)
    for part in ("result", "votes"):
        assert bea.ask(f"ballots/{ballot.public_id}/{part}/", 409)["code"] == "ballot_open"
    with later(7):
        closed = ana.tell(f"ballots/{ballot.public_id}/close/")
    assert (closed["outcome"], closed["status"]) == ("carried", "closed")
    stored = Ballot.objects.get().result
    result = bea.ask(f"ballots/{ballot.public_id}/result/")
    assert (result["votes_for"], result["votes_against"], result["abstentions"]) == (1, 0, 0)
    assert (result["verdict"], result["rule"]) == (stored.verdict, stored.rule)
    assert [(row["name"], row["choice"]) for row in bea.ask(votes(ballot))["results"]] == [("Bea North", "for")]
    assert bea.ask(votes(ballot), choice="against")["results"] == []
    for part in ("result", "votes"):
        assert gil.ask(f"ballots/{ballot.public_id}/{part}/", 403)["code"] == "not_constituency"
        assert lea.ask(f"ballots/{ballot.public_id}/{part}/", 404)["code"] == "no_ballot"
    assert Decision.objects.filter(source_ref=ballot.public_id).count() == 1


def test_roll_is_read_by_those_with_a_power_alone(ana, bea, as_person, harbour, mill, ballot):
    entries = ana.ask(f"ballots/{ballot.public_id}/roll/")["results"]
    assert [(row["name"], row["reason"], row["weight"]) for row in entries][1:3] == [
        ("Bea North", "full_member", 1),
        ("Cyd North", "full_member", 1),
    ]
    assert ana.ask(f"ballots/{ballot.public_id}/refusals/")["results"] == []
    for part in ("roll", "refusals"):
        assert bea.ask(f"ballots/{ballot.public_id}/{part}/", 403)["code"] == "power_missing"
        assert as_person(mill.secretary).ask(f"ballots/{ballot.public_id}/{part}/", 404)["code"] == "no_ballot"


def test_ballot_is_closed_by_those_who_count_and_not_before_its_hours(ana, bea, as_person, harbour, ballot):
    address = f"ballots/{ballot.public_id}/close/"
    assert ana.tell(address, {}, 422)["code"] == "least_hours"
    assert ana.tell(address, {"casting_vote": "abstain"}, 400)["field"] == "casting_vote"
    with later(7):
        assert bea.tell(address, {}, 403)["code"] == "power_missing"
        assert as_person(harbour.person("Gil South")).tell(address, {}, 403)["code"] == "power_missing"
    assert Ballot.objects.get().status == "open"


def test_votes_by_name_come_in_the_order_of_names(bea, harbour, ballot):
    for number, person in enumerate(people_of(harbour, "North")):
        cast_vote(person, ballot=ballot, choice=("for", "against", "abstain")[number % 3], key=f"some-key-{number}")
    with later(7):
        close_ballot(harbour.secretary, ballot=ballot)
    rows = bea.ask(votes(ballot))["results"]
    assert [row["name"] for row in rows] == ["Ana Founder", "Bea North", "Cyd North", "Dan North", "Eve North"]
    assert [row["choice"] for row in rows] == ["for", "against", "abstain", "for", "against"]


def test_cards_are_written_down_by_those_who_count_all_or_none(ana, bea, harbour, motion):
    assembly = opened_assembly(harbour, motion)
    with clock.at(assembly.starts_at):
        members = [harbour.members[name].public_id for name in ("Bea North", "Cyd North", "Dan North")]
        check_in(harbour.secretary, assembly=assembly, members=members)
        ballot = open_ballot(harbour.secretary, motion=motion, assembly=assembly)
        address = f"ballots/{ballot.public_id}/cards/"
        two = [{"member": member, "choice": "for"} for member in members[:2]]
        assert bea.tell(address, {"votes": two}, 403)["code"] == "power_missing"
        assert ana.tell(address, {"votes": [*two, two[0]]}, 400)["field"] == "votes"
        assert ana.tell(address, {"votes": []}, 400)["code"] == "no_votes"
        assert ana.tell(address, {"votes": [{"member": members[0], "choice": "yes"}]}, 400)["status"] == 400
        assert ana.tell(address, {"votes": two}) == ana.tell(address, {"votes": two}) == {"written": 2}
        third = [{"member": members[2], "choice": "against"}]
        assert ana.tell(address, {"votes": [two[0], *third]}, 409)["code"] == "voted_already"
        assert Vote.objects.filter(ballot=ballot).count() == 2
        close_ballot(harbour.secretary, ballot=ballot)
        listed = bea.ask(f"ballots/{ballot.public_id}/votes/")["results"]
        assert [(vote["name"], vote["by_card"]) for vote in listed] == [("Bea North", True), ("Cyd North", True)]
