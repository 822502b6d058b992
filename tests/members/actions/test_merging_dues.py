"""Accounts of dues of two records that become one: nothing is lost, nothing is owed twice, and it can be undone."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from members.actions.dues_entries import pay_dues, refund_dues, reverse_dues, waive_dues
from members.actions.merge_undoing import undo_merge
from members.actions.merging import merge_people
from members.actions.statement_booking import book_statement, undo_statement
from members.models import DuesEntry, Membership, MergeRecord
from members.queries.dues import arrears_of, member_to_book
from members.queries.settled import settled_among
from members.queries.statements import chosen_member, payers_of
from organiser.base import clock
from organiser.base.errors import NotFound, Refusal, RuleNotMet, WrongState
from tests.dues import account, books, charge_of, charged, first, in_all_books, last, strays, with_dues
from tests.helpers import refuses, writes
from tests.statements import german, german_row, staged
from tests.world import add_member

IBAN = "DE89370400440532013000"


@pytest.fixture
def two(harbour, mill):
    """One person who stands in North and in South, and is charged in neither yet; the mill has books of its own."""
    for place in (harbour, mill):
        with_dues(place)
    charged(mill, -1)
    return harbour.members["Bea North"], add_member(harbour, "Bea Nort", "South")


def merged(harbour, two):
    return merge_people(harbour.secretary, keep=two[0], drop=two[1])


def test_what_the_dropped_record_paid_ahead_pays_what_the_kept_one_owes(harbour, two):
    keep, drop = two
    charged(harbour, -2, -1)
    pay_dues(harbour.secretary, membership=drop, cents=12000)
    before = in_all_books(harbour)
    with writes("merge_people") as entries:
        merged(harbour, two)
    assert account(keep) == (last(-1), None, -10000)
    assert account(drop)[1:] == (None, 0)
    assert (books(keep), books(drop)) == ({"North": -10000}, {})
    assert in_all_books(harbour) == before - 2000  # the two months that were charged twice
    assert keep not in set(arrears_of(harbour.body("North")))
    assert sorted(entries[0].content.content) == ["dropped", "dues", "kept", "number"]


def test_what_the_dropped_record_owes_for_days_of_its_own_goes_along_and_other_days_are_owed_once(harbour, two):
    keep, drop = two
    keep.spans.update(from_on=first(-1))
    charged(harbour, -2, -1)
    merged(harbour, two)
    assert account(drop)[1:] == (None, 0)
    assert (account(keep)[2], strays(harbour)) == (2000, [])
    assert arrears_of(harbour.body("South")).filter(pk=drop.pk).count() == 0


def test_a_merge_that_is_undone_leaves_both_accounts_as_they_were(harbour, two, mill):
    keep, drop = two
    charged(harbour, -2, -1)
    pay_dues(harbour.secretary, membership=drop, cents=5000)
    pay_dues(harbour.secretary, membership=keep, cents=300)
    before, whole, other = (account(keep), account(drop)), in_all_books(harbour), in_all_books(mill)
    merge = merged(harbour, two)
    assert account(keep)[2] == -3300
    refund_dues(harbour.secretary, membership=Membership.objects.get(pk=keep.pk), cents=100)
    with writes("undo_merge"):
        undo_merge(harbour.secretary, merge=merge)
    assert account(drop) == before[1]
    assert account(keep)[2] == before[0][2] + 100
    assert (in_all_books(harbour), in_all_books(mill), strays(harbour)) == (whole + 100, other, [])


def test_a_period_that_is_charged_late_is_charged_to_one_of_the_two(harbour, two):
    keep, drop = two
    charged(harbour, -2)
    merged(harbour, two)
    charged(harbour, -1)
    charged(harbour, -2)
    assert account(keep) == (last(-3), first(-2), 2000)
    assert account(drop)[1:] == (None, 0)
    assert DuesEntry.objects.filter(membership=drop, kind="charge").count() == 1


def test_days_before_the_kept_record_began_are_not_owed_again(harbour, two):
    keep, _drop = two
    keep.spans.update(from_on=clock.today())
    Membership.objects.filter(pk=keep.pk).update(joined_on=clock.today())
    charged(harbour, -2)
    merged(harbour, two)
    charged(harbour, -2)
    assert account(keep)[2] == 1000


def test_accounts_in_two_currencies_are_not_added_up(harbour, two):
    keep, drop = two
    charged(harbour, -1)
    DuesEntry.objects.bulk_create([foreign(drop)])
    with refuses(WrongState, "merge_dues"):
        merged(harbour, two)
    assert account(keep)[2] == 1000


def foreign(membership):
    """A line in another currency, as only an older version could have written it."""
    return DuesEntry(
        organisation_id=membership.organisation_id,
        body_id=membership.branch_id,
        membership=membership,
        kind="payment",
        cents=-100,
        currency="CHF",
        day=clock.today(),
        made_at=clock.now(),
    )


class _Back(Exception):
    """Takes an example back."""


kinds = st.sampled_from(["charge", "charge", "pay", "refund", "waive"])
histories = st.lists(st.tuples(kinds, st.booleans(), st.integers(0, 4)), max_size=9)


def do(harbour, membership, kind, number):
    keeper = harbour.secretary
    if kind == "charge":
        charged(harbour, number - 4)
    elif kind == "pay":
        pay_dues(keeper, membership=membership, cents=1 + 777 * number)
    elif kind == "refund":
        refund_dues(keeper, membership=membership, cents=1 + 100 * number)
    elif DuesEntry.objects.filter(membership=membership, period_from=first(number - 4)).exists():
        waive_dues(keeper, charge=charge_of(membership, number - 4))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=histories, since=st.sampled_from([-400, -70, -20]))
def test_whatever_two_accounts_say_their_sum_is_kept_and_undoing_parts_them_again(harbour, two, history, since):
    keep, drop = two

    def run():
        keep.spans.update(from_on=clock.today() + timedelta(days=since))
        for kind, which, number in history:
            with suppress(Refusal):
                do(harbour, Membership.objects.get(pk=two[which].pk), kind, number)
        before, whole = (account(keep), account(drop)), in_all_books(harbour)
        merge = merge_people(harbour.secretary, keep=Membership.objects.get(pk=keep.pk), drop=drop)
        gone = DuesEntry.objects.filter(membership=drop, kind="reversal", reverses__kind="charge")
        twice = -sum(gone.values_list("cents", flat=True))
        assert account(drop)[1:] == (None, 0)
        assert account(keep)[2] == before[0][2] + before[1][2] - twice
        assert (in_all_books(harbour), strays(harbour)) == (whole - twice, [])
        kept = {one.pk: (one.settled_until, one.owed_since) for one in Membership.objects.filter(pk__in=[keep.pk])}
        assert {key: tuple(one) for key, one in settled_among(kept).items()} == kept
        undo_merge(harbour.secretary, merge=merge)
        assert (account(keep), account(drop)) == before
        assert (in_all_books(harbour), strays(harbour)) == (whole, [])

    with suppress(_Back), transaction.atomic():
        run()
        raise _Back


def test_a_statement_undone_after_the_merge_leaves_no_credit_to_give_back(harbour, two):
    """The payment stood in the account of the dropped record; what it is worth goes where the credit went."""
    keep, drop = two
    charged(harbour, -1)
    south = harbour.body("South")
    found = staged(harbour.secretary, south, german(german_row(3, f"Dues {drop.number}", "Bea Nort", IBAN, "50,00")))
    book_statement(harbour.secretary, statement=found, version=1)
    merge, before = merged(harbour, two), in_all_books(harbour)
    undo_statement(harbour.secretary, statement=found)
    assert (account(keep), account(drop)[1:]) == ((last(-2), first(-1), 1000), (None, 0))
    assert (in_all_books(harbour), strays(harbour)) == (before + 5000, [])
    with refuses(RuleNotMet, "not_paid_ahead"):
        refund_dues(harbour.secretary, membership=keep, cents=100)
    undo_merge(harbour.secretary, merge=MergeRecord.objects.get(pk=merge.pk))
    assert (account(keep)[2], account(drop)[2]) == (1000, 1000)


def test_a_payment_of_the_dropped_record_that_is_taken_back_is_owed_by_the_kept_one(harbour, two):
    keep, drop = two
    charged(harbour, -1)
    paid = pay_dues(harbour.secretary, membership=drop, cents=3000)
    merge = merged(harbour, two)
    reverse_dues(harbour.secretary, entry=DuesEntry.objects.get(pk=paid.pk), reason="Wrong person")
    assert (account(keep)[2], account(drop)[1:]) == (1000, (None, 0))
    undo_merge(harbour.secretary, merge=MergeRecord.objects.get(pk=merge.pk))
    assert (account(keep)[2], account(drop)[2]) == (1000, 1000)


def test_nothing_is_paid_to_a_record_that_was_merged_and_its_number_leads_to_the_kept_one(harbour, two):
    keep, drop = two
    charged(harbour, -1)
    merged(harbour, two)
    drop = Membership.objects.select_related("person", "branch", "organisation").get(pk=drop.pk)
    for act in (pay_dues, refund_dues):
        with refuses(WrongState, "merged"):
            act(harbour.secretary, membership=drop, cents=1000)
    organisation, south = harbour.body(), harbour.body("South")
    assert (member_to_book(organisation, drop.number), chosen_member(organisation, drop.number)) == (keep, keep)
    for find in (member_to_book, chosen_member):  # the kept one stands in North, of which South learns nothing
        with refuses(NotFound, "no_member"):
            find(south, drop.number)
    assert payers_of(organisation).numbers[drop.number.casefold()] == keep.pk
    assert drop.number.casefold() not in payers_of(south).numbers


def test_a_debt_that_came_over_to_a_record_never_charged_is_owed_from_that_day(harbour, two):
    keep, _drop = two
    charged(harbour, -1)
    for row in DuesEntry.objects.filter(membership=keep):
        reverse_dues(harbour.secretary, entry=row, reason="Not charged here")
    merged(harbour, two)
    assert account(keep) == (None, clock.today(), 1000)
    assert keep in set(arrears_of(harbour.body("North")))
