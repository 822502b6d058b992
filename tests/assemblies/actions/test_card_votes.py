"""Votes by card: written down for those in the room by those who count, all of them or none, one for each member."""

from datetime import timedelta

import pytest

from assemblies.actions.agenda import table_motion
from assemblies.actions.attendance import check_in, check_out
from assemblies.actions.ballots import open_ballot
from assemblies.actions.card_votes import take_card_votes
from assemblies.actions.casting import cast_vote
from assemblies.actions.closing import close_ballot
from assemblies.models import Vote
from members.actions.enrolling import enrol_member
from members.actions.people import PersonData
from organiser.base import clock
from organiser.base.errors import Conflict, Invalid, NotPermitted, RuleNotMet, WrongState
from tests.helpers import OUTSIDERS, north_motion, online_ballot, opened_assembly, outsider, refuses, writes


@pytest.fixture
def hall(harbour, mill):
    """A ballot in an open assembly of North, with everybody but Eve in the room; the clock stands in the assembly."""
    motion = north_motion(harbour)
    assembly = opened_assembly(harbour, motion)
    with clock.at(assembly.starts_at):
        names = ("Ana Founder", "Bea North", "Cyd North", "Dan North")
        check_in(harbour.secretary, assembly=assembly, members=[harbour.members[name].public_id for name in names])
        harbour.assembly = assembly
        harbour.ballot = open_ballot(harbour.secretary, motion=motion, assembly=assembly)
        yield harbour


def cards(place, **choices: str) -> dict[str, str]:
    """Cards by first name in the branch North."""
    return {place.members[f"{name} North"].public_id: choice for name, choice in choices.items()}


def in_the_box(place) -> dict[str, tuple[str, str | None]]:
    votes = Vote.objects.filter(ballot=place.ballot).select_related("entry__person", "taken_by")
    return {v.entry.person.name: (v.choice, v.taken_by.name if v.taken_by else None) for v in votes}


def test_votes_by_card_are_in_the_box_beside_those_by_phone_and_count(hall):
    cast_vote(hall.person("Dan North"), ballot=hall.ballot, choice="against", key="by-phone")
    with writes("take_card_votes") as entries:
        assert take_card_votes(hall.secretary, ballot=hall.ballot, votes=cards(hall, Bea="for", Cyd="for")) == 2
    assert in_the_box(hall) == {
        "Dan North": ("against", None),
        "Bea North": ("for", "Ana Founder"),
        "Cyd North": ("for", "Ana Founder"),
    }
    assert (entries[0].subject, entries[0].content.content) == (hall.ballot.public_id, {"votes": 2})
    result = close_ballot(hall.secretary, ballot=hall.ballot).result
    assert (result.votes_for, result.votes_against, result.abstentions, result.outcome) == (2, 1, 0, "carried")


def test_1_the_same_cards_sent_again_are_one_set_of_votes(hall):
    votes = cards(hall, Bea="for", Cyd="abstain")
    take_card_votes(hall.secretary, ballot=hall.ballot, votes=votes)
    with writes():
        assert take_card_votes(hall.secretary, ballot=hall.ballot, votes=votes) == 2
    assert len(in_the_box(hall)) == 2


def test_1_nobody_votes_by_phone_and_by_card(hall):
    cast_vote(hall.person("Bea North"), ballot=hall.ballot, choice="for", key="by-phone")
    sentence = "Voted already: Bea North. Nothing was written; take the mark away and send the others."
    with refuses(Conflict, "voted_already", sentence):
        take_card_votes(hall.secretary, ballot=hall.ballot, votes=cards(hall, Bea="for", Cyd="for"))
    take_card_votes(hall.secretary, ballot=hall.ballot, votes=cards(hall, Cyd="for"))
    with refuses(Conflict, "voted_already"):
        cast_vote(hall.person("Cyd North"), ballot=hall.ballot, choice="for", key="by-phone")
    with refuses(Conflict, "voted_already"):
        take_card_votes(hall.secretary, ballot=hall.ballot, votes=cards(hall, Cyd="against"))


@pytest.mark.parametrize("who", OUTSIDERS)
def test_only_those_who_count_write_cards_down(hall, mill, who):
    actor = outsider(who, hall, mill)
    sentence = "Only those who count or facilitate for North open and close its ballots."
    with refuses(NotPermitted, "power_missing", sentence):
        take_card_votes(actor, ballot=hall.ballot, votes=cards(hall, Bea="for"))


def test_whoever_is_not_in_the_room_holds_up_no_card(hall):
    sentence = "Not checked in: Eve North. Check them in first, then write down how they voted."
    with refuses(WrongState, "not_checked_in", sentence):
        take_card_votes(hall.secretary, ballot=hall.ballot, votes=cards(hall, Eve="for", Bea="for"))
    check_out(hall.secretary, assembly=hall.assembly, person=hall.person("Bea North"))
    with refuses(WrongState, "not_checked_in", sentence.replace("Eve", "Bea")):
        take_card_votes(hall.secretary, ballot=hall.ballot, votes=cards(hall, Bea="for"))


def test_B9_only_those_on_the_roll_have_a_card(hall, mill):
    late = enrol_member(hall.secretary, body=hall.body("North"), data=PersonData("Lou Late"))
    others = (hall.members["Gil South"], mill.members["Lea Mill"], late)
    for member in others:
        with refuses(RuleNotMet, "not_on_roll"):
            take_card_votes(hall.secretary, ballot=hall.ballot, votes={member.public_id: "for"})
    with refuses(RuleNotMet, "not_on_roll"):
        take_card_votes(hall.secretary, ballot=hall.ballot, votes={"nobody": "for"})


@pytest.mark.parametrize(
    ("votes", "code", "sentence"),
    [
        ({}, "no_votes", "Mark how at least one member voted."),
        ({"x": "yes"}, "choice", "Choose for, against or abstain."),
    ],
)
def test_a_card_that_says_nothing_is_refused(hall, votes, code, sentence):
    with refuses(Invalid, code, sentence):
        take_card_votes(hall.secretary, ballot=hall.ballot, votes=votes)


def test_1_no_card_counts_after_closing(hall):
    close_ballot(hall.secretary, ballot=hall.ballot)
    with refuses(WrongState, "closed", "This ballot is closed. These votes were not counted."):
        take_card_votes(hall.secretary, ballot=hall.ballot, votes=cards(hall, Bea="for"))


def test_no_card_counts_once_the_time_is_up(hall):
    motion = north_motion(hall, title="Another")
    table_motion(hall.secretary, motion=motion, assembly=hall.assembly)
    soon = clock.now() + timedelta(minutes=5)
    ballot = open_ballot(hall.secretary, motion=motion, assembly=hall.assembly, closes_at=soon)
    with clock.at(soon), refuses(WrongState, "closed"):
        take_card_votes(hall.secretary, ballot=ballot, votes=cards(hall, Bea="for"))


def test_in_a_ballot_over_days_nobody_holds_up_cards(harbour):
    ballot = online_ballot(harbour, north_motion(harbour))
    sentence = "Cards are held up in an assembly. In this ballot members vote by themselves."
    with refuses(WrongState, "no_hall", sentence):
        take_card_votes(harbour.secretary, ballot=ballot, votes=cards(harbour, Bea="for"))
