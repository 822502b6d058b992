"""Dues of somebody who moves to another branch in the middle of a period."""

from datetime import timedelta

import pytest

from members.actions.dues import settle_move
from members.actions.dues_entries import pay_dues, waive_dues
from members.models import DuesEntry, Membership
from organiser.base import clock
from tests.dues import account, charge_of, charged, first, last, with_dues


@pytest.fixture
def moved(harbour):
    """Bea of North, who is charged for this month and moves to South on the eleventh."""
    with_dues(harbour)
    charged(harbour, -1, 0)
    return harbour.members["Bea North"]


def move(harbour, membership, day):
    north, south = harbour.body("North"), harbour.body("South")
    Membership.objects.filter(pk=membership.pk).update(branch=south.pk)
    membership.refresh_from_db()
    return settle_move(harbour.secretary, membership=membership, old=north, new=south, day=day)


def books(harbour, membership, branch):
    rows = DuesEntry.objects.filter(membership=membership, body=harbour.body(branch))
    return sum(rows.values_list("cents", flat=True))


def test_the_period_is_cut_at_the_day_and_nobody_pays_more_for_moving(harbour, moved):
    before = account(moved)
    day = first(0) + timedelta(days=10)
    done = move(harbour, moved, day)
    whole = (last(0) - first(0)).days + 1
    assert done.old_cents + done.new_cents == 1000
    assert abs(done.old_cents - 1000 * 10 / whole) < 1
    assert account(moved) == before
    assert (books(harbour, moved, "North"), books(harbour, moved, "South")) == (0, 2000)


def test_what_was_paid_ahead_goes_along(harbour, moved):
    pay_dues(harbour.secretary, membership=moved, cents=2000)
    done = move(harbour, moved, first(0) + timedelta(days=10))
    assert done.carried == done.new_cents
    assert account(moved) == (last(0), None, 0)
    assert (books(harbour, moved, "North"), books(harbour, moved, "South")) == (0, 0)


def test_a_waived_period_stays_waived_in_both_parts(harbour, moved):
    pay_dues(harbour.secretary, membership=moved, cents=1000)
    waive_dues(harbour.secretary, charge=charge_of(moved, 0))
    move(harbour, moved, first(0) + timedelta(days=10))
    assert account(moved) == (last(0), None, 0)


def test_a_move_on_the_first_day_of_a_period_leaves_the_old_branch_nothing_of_it(harbour, moved):
    assert move(harbour, moved, first(0)).old_cents == 0
    assert account(moved)[2] == 2000


def test_who_was_never_charged_and_who_stays_in_the_same_body_moves_without_a_line(harbour):
    membership = harbour.members["Bea North"]
    north = harbour.body("North")
    assert settle_move(harbour.secretary, membership=membership, old=north, new=north, day=clock.today()) is None
    assert move(harbour, membership, clock.today()) is None
    assert DuesEntry.objects.count() == 0
