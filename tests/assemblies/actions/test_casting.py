"""Casting a vote: once each, by those on the roll, while the ballot is open; safe to send again."""

from datetime import timedelta

import pytest

from assemblies.actions.attendance import check_in_myself, check_out
from assemblies.actions.ballots import open_ballot
from assemblies.actions.casting import cast_vote
from assemblies.actions.closing import close_ballot
from assemblies.enums import Choice
from assemblies.models import Ballot, Vote
from assemblies.queries.ballots import owed_by, tally
from members.actions.enrolling import enrol_member
from members.actions.memberships import change_state
from members.actions.people import PersonData
from organiser.base import clock
from organiser.base.errors import Conflict, Invalid, NotPermitted, RuleNotMet, WrongState
from tests.helpers import bound, north_motion, online_ballot, opened_assembly, refuses, writes

KEY = "a-key-of-mine"


@pytest.mark.parametrize("choice", Choice.values)
def test_member_votes_and_gets_a_receipt(harbour, mill, choice):
    ballot, bea = online_ballot(harbour, north_motion(harbour)), harbour.person("Bea North")
    with writes():
        receipt = cast_vote(bea, ballot=ballot, choice=choice, key=KEY)
    vote = Vote.objects.get()
    assert (receipt.choice, receipt.cast_at, receipt.repeated) == (choice, vote.cast_at, False)
    assert (vote.entry.person, vote.ballot, vote.choice, vote.key) == (bea, ballot, choice, KEY)
    assert tally(ballot) == {**dict.fromkeys(Choice.values, 0), choice: 1}


def test_same_paper_sent_again_is_the_same_vote(harbour):
    ballot, bea = online_ballot(harbour, north_motion(harbour)), harbour.person("Bea North")
    first, again = (cast_vote(bea, ballot=ballot, choice="for", key=KEY) for _ in range(2))
    assert (again.choice, again.cast_at, again.repeated, Vote.objects.count()) == ("for", first.cast_at, True, 1)


def test_receipt_is_given_again_after_the_ballot_has_closed(harbour):
    ballot, bea = online_ballot(harbour, north_motion(harbour)), harbour.person("Bea North")
    first = cast_vote(bea, ballot=ballot, choice="for", key=KEY)
    with clock.at(ballot.closes_at):
        close_ballot(harbour.secretary, ballot=ballot)
        assert cast_vote(bea, ballot=ballot, choice="for", key=KEY).cast_at == first.cast_at


@pytest.mark.parametrize(("choice", "key"), [("against", KEY), ("for", "another-key"), ("against", "another-key")])
def test_second_vote_is_refused_with_what_was_said(harbour, choice, key):
    ballot, bea = online_ballot(harbour, north_motion(harbour)), harbour.person("Bea North")
    receipt = cast_vote(bea, ballot=ballot, choice="for", key=KEY)
    sentence = f"You voted “for” in this ballot on {receipt.cast_at:%-d %B at %H:%M}. Each member votes once."
    with refuses(Conflict, "voted_already", sentence):
        cast_vote(bea, ballot=ballot, choice=choice, key=key)


@pytest.mark.parametrize("choice", ["", "yes", "For", "for "])
def test_unknown_choice_is_refused(harbour, choice):
    ballot, bea = online_ballot(harbour, north_motion(harbour)), harbour.person("Bea North")
    with refuses(Invalid, "choice", "Choose for, against or abstain."):
        cast_vote(bea, ballot=ballot, choice=choice, key=KEY)


@pytest.mark.parametrize(
    "key", ["", "short", "x" * 65, "with space", "with'quote", "null\x00byte", "ключключ", "key\nkey-x"]
)
def test_key_of_another_shape_is_refused(harbour, key):
    ballot, bea = online_ballot(harbour, north_motion(harbour)), harbour.person("Bea North")
    with refuses(Invalid, "key", "The key of a vote has 8 to 64 letters, digits, hyphens or underscores."):
        cast_vote(bea, ballot=ballot, choice="for", key=key)


