"""Days and payers of bank statements, as banks write them."""

import io
from datetime import date

import pytest

from members.reading.bank import read_statement
from members.reading.bank.tables import guessed

TODAY = date(2026, 11, 30)
HEAD = "Buchungstag;Verwendungszweck;Auftraggeber/Zahlungsempfänger;Betrag;Währung\n"


def read(text, **options):
    raw = text.encode() if isinstance(text, str) else text
    return read_statement(io.BytesIO(raw), size=len(raw), today=TODAY, **options).movements


def table(*days):
    return HEAD + "".join(f"{day};Beitrag;Ute Kern;10,00;EUR\n" for day in days)


def test_a_year_of_two_digits_is_of_this_century():
    found = read(table("28.11.26", "01.02.99"))
    assert [(one.day, one.payer, one.cents) for one in found] == [
        (date(2026, 11, 28), "Ute Kern", 1000),
        (None, "Ute Kern", 1000),
    ]
    assert found[1].problem == "Row 3: “01.02.99” lies in the future. Correct it or leave it empty."


@pytest.mark.parametrize(
    ("days", "order"),
    [
        (("12/03/2026", "25/03/2026"), [(3, 12), (3, 25)]),
        (("12/03/2026", "03/25/2026"), [(12, 3), (3, 25)]),
        (("10/03/26", "03/25/26"), [(10, 3), (3, 25)]),
        (("01/11/2026", "09/12/2026"), [(1, 11), (9, 12)]),
    ],
)
def test_the_days_that_can_be_meant_in_one_way_tell_how_the_others_are(days, order):
    expected = [date(2026, month, day) if date(2026, month, day) <= TODAY else None for month, day in order]
    assert [one.day for one in read(table(*days))] == expected


def test_where_none_tells_or_they_disagree_no_day_is_guessed():
    for days in (("10/03/2026",), ("05/03/2026", "25/03/2026", "03/25/2026")):
        first = read(table("05/03/2026", *days))[0]
        assert (first.day, first.problem) == (
            None,
            (
                "Row 2: “05/03/2026” may be 5 March 2026 or 3 May 2026, and nothing in the file says which. Say for the"
                " whole file which comes first, or write 2026-03-05 or 2026-05-03."
            ),
        )


@pytest.mark.parametrize(("order", "day"), [("day_first", date(2026, 3, 5)), ("month_first", date(2026, 5, 3))])
def test_then_it_is_as_somebody_says(order, day):
    assert [one.day for one in read(table("05/03/2026"), day_order=order)] == [day]


@pytest.mark.parametrize(
    "heading",
    [
        "Auftraggeber/Zahlungsempfänger",
        "Zahlungspflichtiger",
        "Zahlungspflichtige*r",
        "Beguenstigter/Zahlungspflichtiger",
        "Payee",
        "Name",
        "Ordenante",
    ],
)
def test_headings_of_payers_are_known(heading):
    assert guessed(["Datum", heading, "Betrag"]) == ["day", "payer", "amount"]


def test_of_two_headings_for_the_payer_the_one_who_pays_is_taken():
    headings = ["Buchungsdatum", "Zahlungspflichtige*r", "Zahlungsempfänger*in", "Betrag (€)"]
    assert guessed(headings)[1:3] == ["payer", ""]


def test_cells_that_are_not_utf8_in_a_file_that_otherwise_is_are_letters_again():
    head = table("28.11.26").encode()
    assert read(head + "27.11.26;Gruß;Zoë Müller;10,00;EUR\n".encode("cp1252"))[1].payer == "Zoë Müller"


def test_a_title_in_one_cell_above_the_headings_hides_no_delimiter():
    assert [one.cents for one in read("Girokonto\n\n" + table("28.11.26"))] == [1000]
