"""How accounts of dues stood elsewhere, as a file says it: days that may lie ahead, amounts, and what contradicts."""

from datetime import date

import pytest

from members.reading.fields import DUES
from tests.members.reading.conftest import TODAY


@pytest.mark.parametrize(
    ("text", "value", "found"),
    [
        ("2024-10-31", date(2024, 10, 31), []),
        ("31.10.2025", date(2025, 10, 31), []),
        ("2026-01-02", date(2026, 1, 2), []),
        ("10/2024", date(2024, 10, 31), [("warning", "settled_whole")]),
        ("February 2024", date(2024, 2, 29), [("warning", "settled_whole")]),
        ("2024", date(2024, 12, 31), [("warning", "settled_whole")]),
        ("", None, []),
        ("2026-01-03", None, [("error", "settled_far")]),
        ("2026", None, [("error", "settled_far")]),
        ("31.12.2099", None, [("error", "settled_far")]),
        ("31.12.1899", None, [("error", "date_too_early")]),
        ("31.11.2024", None, [("error", "date_impossible")]),
        ("always", None, [("error", "date_unreadable")]),
    ],
)
def test_a_day_to_which_dues_are_settled_may_lie_a_year_ahead_and_a_month_means_its_last_day(cell, text, value, found):
    assert cell("Dues settled to", text) == (value, found)


@pytest.mark.parametrize(
    ("text", "value", "found"),
    [
        ("40", "40.00", []),
        ("40,5", "40.50", []),
        ("1.234,56 €", "1234.56", []),
        ("EUR 40.00", "40.00 EUR", []),
        ("0", "0.00", []),
        ("", "", []),
        ("-40", "", [("error", "owes_below")]),
        ("1.234", "", [("error", "amount_ambiguous")]),
        ("much", "", [("error", "amount")]),
        ("99999999999", "", [("error", "amount_large")]),
    ],
)
def test_an_amount_that_is_owed_is_read_to_the_cent_or_refused(cell, text, value, found):
    assert cell("Owes", text) == (value, found)


@pytest.mark.parametrize(
    "heading", ["Paid to", "Dues settled to", "Bezahlt bis", "Beitrag bezahlt bis", "Pagado hasta", "Payé jusqu'à"]
)
def test_the_day_is_found_under_headings_of_four_languages(read, heading):
    assert [column.field for column in read(f"Name;{heading}\nUte Kern;2024-10-31\n").columns] == ["name", DUES[0]]


@pytest.mark.parametrize("heading", ["Owes", "Arrears", "Beitragsrückstand", "Deuda", "Arriérés"])
def test_the_amount_is_found_under_headings_of_four_languages(read, heading):
    assert [column.field for column in read(f"Name;{heading}\nUte Kern;40\n").columns] == ["name", DUES[1]]


@pytest.mark.parametrize(
    ("settled", "owes", "codes"),
    [
        (str(TODAY), "40", ["owes_and_settled"]),
        ("2025-10-31", "0.01", ["owes_and_settled"]),
        ("2025-10-31", "0", []),
        ("2024-12-31", "40", []),
        ("", "40", []),
    ],
)
def test_nobody_owes_and_has_paid_ahead(read, settled, owes, codes):
    row = read(f"Name;Dues settled to;Owes\nUte Kern;{settled};{owes}\n").rows[0]
    assert [problem.code for problem in row.problems] == codes
    assert row.importable is not bool(codes)


def test_a_contradiction_is_named_by_its_row_and_column(read):
    row = read("Name;Dues settled to;Owes\nUte Kern;2025-10-31;40\n").rows[0]
    sentence = (
        "Row 2, column Owes: by this row 40.00 is owed, and dues are settled to 31 October 2025, which is not over. "
        "Correct one of them."
    )
    assert [problem.sentence for problem in row.problems] == [sentence]
