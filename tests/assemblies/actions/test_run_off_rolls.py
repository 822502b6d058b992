"""Who votes in a run-off: whoever stood on the first roll and has a vote still; and where it is held."""

from copy import deepcopy
from datetime import timedelta

from django.db import transaction

from assemblies.actions.assemblies import close_assembly
from assemblies.actions.attendance import check_in
from assemblies.actions.ballot_papers import hand_out_paper
from assemblies.actions.ballots import open_ballot
from assemblies.actions.batches import enter_batch
from assemblies.actions.casting import cast_vote
from assemblies.actions.closing import close_ballot
from assemblies.actions.reminding import remind_of_ballot
from assemblies.actions.run_offs import open_run_off
from assemblies.actions.ties import announce_lot
from assemblies.counting.recounting import recounted
from assemblies.erasing import clean_candidacies, clean_words, open_ballots
from assemblies.models import AgendaItem, Ballot, RollEntry, RollRefusal
from assemblies.queries.lists import open_ballots_in
from assemblies.queries.reminding import due_to_remind
from assemblies.queries.sheets import sheet_of
from members.actions.memberships import change_state
from members.enums import MembershipState
from organisations.presets import SIMPLE_MAJORITY
from organiser.base import clock
from organiser.base.actor import CLOCK
from organiser.base.erased_words import erased_name, record_open
from organiser.base.errors import RuleNotMet, WrongState
from tests.choices import ballot_on, choice_motion, paper, put, second_teller
from tests.elections import election, nominate
from tests.helpers import decide_online, north_motion, opened_assembly, people_of, refuses
from tests.run_offs import BY_MARKS, again, closed, later, run_off_on, tie_of, tied
from tests.world import add_member


def leaves(place, name, to=MembershipState.RESIGNED):
    member = place.members[name]
    change_state(place.secretary if to == MembershipState.ON_LEAVE else member.person, membership=member, to=to)


def on_roll(ballot):
    return sorted(RollEntry.objects.filter(roll=ballot.roll).values_list("person__name", flat=True))


def test_nobody_joins_for_a_run_off_and_who_left_meanwhile_votes_no_more(harbour, mill):
    first = tied(harbour, "+A", "+B")
    add_member(harbour, "Lou North", "North")
    leaves(harbour, "Eve North")
    run_off = run_off_on(harbour, first)
    assert on_roll(run_off) == ["Ana Founder", "Bea North", "Cyd North", "Dan North"]
    assert (run_off.roll.entitled, run_off.roll.size) == (4, 4)
    assert list(RollRefusal.objects.filter(roll=run_off.roll).values_list("person__name", "reason")) == [
        ("Lou North", "not_in_first")
    ]
    with refuses(RuleNotMet, "not_in_first"):
        cast_vote(harbour.person("Lou North"), ballot=run_off, choice="+1", key="key-00000001")


def test_where_nobody_of_the_first_roll_has_a_vote_any_more_the_lot_decides_at_once(harbour, mill):
    first = tied(harbour, "+A", "+B")
    add_member(harbour, "Lou North", "North")
    for name in ("Bea North", "Cyd North", "Dan North", "Eve North", "Ana Founder"):
        leaves(harbour, name, MembershipState.ON_LEAVE)
    with refuses(RuleNotMet, "empty_roll"):
        open_run_off(harbour.secretary, tie=tie_of(first), closes_at=later())
    assert announce_lot(harbour.secretary, tie=tie_of(first), source="Lottery").announced == "Lottery"


def adopt_check_in(place):
    rules = deepcopy(SIMPLE_MAJORITY)
    rules["kinds"]["ordinary"].update({"channel": "either", **BY_MARKS})
    rules["body"]["roll_moment"] = "check_in"
    decide_online(place, north_motion(place, kind="rules", effect="adopt_rules", payload={"rules": rules}))


