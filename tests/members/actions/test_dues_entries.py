"""Accounts of dues: charging, paying, giving back, waiving, and taking a line back."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from members.actions.dues_charging import charge_dues
from members.actions.dues_entries import pay_dues, refund_dues, reverse_dues, waive_dues
from members.actions.dues_plans import choose_dues
from members.actions.memberships import move_to
from members.counting import add_months, period_at
from members.enums import MembershipState
from members.models import DuesEntry, DuesRun, Membership
from members.queries.dues_pot import pot_of
from members.queries.settled import settled_among
from organiser.base.actor import CLOCK
from organiser.base.errors import Conflict, Invalid, NotPermitted, RuleNotMet, WrongState
from tests.dues import account, charge_of, charged, first, last, north_dues, on, with_dues
from tests.helpers import OUTSIDERS, outsider, refuses, writes
from tests.world import add_member


@pytest.fixture
def bea(harbour):
    with_dues(harbour)
    return harbour.members["Bea North"]


def pay(harbour, membership, cents, **more):
    return pay_dues(harbour.secretary, membership=membership, cents=cents, **more)


def test_a_period_is_charged_to_everybody_once_whoever_asks_how_often(harbour, bea):
    with on(-3, 3), writes("charge_dues"):
        run = charge_dues(CLOCK, body=harbour.body())
    with writes():
        assert charge_dues(harbour.secretary, body=harbour.body(), day=first(-3)) == run
    assert (run.charged, DuesRun.objects.count()) == (9, 1)  # Ana founded the union only now
    assert set(DuesEntry.objects.values_list("kind", "cents", "period_from", "period_until")) == {
        ("charge", 1000, first(-3), last(-3))
    }
    assert account(bea) == (last(-4), first(-3), 1000)


def test_each_is_charged_what_she_chose_before_the_period_began(harbour, bea):
    cyd, dan = harbour.members["Cyd North"], harbour.members["Dan North"]
    with on(-4, 20):
        choose_dues(bea.person, membership=bea, band="Low wage")
        choose_dues(cyd.person, membership=cyd, cents=333, extra_cents=67)
    with on(-3, 2):
        choose_dues(dan.person, membership=dan, band="Low wage")
    charged(harbour, -3)
    assert [charge_of(m, -3).cents for m in (bea, cyd, dan)] == [500, 400, 1000]
    assert charge_of(cyd, -3).extra_cents == 67


def test_a_payment_settles_the_oldest_period_first_and_what_is_left_waits(harbour, bea):
    charged(harbour, -5, -4, -3)
    with writes("write_dues"):
        pay(harbour, bea, 1500)
    assert account(bea) == (last(-5), first(-4), 1500)
    pay(harbour, bea, 1500)
    assert account(bea) == (last(-3), None, 0)
    pay(harbour, bea, 1000)
    charged(harbour, -2)
    assert account(bea) == (last(-2), None, 0)


def test_a_waiver_settles_its_period_and_no_other_and_nobody_can_tell_it_from_a_payment(harbour, bea):
    cyd = harbour.members["Cyd North"]
    charged(harbour, -4, -3)
    with writes("write_dues") as waived:
        waive_dues(harbour.secretary, charge=charge_of(bea, -4), note="Lost her job")
    with writes("write_dues") as paid:
        pay(harbour, cyd, 1000)
    assert account(bea) == account(cyd) == (last(-4), first(-3), 1000)
    said = [[sorted(entry.content.content), entry.body] for entry in (*waived, *paid)]
    assert said == [[["digest"], harbour.body("North").public_id]] * 2
    with refuses(WrongState, "is_waived"):
        reverse_dues(harbour.secretary, entry=charge_of(bea, -4), reason="A waiver would stand alone")
    with refuses(WrongState, "waived_already"):
        waive_dues(harbour.secretary, charge=charge_of(bea, -4))


def test_a_solidarity_seat_takes_from_what_others_gave_and_settled(harbour, bea):
    cyd = harbour.members["Cyd North"]
    with on(-4, 20):
        choose_dues(cyd.person, membership=cyd, band="Usual wage", extra_cents=600)
    charged(harbour, -3, -2)
    with refuses(RuleNotMet, "pot_empty"):
        waive_dues(harbour.secretary, charge=charge_of(bea, -3), from_pot=True)
    pay(harbour, cyd, 3200)
    assert pot_of(harbour.body()) == 1200
    seat = waive_dues(harbour.secretary, charge=charge_of(bea, -3), from_pot=True)
    assert pot_of(harbour.body()) == 200
    reverse_dues(harbour.secretary, entry=seat, reason="She can pay again")
    assert pot_of(harbour.body()) == 1200


def test_only_what_was_paid_ahead_is_given_back(harbour, bea):
    charged(harbour, -3)
    pay(harbour, bea, 1500)
    with refuses(RuleNotMet, "not_paid_ahead"):
        refund_dues(harbour.secretary, membership=bea, cents=501)
    refund_dues(harbour.secretary, membership=bea, cents=500)
    assert account(bea) == (last(-3), None, 0)


def test_a_wrong_line_is_taken_back_once_with_a_reason_and_both_stay(harbour, bea):
    charged(harbour, -3)
    payment = pay(harbour, bea, 1000)
    with refuses(Invalid, "reason_missing"):
        reverse_dues(harbour.secretary, entry=payment, reason=" ")
    back = reverse_dues(harbour.secretary, entry=payment, reason="Somebody else's")
    assert account(bea) == (last(-4), first(-3), 1000)
    with refuses(Conflict, "reversed_already"):
        reverse_dues(harbour.secretary, entry=payment, reason="Again")
    with refuses(WrongState, "not_reversible"):
        reverse_dues(harbour.secretary, entry=back, reason="Again")
    assert list(DuesEntry.objects.filter(membership=bea).values_list("cents", flat=True).order_by("pk")) == [
        1000,
        -1000,
        1000,
    ]


def test_a_charge_that_was_taken_back_is_not_charged_again(harbour, bea):
    charged(harbour, -3)
    reverse_dues(harbour.secretary, entry=charge_of(bea, -3), reason="She had left")
    charged(harbour, -3)
    assert account(bea) == (None, None, 0)


def test_leaving_coming_back_and_being_on_leave(harbour, bea):
    """Whole periods count: the state on the first day of each says what is owed."""
    cyd, dan = harbour.members["Cyd North"], harbour.members["Dan North"]
    middle = first(-4).replace(day=15)
    later = first(-3).replace(day=15)
    move_to(cyd, MembershipState.ON_LEAVE, middle)
    move_to(cyd, MembershipState.FULL, later)
    move_to(dan, MembershipState.RESIGNED, later)
    charged(harbour, -4, -3, -2)

    def charges(membership):
        found = DuesEntry.objects.filter(membership=membership).order_by("period_from")
        return [(entry.period_from, entry.cents) for entry in found]

    assert charges(bea) == [(first(-4), 1000), (first(-3), 1000), (first(-2), 1000)]
    assert charges(cyd) == [(first(-4), 1000), (first(-3), 0), (first(-2), 1000)]
    assert charges(dan) == [(first(-4), 1000), (first(-3), 1000)]
    move_to(dan, MembershipState.FULL, first(-2).replace(day=15))
    charged(harbour, -1)
    assert charges(dan) == [(first(-4), 1000), (first(-3), 1000), (first(-1), 1000)]


def test_a_branch_with_dues_of_its_own_is_charged_by_them_and_not_by_those_of_the_whole(harbour, bea):
    north_dues(harbour, usual=300, from_on=first(-2).isoformat())
    charged(harbour, -2)
    charged(harbour, -2, body=harbour.body("North"))
    by_book = DuesEntry.objects.values_list("body__name", "cents").distinct().order_by("body__name")
    assert list(by_book) == [("North", 300), ("South", 1000)]
    assert not DuesEntry.objects.filter(membership=harbour.members["Gil South"], cents=300).exists()


def test_nobody_owes_the_same_days_twice_where_a_quarter_becomes_months(harbour):
    start = period_at(first(-3), "quarter")
    with_dues(harbour, period="quarter", from_on=start.first.isoformat(), usual=3000)
    charge_dues(harbour.secretary, body=harbour.body(), day=start.first)
    with_dues(harbour, from_on=add_months(start.first, 1).isoformat())
    charge_dues(harbour.secretary, body=harbour.body(), day=add_months(start.first, 1))
    charge_dues(harbour.secretary, body=harbour.body(), day=add_months(start.first, 3))
    mine = DuesEntry.objects.filter(membership=harbour.members["Bea North"]).order_by("period_from")
    assert [entry.cents for entry in mine] == [3000, 1000]


@pytest.mark.parametrize("who", OUTSIDERS)
def test_nobody_but_the_treasurer_writes_into_an_account(harbour, mill, bea, who):
    charged(harbour, -3)
    charge = charge_of(bea, -3)
    actor = outsider(who, harbour, mill)
    for act in (
        lambda: pay_dues(actor, membership=bea, cents=1000),
        lambda: refund_dues(actor, membership=bea, cents=1000),
        lambda: waive_dues(actor, charge=charge),
        lambda: reverse_dues(actor, entry=charge, reason="No"),
        lambda: charge_dues(actor, body=harbour.body("North")),
    ):
        with pytest.raises(NotPermitted):
            act()
    assert DuesEntry.objects.filter(membership=bea).count() == 1


@pytest.mark.parametrize(
    ("cents", "code"),
    [(0, "amount_small"), (-5, "amount_small"), (1_000_000_001, "amount_large"), (True, "amount_small")],
)
def test_amounts_that_cannot_be_are_refused(harbour, bea, cents, code):
    with refuses(Invalid, code):
        pay(harbour, bea, cents)


def test_days_and_currencies_that_cannot_be_are_refused(harbour, bea):
    charged(harbour, -3)
    tomorrow = timezone.localdate().replace(year=timezone.localdate().year + 1)
    with refuses(Invalid, "day_future"):
        pay(harbour, bea, 100, day=tomorrow)
    with refuses(Invalid, "day_early"):
        pay(harbour, bea, 100, day=date(1899, 12, 31))
    with refuses(Invalid, "currency_mixed"):
        pay(harbour, bea, 100, currency="CHF")
    with refuses(Invalid, "day_future"):
        charge_dues(harbour.secretary, body=harbour.body(), day=tomorrow)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({}, "band_or_amount"),
        ({"band": "Low wage", "cents": 500}, "band_or_amount"),
        ({"band": "Millionaire"}, "band"),
        ({"cents": 199}, "below_least"),
        ({"cents": -1}, "amount_small"),
        ({"band": "Low wage", "extra_cents": -1}, "amount_small"),
    ],
)
def test_choices_that_the_scheme_does_not_offer_are_refused(harbour, bea, given, code):
    with refuses(Invalid, code):
        choose_dues(bea.person, membership=bea, **given)


def test_the_database_itself_keeps_the_ledger(harbour, bea):
    charged(harbour, -3)
    entry = charge_of(bea, -3)
    for change in (
        lambda: DuesEntry.objects.filter(pk=entry.pk).update(cents=1),
        lambda: DuesEntry.objects.filter(pk=entry.pk).delete(),
        lambda: DuesEntry.objects.filter(pk=entry.pk).update(note="rewritten"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    entry.pk, entry.public_id = None, "another-one"
    with pytest.raises(DatabaseError), transaction.atomic():
        entry.save(force_insert=True)


def test_what_is_settled_can_be_reckoned_again_from_the_ledger_alone(harbour, bea):
    charged(harbour, -5, -4, -3)
    pay(harbour, bea, 2500)
    waive_dues(harbour.secretary, charge=charge_of(harbour.members["Cyd North"], -5))
    kept = {m.pk: (m.settled_until, m.owed_since) for m in Membership.objects.filter(organisation=harbour.organisation)}
    assert {key: tuple(one) for key, one in settled_among(kept).items()} == kept


def test_a_whole_register_is_charged_in_as_many_statements_as_one_branch(harbour, bea):
    def statements(months):
        with CaptureQueriesContext(connection) as captured:
            charge_dues(harbour.secretary, body=harbour.body(), day=first(months))
        return len(captured)

    few = statements(-3)
    for number in range(30):
        add_member(harbour, f"New {number}", "North")
    assert statements(-2) - few <= 1  # those who were charged before, and those who were not
