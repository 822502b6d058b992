"""A clock of the server that jumps: no acknowledged vote is lost, none counts after closing, nothing opens again."""

from datetime import timedelta

import pytest

from assemblies.actions.assemblies import open_assembly
from assemblies.actions.attendance import check_in
from assemblies.actions.ballots import open_ballot
from assemblies.actions.casting import cast_vote
from assemblies.actions.closing import close_ballot
from assemblies.enums import BallotStatus
from assemblies.models import Ballot
from assemblies.queries.ballots import due_to_close
from organiser.base import clock
from organiser.base.errors import WrongState
from tests.choices import adopt, ballot_on
from tests.helpers import called_assembly, cast, north_motion, online_ballot, people_of, refuses

BACK = (timedelta(minutes=5), timedelta(days=2), timedelta(days=400))


def open_one(place, *, secret):
    motion = north_motion(place)
    if secret:
        adopt(place, secrecy="chosen")
        return ballot_on(place, motion, secret=True)
    return online_ballot(place, motion)


@pytest.mark.parametrize("secret", [False, True])
@pytest.mark.parametrize("back", BACK)
def test_votes_cast_while_the_clock_stands_before_the_opening_are_counted(harbour, mill, back, secret):
    ballot = open_one(harbour, secret=secret)
    people = people_of(harbour, "North")
    with clock.at(ballot.opened_at - back):
        cast(ballot, people[:2], "++")
    cast_vote(people[2], ballot=ballot, choice="against", key="key-of-third1")
    with clock.at(ballot.closes_at):
        close_ballot(harbour.secretary, ballot=ballot)
    result = Ballot.objects.get(pk=ballot.pk).result
    assert (result.votes_for, result.votes_against) == (2, 1)


@pytest.mark.parametrize("secret", [False, True])
def test_a_clock_that_jumps_ahead_refuses_votes_and_back_again_takes_them_until_it_is_closed(harbour, mill, secret):
    ballot = open_one(harbour, secret=secret)
    people = people_of(harbour, "North")
    cast(ballot, people[:1], "+")
    with clock.at(ballot.closes_at + timedelta(days=30)), refuses(WrongState, "closed"):
        cast_vote(people[1], ballot=ballot, choice="for", key="key-of-second")
    assert cast_vote(people[1], ballot=ballot, choice="for", key="key-of-second").choice == "for"
    with clock.at(ballot.closes_at):
        close_ballot(harbour.secretary, ballot=ballot)
    ballot = Ballot.objects.get(pk=ballot.pk)
    assert (ballot.status, ballot.result.votes_for) == (BallotStatus.CLOSED, 2)
    with clock.at(ballot.opened_at), refuses(WrongState, "closed"):
        cast_vote(people[2], ballot=ballot, choice="for", key="key-of-third1")


def test_what_was_closed_while_the_clock_stood_ahead_stays_closed_and_is_due_no_more(harbour, mill):
    ballot = online_ballot(harbour, north_motion(harbour))
    cast(ballot, people_of(harbour, "North"), "+++++")
    with clock.at(ballot.closes_at + timedelta(days=3000)):
        assert list(due_to_close()) == [ballot]
        close_ballot(harbour.secretary, ballot=ballot)
    assert list(due_to_close()) == []
    ballot = Ballot.objects.get(pk=ballot.pk)
    assert (ballot.status, ballot.result.votes_for, ballot.motion.status) == (BallotStatus.CLOSED, 5, "carried")


@pytest.mark.parametrize("back", BACK)
def test_a_ballot_closed_by_a_clock_before_its_opening_keeps_all_votes(harbour, mill, back):
    """In an assembly those who count close; the clock of the server may have been put right meanwhile."""
    motion = north_motion(harbour)
    assembly = called_assembly(harbour, motion)
    people = people_of(harbour, "North")
    with clock.at(assembly.starts_at):
        assembly = open_assembly(harbour.secretary, assembly=assembly)
        there = [one.public_id for one in harbour.members.values() if one.person in people]
        check_in(harbour.secretary, assembly=assembly, members=there)
        ballot = open_ballot(harbour.secretary, motion=motion, assembly=assembly)
        cast(ballot, people, "+++--")
    with clock.at(assembly.starts_at - back):
        close_ballot(harbour.secretary, ballot=ballot)
    result = Ballot.objects.get(pk=ballot.pk).result
    assert (result.votes_for, result.votes_against, result.present) == (3, 2, 5)