def test_a_run_off_in_the_same_assembly_is_for_those_who_were_there_for_the_first_vote(harbour, mill):
    adopt_check_in(harbour)
    motion = choice_motion(harbour)
    assembly = opened_assembly(harbour, motion)
    people, ids = people_of(harbour, "North"), {name: one.public_id for name, one in harbour.members.items()}
    with clock.at(assembly.starts_at):
        there = [ids["Bea North"], ids["Cyd North"], ids["Dan North"]]
        check_in(harbour.secretary, assembly=assembly, members=there)
        first = open_ballot(harbour.secretary, motion=motion, assembly=assembly)
        for person, text in zip(people[1:3], ("+A", "+B"), strict=True):
            cast_vote(person, ballot=first, choice=paper(first, text), key=f"key-{person.pk:06}")
        close_ballot(harbour.secretary, ballot=first)
        check_in(harbour.secretary, assembly=assembly, members=[ids["Eve North"]])
        run_off = open_run_off(harbour.secretary, tie=tie_of(first), assembly=assembly)
        assert on_roll(run_off) == ["Bea North", "Cyd North", "Dan North"]
        assert (run_off.roll.entitled, run_off.roll.size) == (5, 3)
        assert sorted(RollRefusal.objects.filter(roll=run_off.roll).values_list("person__name", "reason")) == [
            ("Ana Founder", "not_in_first"),
            ("Eve North", "not_in_first"),
        ]
        with refuses(WrongState, "ballot_open"):
            close_assembly(harbour.secretary, assembly=assembly)
        cast_vote(people[3], ballot=run_off, choice=paper(run_off, "+B"), key="key-00000009")
        close_ballot(harbour.secretary, ballot=run_off)
    assert again(first).result.chosen["winners"] == ["Buoy"]
    assert AgendaItem.objects.filter(motion=motion).count() == 1


def test_a_run_off_can_be_held_in_a_later_assembly_and_comes_onto_its_agenda(harbour, mill):
    first = tied(harbour, "+A", "+B")
    assembly = opened_assembly(harbour)
    with clock.at(assembly.starts_at):
        run_off = open_run_off(harbour.secretary, tie=tie_of(first), assembly=assembly)
    assert list(assembly.items.order_by("position").values_list("position", "motion")) == [
        (1, assembly.items.get(position=1).motion_id),
        (2, first.motion_id),
    ]
    assert list(open_ballots_in(harbour.secretary, assembly)) == [run_off]


def test_an_erasure_waits_for_the_run_off_and_then_takes_the_name_off_both_papers(harbour, mill):
    motion = election(harbour, tie_rule="run_off")
    nominate(harbour, motion, "Bea North", "Cyd North", "Dan North")
    first = ballot_on(harbour, motion)
    put(harbour, first, "B", "B", "C", "C")
    first = closed(harbour, first)
    run_off, bea = run_off_on(harbour, first, "+B"), harbour.person("Bea North")
    assert sorted(open_ballots(bea)) == [
        f"The ballot “{question}” is not settled. The erasure is done after that."
        for question in ("Run-off: Who is steward", "Who is steward")
    ]
    closed(harbour, run_off)
    with transaction.atomic(), record_open():
        clean_candidacies(bea)
        clean_words(bea)
    name = erased_name(bea)
    for ballot in Ballot.objects.filter(motion=motion):
        assert "Bea North" not in str([ballot.result.chosen, ballot.result.verdict, *ballot.ties.values()])
        assert (ballot.result.chosen["winners"], recounted(sheet_of(ballot))) == ([name], ())
    assert (first.ties.get().options, first.ties.get().chosen) == ([name, "Cyd North"], ["Cyd North"])


def test_papers_counted_by_two_are_part_of_a_run_off_beside_votes_by_phone(harbour, mill):
    first = tied(harbour, "+A", "+B")
    run_off = run_off_on(harbour, first, "+A")
    for name in ("Bea North", "Cyd North"):
        hand_out_paper(harbour.secretary, ballot=run_off, member=harbour.members[name].public_id)
    for teller in (harbour.secretary, second_teller(harbour)):
        enter_batch(teller, ballot=run_off, way="paper", number=1, papers={paper(run_off, "+B"): 2})
    closed(harbour, run_off)
    assert (again(first).result.chosen["winners"], recounted(sheet_of(again(run_off)))) == (["Buoy"], ())


def test_who_can_vote_is_reminded_of_a_run_off_over_days(harbour, mill):
    first = tied(harbour, "+A", "+B")
    run_off = run_off_on(harbour, first, "+A")
    with clock.at(run_off.closes_at - timedelta(hours=23)):
        assert list(due_to_remind()) == [run_off]
        remind_of_ballot(CLOCK, ballot=run_off)
    assert again(run_off).reminded_at is not None