def test_B9_member_of_another_branch_does_not_vote(harbour, mill):
    ballot = online_ballot(harbour, north_motion(harbour))
    sentence = "You are not on the roll of this ballot: it is for members of North."
    for actor in (harbour.person("Gil South"), harbour.person("Fay South"), mill.secretary):
        with refuses(RuleNotMet, "not_on_roll", sentence):
            cast_vote(actor, ballot=ballot, choice="for", key=KEY)


def test_who_joined_after_the_opening_is_not_on_the_roll(harbour):
    ballot = online_ballot(harbour, north_motion(harbour))
    late = enrol_member(harbour.secretary, body=harbour.body("North"), data=PersonData("Late One"))
    with refuses(RuleNotMet, "not_on_roll"):
        cast_vote(late.person, ballot=ballot, choice="for", key=KEY)


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("on_leave", "You are on leave. Tell your secretary that you are back to be on the next roll."),
        ("supporter", "Supporters take part without a vote."),
    ],
)
def test_without_standing_the_roll_says_why(harbour, state, sentence):
    motion, membership = north_motion(harbour), harbour.members["Eve North"]
    change_state(harbour.secretary, membership=membership, to=state)
    ballot = online_ballot(harbour, motion)
    with refuses(RuleNotMet, state, sentence):
        cast_vote(membership.person, ballot=ballot, choice="for", key=KEY)


def test_nobody_votes_once_the_time_is_up_even_before_the_count(harbour):
    ballot, bea = online_ballot(harbour, north_motion(harbour)), harbour.person("Bea North")
    sentence = f"This ballot closed on {ballot.closes_at:%-d %B at %H:%M}. Your vote was not counted."
    with clock.at(ballot.closes_at - timedelta(microseconds=1)):
        assert cast_vote(harbour.person("Cyd North"), ballot=ballot, choice="for", key=KEY).repeated is False
    with clock.at(ballot.closes_at), refuses(WrongState, "closed", sentence):
        cast_vote(bea, ballot=ballot, choice="for", key=KEY)


def test_nobody_votes_after_closing_with_a_page_opened_before(harbour):
    ballot, bea = online_ballot(harbour, north_motion(harbour)), harbour.person("Bea North")
    stale = Ballot.objects.get(pk=ballot.pk)
    with clock.at(ballot.opened_at + timedelta(hours=49)):
        close_ballot(harbour.secretary, ballot=ballot)
        with refuses(WrongState, "closed"):
            cast_vote(bea, ballot=stale, choice="for", key=KEY)


def test_in_an_assembly_those_vote_who_are_there(harbour):
    motion, bea = north_motion(harbour), harbour.person("Bea North")
    assembly = opened_assembly(harbour, motion)
    with clock.at(assembly.starts_at):
        ballot = open_ballot(harbour.secretary, motion=motion, assembly=assembly)
        sentence = "You are not checked in to this assembly. Check in first, then vote."
        with refuses(WrongState, "not_checked_in", sentence):
            cast_vote(bea, ballot=ballot, choice="for", key=KEY)
        check_in_myself(bea, assembly=assembly)
        assert list(owed_by(bea)) == [ballot]
        check_out(bea, assembly=assembly, person=bea)
        with refuses(WrongState, "not_checked_in", sentence):
            cast_vote(bea, ballot=ballot, choice="for", key=KEY)
        check_in_myself(bea, assembly=assembly)
        cast_vote(bea, ballot=ballot, choice="for", key=KEY)
    assert (list(owed_by(bea)), Vote.objects.count()) == ([], 1)


def test_token_votes_only_in_its_body(harbour):
    ballot, bea = online_ballot(harbour, north_motion(harbour)), harbour.person("Bea North")
    with refuses(NotPermitted, "token_body", "This token does not reach that body."):
        cast_vote(bound(bea, harbour.body()), ballot=ballot, choice="for", key=KEY)
    assert cast_vote(bound(bea, harbour.body("North")), ballot=ballot, choice="for", key=KEY).repeated is False
