"""Blocks judged in the room: who is waited for, what gives way to an own answer, and what the database lets change."""

import pytest
from django.db import Error, transaction

from assemblies.actions.assemblies import close_assembly
from assemblies.actions.blocks import judge_blocks
from assemblies.actions.settling import settle_blocks
from assemblies.models import Ballot, Judgement
from assemblies.queries.ballots import votes_digest
from organiser.base import clock
from organiser.base.errors import RuleNotMet, WrongState
from tests.consensus import FOUR_FIFTHS, blocks, held_in_room, seek
from tests.helpers import people_of, refuses

ALL = ("agree", "agree", "agree", "agree", "block")


@pytest.fixture
def ballot(harbour, mill):
    """A round with one block in an open assembly, with an answer written down for Bea; the clock stands at its end."""
    held = held_in_room(harbour, seek(harbour, **FOUR_FIFTHS), *ALL)
    with clock.at(held.closed_at):
        answer(harbour, held, for_="Bea North", principled=False)
        yield held


def answer(place, ballot, *, for_, principled):
    given = {blocks(ballot)[0].public_id: principled}
    judge_blocks(place.secretary, ballot=ballot, answers=given, member=place.members[for_].public_id)


def test_an_own_answer_in_place_of_a_written_one_changes_the_digest(harbour, ballot):
    before = votes_digest(ballot)
    judge_blocks(people_of(harbour, "North")[1], ballot=ballot, answers={blocks(ballot)[0].public_id: True})
    assert votes_digest(ballot) != before
    assert list(Judgement.objects.values_list("principled", "taken_by")) == [(True, None)]


def test_the_database_lets_a_written_answer_become_an_own_one_and_nothing_else(harbour, ballot):
    said, block = Judgement.objects.get(), blocks(ballot)[0]
    other = ballot.votes.filter(choice="agree").exclude(entry=said.entry).first()
    written = Judgement.objects.filter(pk=said.pk)
    for change in (
        {"principled": True},
        {"taken_by": people_of(harbour, "North")[2]},
        {"taken_by": None, "entry": other.entry},
    ):
        with pytest.raises(Error), transaction.atomic():
            written.update(**change)
    assert written.update(principled=True, taken_by=None) == 1
    with pytest.raises(Error), transaction.atomic():
        written.update(taken_by=harbour.secretary)
    assert list(Judgement.objects.values_list("block", "entry", "principled", "taken_by")) == [
        (block.pk, said.entry_id, True, None)
    ]


def test_the_database_lets_no_written_answer_change_once_the_round_is_settled(harbour, ballot):
    with clock.at(ballot.judged_until):
        settle_blocks(harbour.secretary, ballot=ballot)
    with pytest.raises(Error), transaction.atomic():
        Judgement.objects.update(principled=True, taken_by=None)
    assert list(Judgement.objects.values_list("principled", "taken_by")) == [(False, harbour.secretary.pk)]


def test_when_the_assembly_is_over_nobody_answers_for_others_and_every_voice_is_waited_for(harbour, ballot):
    close_assembly(harbour.secretary, assembly=ballot.assembly)
    ballot = Ballot.objects.get(pk=ballot.pk)
    with refuses(WrongState, "no_hall"):
        answer(harbour, ballot, for_="Cyd North", principled=False)
    until = ballot.judged_until
    said = f"3 answers are missing. The others can judge until {until:%-d %B at %H:%M}."
    with refuses(RuleNotMet, "not_judged", said):
        settle_blocks(harbour.secretary, ballot=ballot)


def test_in_the_room_the_round_is_settled_once_the_last_one_there_has_answered(harbour, ballot):
    answer(harbour, ballot, for_="Cyd North", principled=True)
    people = [person for person in people_of(harbour, "North")[:4] if person.name not in {"Bea North", "Cyd North"}]
    judge_blocks(people[0], ballot=ballot, answers={blocks(ballot)[0].public_id: True})
    one = "1 member is in the room without having judged every block. Ask them, or write down what they say."
    with refuses(RuleNotMet, "not_judged", one):
        settle_blocks(harbour.secretary, ballot=ballot)
    judge_blocks(people[1], ballot=ballot, answers={blocks(ballot)[0].public_id: True})
    settle_blocks(harbour.secretary, ballot=ballot)
    assert Ballot.objects.get(pk=ballot.pk).result.verdict["blocks_standing"] == 0  # three of four, not four fifths
