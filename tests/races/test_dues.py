"""Two treasurers at once: nobody is charged twice, and no bank statement is booked twice."""

import pytest

from members.actions.dues_charging import charge_dues
from members.actions.dues_entries import pay_dues, reverse_dues, waive_dues
from members.actions.statement_booking import book_statement
from members.models import DuesEntry, DuesRun, Membership
from members.queries.settled import settled_among
from tests.dues import account, charge_of, charged, first, with_dues
from tests.statements import german, german_row, staged
from tests.threads import all_at_once, codes

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def all_agree(place):
    members = Membership.objects.filter(organisation=place.organisation)
    kept = {one.pk: (one.settled_until, one.owed_since) for one in members}
    return {key: tuple(one) for key, one in settled_among(kept).items()} == kept


def test_of_two_who_charge_a_period_nobody_is_charged_twice(harbour):
    with_dues(harbour)
    outcomes = all_at_once(lambda: charge_dues(harbour.secretary, body=harbour.body(), day=first(-1)) for _ in range(2))
    assert codes(outcomes) == {"done": 2}
    assert (DuesEntry.objects.count(), DuesRun.objects.count()) == (9, 1)
    assert all_agree(harbour)


def test_of_two_files_with_the_same_lines_one_is_booked(harbour):
    with_dues(harbour)
    charged(harbour, -1)
    bea = harbour.members["Bea North"]
    raw = german(german_row(3, bea.number, "Bea North", "DE1", "10,00"))
    found = [staged(harbour.secretary, harbour.body("North"), raw) for _ in range(2)]
    outcomes = all_at_once(lambda s=one: book_statement(harbour.secretary, statement=s, version=1) for one in found)
    assert codes(outcomes) == {"done": 1, "booked_since": 1}
    assert account(bea)[2] == 0


def test_one_file_booked_by_two_treasurers_is_booked_once(harbour):
    with_dues(harbour)
    charged(harbour, -1)
    bea = harbour.members["Bea North"]
    raw = german(german_row(3, bea.number, "Bea North", "DE1", "10,00"))
    found = staged(harbour.secretary, harbour.body("North"), raw)
    outcomes = all_at_once(lambda: book_statement(harbour.secretary, statement=found, version=1) for _ in range(2))
    assert codes(outcomes) == {"done": 1, "statement_step": 1}
    assert account(bea)[2] == 0


def test_payments_waivers_and_charges_of_one_account_at_once_are_all_reckoned(harbour):
    with_dues(harbour)
    charged(harbour, -2)
    bea = harbour.members["Bea North"]
    charge = charge_of(bea, -2)
    outcomes = all_at_once(
        [
            lambda: pay_dues(harbour.secretary, membership=bea, cents=400),
            lambda: pay_dues(harbour.secretary, membership=bea, cents=600),
            lambda: waive_dues(harbour.secretary, charge=charge),
            lambda: waive_dues(harbour.secretary, charge=charge),
            lambda: charge_dues(harbour.secretary, body=harbour.body(), day=first(-1)),
        ]
    )
    assert codes(outcomes) == {"done": 4, "waived_already": 1}
    assert account(bea)[1:] == (None, 0)
    assert all_agree(harbour)


def test_of_two_who_take_the_same_line_back_one_does(harbour):
    with_dues(harbour)
    charged(harbour, -1)
    bea = harbour.members["Bea North"]
    payment = pay_dues(harbour.secretary, membership=bea, cents=1000)
    outcomes = all_at_once(lambda: reverse_dues(harbour.secretary, entry=payment, reason="Twice") for _ in range(2))
    assert codes(outcomes) == {"done": 1, "reversed_already": 1}
    assert account(bea)[2] == 1000
