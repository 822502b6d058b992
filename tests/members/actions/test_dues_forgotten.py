"""What of bank lines and reminders goes with a person who is erased, what stays, and what time takes away by itself."""

from datetime import timedelta

import pytest

from members.actions.dues_entries import pay_dues
from members.actions.dues_reminders import draft_reminders
from members.actions.erasing_dues import clean_dues
from members.actions.statement_booking import book_statement, undo_statement
from members.actions.statement_forgetting import forget_statement
from members.models import BankStatement, DuesReminder, KnownPayer, Person, StatementLine
from organiser.base import clock
from organiser.base.actor import CLOCK
from organiser.base.errors import NotPermitted, WrongState
from organiser.management.ticks import Ticks
from tests.dues import account, charged, with_dues
from tests.helpers import refuses, writes
from tests.statements import german, german_row, staged
from tests.world import add_member

DAYS = timedelta(days=91)


@pytest.fixture
def bea(harbour, mill):
    """Bea of North, who owes three months; another Bea North is a member of the mill, and its treasurer has a file."""
    with_dues(harbour)
    charged(harbour, -3, -2, -1)
    add_member(mill, "Bea North")
    with_dues(mill)
    staged(mill.secretary, mill.body(), german(german_row(3, "for the mill", "Bea North", "DE9", "1,00")))
    return harbour.members["Bea North"]


def payers(place):
    return list(StatementLine.objects.filter(organisation=place.organisation).values_list("payer", flat=True))


def read(harbour, *payers, text="gift"):
    rows = [german_row(5, f"{text} {n}", name, f"DE{n}", f"{n + 1},01") for n, name in enumerate(payers)]
    return staged(harbour.secretary, harbour.body("North"), german(*rows))


def test_an_erasure_finds_the_name_in_any_order_and_case_and_leaves_longer_names_alone(harbour, mill, bea):
    read(harbour, "Bea North", "North, Bea", "NORTH BEA", "Bea Northwood", "Beate North", "bea  north u. Sohn")
    clean_dues(bea.person)
    assert payers(harbour) == ["", "", "", "Bea Northwood", "Beate North", ""]
    assert payers(mill) == ["Bea North"]


def test_a_name_with_an_umlaut_is_found_as_banks_write_it(harbour, bea):
    jo = add_member(harbour, "J\u00f6rg M\u00fcller", "North")
    read(harbour, "Joerg Mueller", "JORG MULLER", "M\u00fcller, J\u00f6rg", "Joern Mueller")
    clean_dues(jo.person)
    assert payers(harbour) == ["", "", "", "Joern Mueller"]


def test_a_line_of_somebody_whose_name_holds_hers_stays(harbour, bea):
    add_member(harbour, "Bea Lind North", "North")
    read(harbour, "Bea Lind North", "North Bea", "Lind-North, Bea")
    clean_dues(bea.person)
    assert payers(harbour) == ["Bea Lind North", "", "Lind-North, Bea"]


def test_where_two_have_the_same_name_only_what_was_booked_to_the_erased_one_goes(harbour, bea):
    other = add_member(harbour, "Bea North", "North")
    found = read(harbour, "Bea North", "Bea North", "Bea North", text="-")
    lines = list(found.lines.order_by("number"))
    for line, member in zip(lines, (bea, other, None), strict=True):
        StatementLine.objects.filter(pk=line.pk).update(membership=member)
    clean_dues(bea.person)
    assert payers(harbour) == ["", "Bea North", "Bea North"]


def test_what_she_paid_for_somebody_else_loses_her_name_and_stays_a_payment(harbour, bea):
    cyd = harbour.members["Cyd North"]
    raw = german(german_row(3, f"Dues {cyd.number}", "Bea North", "DE1", "10,00"))
    book_statement(harbour.secretary, statement=staged(harbour.secretary, harbour.body("North"), raw), version=1)
    owed = account(cyd)[2]
    clean_dues(bea.person)
    assert (payers(harbour), account(cyd)[2]) == ([""], owed)


def test_a_round_of_reminders_keeps_its_words_but_for_the_name(harbour, bea):
    text = "Come to the desk. Bea North is there on Mondays."
    together = draft_reminders(harbour.secretary, body=harbour.body("North"), text=text)
    mine = [bea.public_id]
    alone = draft_reminders(harbour.secretary, body=harbour.body("North"), members=mine, text="After your illness")
    clean_dues(bea.person)
    said = dict(DuesReminder.objects.values_list("pk", "text"))
    assert said[alone.pk] == ""
    assert said[together.pk] == f"Come to the desk. Erased person {bea.person.public_id[:4]} is there on Mondays."


def test_lines_that_paid_nobodys_dues_are_forgotten_after_ninety_days(harbour, mill, bea):
    raw = german(
        german_row(3, f"Dues {bea.number}", "Bea North", "DE1", "10,00"),
        german_row(3, "Rent of the hall", "Sam Stranger", "DE2", "80,00"),
    )
    found = staged(harbour.secretary, harbour.body("North"), raw)
    book_statement(harbour.secretary, statement=found, version=1)
    with refuses(WrongState, "not_due"):
        forget_statement(CLOCK, statement=found)
    with refuses(NotPermitted, "clock_only"):
        forget_statement(harbour.secretary, statement=found)
    with clock.at(clock.now() + DAYS), writes("forget_statement", "forget_statement"):
        assert (Ticks().forget_statements(), Ticks().forget_statements()) == (2, 0)
    assert payers(harbour) == ["Bea North", ""]
    assert payers(mill) == []
    assert KnownPayer.objects.count() == 1
    stranger = StatementLine.objects.get(payer="")
    assert (stranger.cents, stranger.text, stranger.payer_mark, stranger.mark) == (8000, "", "", "")
    undo_statement(harbour.secretary, statement=BankStatement.objects.get(pk=found.pk))
    assert account(bea)[2] == 3000


def test_a_statement_that_nobody_booked_is_thrown_away_and_one_taken_back_loses_all_its_words(harbour, bea):
    raw = german(german_row(3, f"Dues {bea.number}", "Bea North", "DE1", "10,00"))
    first = staged(harbour.secretary, harbour.body("North"), raw)
    undo_statement(harbour.secretary, statement=book_statement(harbour.secretary, statement=first, version=1))
    second = read(harbour, "Sam Stranger")
    with clock.at(clock.now() + DAYS):
        assert Ticks().forget_statements() == 3
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.status, second.status, payers(harbour)) == ("undone", "discarded", [""])
    again = staged(harbour.secretary, harbour.body("North"), raw)
    assert [line.outcome for line in again.lines.all()] == ["open"]


def test_an_erasure_leaves_sums_as_they_were(harbour, bea):
    pay_dues(harbour.secretary, membership=bea, cents=700, note="Her mother brought it")
    before = account(bea)
    clean_dues(Person.objects.get(pk=bea.person_id))
    assert account(bea) == before
    assert list(bea.dues_entries.exclude(note="")) == []
