"""Two treasurers at once: nobody is charged twice, and no bank statement is booked twice."""

from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest
from django.db import connection

from members.actions import dues_entries
from members.actions.dues_charging import charge_dues
from members.actions.dues_entries import pay_dues, reverse_dues, waive_dues
from members.actions.dues_plans import choose_dues
from members.actions.statement_booking import book_statement
from members.models import DuesEntry, DuesRun, Membership
from members.queries.dues_pot import own_pot, pot_for, pot_of
from members.queries.settled import settled_among
from tests.dues import account, charge_of, charged, first, on, with_dues
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


def seats_at_once(harbour, monkeypatch):
    """Two seats, each of which has read the pot before the other is written, unless a lock keeps it from that."""
    with_dues(harbour)
    bea = harbour.members["Bea North"]
    with on(-4, 20):
        choose_dues(bea.person, membership=bea, band="Usual wage", extra_cents=1500)
    charged(harbour, -2)
    pay_dues(harbour.secretary, membership=bea, cents=2500)
    charges = [charge_of(harbour.members[name], -2) for name in ("Cyd North", "Dan North")]
    both = Barrier(2)

    def read_together(body):
        found = pot_for(body)
        with suppress(BrokenBarrierError):
            both.wait(1.5)
        return found

    monkeypatch.setattr(dues_entries, "pot_for", read_together)
    outcomes = all_at_once(
        lambda one=charge: waive_dues(harbour.secretary, charge=one, from_pot=True) for charge in charges
    )
    return codes(outcomes), own_pot(harbour.body("North")), pot_of(harbour.body())


def test_of_two_seats_that_are_granted_at_once_only_one_is_paid_where_the_pot_holds_one(harbour, monkeypatch):
    assert seats_at_once(harbour, monkeypatch) == ({"done": 1, "pot_empty": 1}, 500, 500)
    assert all_agree(harbour)


def test_control_without_the_lock_both_seats_would_be_paid_from_the_same_money(harbour, monkeypatch):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time; its lock cannot be left out")
    monkeypatch.setattr(dues_entries, "locked", lambda row: row)
    assert seats_at_once(harbour, monkeypatch) == ({"done": 2}, -500, -500)
