"""Dues in whatever order things happen: sums are kept, and every account stands where its member stands."""

from contextlib import suppress
from datetime import datetime, time, timedelta
from itertools import pairwise

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from members.actions.dues_charging import charge_dues
from members.actions.dues_entries import pay_dues, refund_dues, reverse_dues, waive_dues
from members.actions.transfers import accept_transfer, ask_to_move, release_member
from members.models import DuesEntry, Membership
from members.queries.settled import settled_among
from organiser.base import clock
from organiser.base.errors import Refusal
from tests.dues import account, first, in_all_books, strays, with_dues

WHO = ("Bea North", "Cyd North", "Gil South")
WHERE = ("North", "South", "")
steps = st.lists(
    st.tuples(
        st.sampled_from(["charge", "move", "move", "pay", "waive", "reverse", "refund"]),
        st.integers(0, 2),
        st.integers(0, 5),
        st.integers(0, 6),  # the interim roles of founders last sixty days
    ),
    min_size=3,
    max_size=9,
)


def do(place, kind, membership, number):
    """One thing that a treasurer, a secretary or the clock does; what is refused leaves nothing behind."""
    keeper, lines = place.secretary, DuesEntry.objects.filter(membership=membership).order_by("pk")
    if kind == "charge":
        charge_dues(keeper, body=place.body(), day=clock.today() - timedelta(days=12 * number))
    elif kind == "move":
        name = WHERE[number % 3]
        transfer = ask_to_move(keeper, membership=membership, to=place.branches[name] if name else None)
        if transfer.state == "requested":
            transfer = release_member(keeper, transfer=transfer)
        accept_transfer(keeper, transfer=transfer)
    elif kind == "pay":
        pay_dues(keeper, membership=membership, cents=1 + 377 * number)
    elif kind == "refund":
        refund_dues(keeper, membership=membership, cents=1 + 100 * number)
    elif kind == "waive" and lines.filter(kind="charge").exists():
        charges = list(lines.filter(kind="charge"))
        waive_dues(keeper, charge=charges[number % len(charges)])
    elif kind == "reverse" and lines.exists():
        reverse_dues(keeper, entry=list(lines)[number % lines.count()], reason="A slip")


def noon(day):
    """Within the block it is noon of that day; nobody has a role before the harbour was founded, which is today."""
    return clock.at(timezone.make_aware(datetime.combine(day, time(12))))


class _Back(Exception):
    """Takes an example back."""


def as_example(run):
    """Run one example and take all of it back."""
    with suppress(_Back), transaction.atomic():
        run()
        raise _Back


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=steps)
def test_whatever_happens_sums_are_kept_and_nothing_stands_in_books_that_nobody_reads(harbour, mill, steps):
    def run():
        with_dues(harbour)
        with_dues(mill)
        charge_dues(mill.secretary, body=mill.body())
        other, day = in_all_books(mill), timezone.localdate()
        for kind, who, number, wait in steps:
            day += timedelta(days=wait)
            membership = Membership.objects.get(pk=harbour.members[WHO[who]].pk)
            before = account(membership)
            with noon(day), suppress(Refusal):
                do(harbour, kind, membership, number)
            if kind == "move":
                assert account(membership) == before
            assert strays(harbour) == []
        assert in_all_books(mill) == other
        ours = Membership.objects.filter(organisation=harbour.organisation)
        kept = {one.pk: (one.settled_until, one.owed_since) for one in ours}
        assert {key: tuple(one) for key, one in settled_among(kept).items()} == kept
        for membership in ours:
            assert_no_day_is_asked_twice(membership)

    as_example(run)


def assert_no_day_is_asked_twice(membership):
    live = DuesEntry.objects.filter(membership=membership, kind="charge", reversed_by__isnull=True)
    spans = sorted(live.values_list("period_from", "period_until", "cents"))
    assert all(earlier[1] < later[0] for earlier, later in pairwise(spans))
    for months in range(-3, 8):
        assert sum(cents for begin, _end, cents in spans if first(months) <= begin < first(months + 1)) <= 1000


@pytest.mark.parametrize("kind", ["charge", "move", "pay", "waive", "reverse", "refund"])
def test_the_machine_can_do_each_of_these(harbour, kind):
    with_dues(harbour)
    charge_dues(harbour.secretary, body=harbour.body(), day=first(-2))
    membership = harbour.members["Bea North"]
    with noon(timezone.localdate() + timedelta(days=54)):
        if kind == "refund":
            pay_dues(harbour.secretary, membership=membership, cents=5000)
        before = DuesEntry.objects.count()
        do(harbour, kind, Membership.objects.get(pk=membership.pk), 1)
        assert DuesEntry.objects.count() > before
