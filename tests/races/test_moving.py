"""Moves and merges at the same moment: one comes through, and no vote is lost or doubled by it (invariant 1)."""

import pytest

from assemblies.actions.ballots import open_ballot
from assemblies.actions.casting import cast_vote
from assemblies.actions.closing import close_ballot
from assemblies.models import RollEntry, Vote
from members.actions.merge_undoing import undo_merge
from members.actions.merging import merge_people
from members.actions.transfers import accept_transfer, ask_to_move, refuse_transfer, release_member, withdraw_transfer
from members.models import Membership, MembershipSpan, MergeRecord, Transfer
from organiser.base import clock
from organiser.base.actions.ledger import flaws
from tests.helpers import clock_days, north_motion
from tests.threads import all_at_once, codes

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def released(harbour, name="Gil South"):
    member = harbour.members[name]
    transfer = ask_to_move(member.person, membership=member, to=harbour.branches["North"])
    return release_member(harbour.person("Fay South"), transfer=transfer)


def open_spans():
    return MembershipSpan.objects.filter(until_on__isnull=True).count()


def test_of_two_who_ask_for_the_same_member_one_does(harbour):
    gil, before = harbour.members["Gil South"], open_spans()
    outcomes = all_at_once(
        lambda: ask_to_move(gil.person, membership=gil, to=harbour.branches["North"]) for _ in range(2)
    )
    assert codes(outcomes) == {"done": 1, "moving_already": 1}
    assert (Transfer.objects.count(), open_spans()) == (1, before)


def test_of_accepting_refusing_and_taking_back_at_once_one_comes_through(harbour):
    transfer = released(harbour)
    gil = harbour.members["Gil South"]
    acts = [
        lambda: accept_transfer(harbour.secretary, transfer=transfer),
        lambda: refuse_transfer(harbour.secretary, transfer=transfer, reason="Full."),
        lambda: withdraw_transfer(gil.person, transfer=transfer),
    ]
    assert codes(all_at_once(acts)) == {"done": 1, "transfer_step": 2}
    state = Transfer.objects.get().state
    branch = Membership.objects.get(pk=gil.pk).branch.name
    assert (branch == "North") is (state == "accepted")
    assert MembershipSpan.objects.filter(membership=gil, until_on__isnull=True).count() == 1
    assert list(flaws()) == []


def test_a_move_while_a_roll_is_frozen_leaves_one_vote_in_each_ballot(harbour):
    transfer, motion = released(harbour), north_motion(harbour)
    closes_at = clock.now() + clock_days(6)
    gil = harbour.members["Gil South"]
    acts = [
        lambda: accept_transfer(harbour.secretary, transfer=transfer),
        lambda: open_ballot(harbour.secretary, motion=motion, closes_at=closes_at),
    ]
    moved, ballot = all_at_once(acts)
    assert moved.state == "accepted"
    on_roll = RollEntry.objects.filter(roll=ballot.roll_id)
    assert on_roll.count() == ballot.roll.entitled == 5 + on_roll.filter(person=gil.person_id).count()


def test_of_two_merges_that_cross_one_comes_through(harbour):
    gil, hal = harbour.members["Gil South"], harbour.members["Hal South"]
    fay = harbour.person("Fay South")
    acts = [
        lambda: merge_people(fay, keep=gil, drop=hal),
        lambda: merge_people(fay, keep=hal, drop=gil),
    ]
    assert codes(all_at_once(acts)) == {"done": 1, "merged_already": 1}
    assert MergeRecord.objects.count() == 1
    assert Membership.objects.filter(state="merged").count() == 1
    assert list(flaws()) == []


def test_of_two_who_undo_a_merge_one_does(harbour):
    fay = harbour.person("Fay South")
    merge = merge_people(fay, keep=harbour.members["Gil South"], drop=harbour.members["Hal South"])
    outcomes = all_at_once(lambda: undo_merge(fay, merge=merge) for _ in range(2))
    assert codes(outcomes) == {"done": 1, "undone_already": 1}
    assert Membership.objects.filter(state="merged").count() == 0


def test_a_merge_while_somebody_votes_takes_no_vote_away(harbour):
    people = [harbour.members[name] for name in ("Bea North", "Cyd North", "Dan North", "Eve North")]
    ballot = open_ballot(harbour.secretary, motion=north_motion(harbour), closes_at=clock.now() + clock_days(6))
    drop = people[3]
    acts = [
        lambda: merge_people(harbour.secretary, keep=people[2], drop=drop),
        *(
            lambda one=one: cast_vote(one.person, ballot=ballot, choice="for", key=f"vote-{one.number}")
            for one in people
        ),
    ]
    assert codes(all_at_once(acts)) == {"done": 4, "merge_open_ballot": 1}
    assert Vote.objects.count() == 4


def test_a_merge_while_a_ballot_opens_or_closes_leaves_one_vote_to_one_person(harbour):
    keep, drop = harbour.members["Dan North"], harbour.members["Eve North"]
    motion, closes_at = north_motion(harbour), clock.now() + clock_days(6)
    acts = [
        lambda: merge_people(harbour.secretary, keep=keep, drop=drop),
        lambda: open_ballot(harbour.secretary, motion=motion, closes_at=closes_at),
    ]
    merged, ballot = all_at_once(acts)
    on_roll = RollEntry.objects.filter(roll=ballot.roll_id, person__in=[keep.person_id, drop.person_id]).count()
    if isinstance(merged, MergeRecord):
        assert on_roll == 1
    else:
        assert (merged.code, on_roll) == ("merge_open_ballot", 2)
        with clock.at(ballot.closes_at):
            close_ballot(harbour.secretary, ballot=ballot)
            merge_people(harbour.secretary, keep=keep, drop=drop)
    assert list(flaws()) == []
