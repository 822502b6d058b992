"""Rows of sums below a table, and formulas that somebody saved as text, are no people."""

import pytest

from members.reading.sums import sum_row
from tests.books import book


@pytest.mark.parametrize(
    "row", ["Summe;;300", "Total:;;1.200,50 €", "Anzahl Mitglieder;;=ANZAHL2(A2:A4)", "Gesamt: 3;;", "Grand total;;42"]
)
def test_a_row_of_sums_stays_out(read, row):
    reading = read(f"Name;Phone;Beitrag\nUte Kern;030 5550142;5\n{row}\n")
    assert [(problem.row, problem.code) for problem in reading.problems] == [(3, "sum_row")]
    assert [row.importable for row in reading.rows] == [True, False]


@pytest.mark.parametrize(
    ("name", "others"), [("Total", ["Nordhafen"]), ("Summe Kern", [""]), ("Anna Summe", [""]), ("Tomás", ["3"])]
)
def test_whoever_has_such_a_name_and_anything_else_comes_in(name, others):
    assert sum_row(name, others) is None


def test_a_number_in_the_column_of_names_is_nobody(read):
    reading = read("Name;Town\nUte Kern;Nord\n300;Summe\n")
    assert [(problem.row, problem.code) for problem in reading.problems] == [(3, "name_without_letters")]


@pytest.mark.parametrize(
    "text",
    ["=COUNTA(A2:A301)", "'=COUNTA(A2:A301)", "=SUMME(A2:A5)", "=A2&B2", "=$B$2", "=1+1", "=+A1", "=_xlfn.CONCAT(A1)"],
)
def test_a_formula_that_was_saved_as_text_is_no_name(cell, text):
    assert cell("Name", text) == ("", [("error", "formula_without_value")])


@pytest.mark.parametrize("text", ["#REF!", "#N/A", "#DIV/0!"])
def test_nor_is_an_error_of_a_spreadsheet(cell, text):
    assert cell("Name", text) == ("", [("error", "cell_error")])


def test_in_a_workbook_it_is_the_same(read):
    data = book(["Name", "Town"], ["Ute Kern", "Nord"], ["Summe", "=COUNTA(B2:B2)"])
    reading = read(data)
    assert [(problem.row, problem.code) for problem in reading.problems] == [(3, "sum_row")]


def test_in_our_own_export_text_is_text(read):
    head = "Member number,Name,Joined on,Notices by,Branch,State,Town\n"
    reading = read(head + "0001,=A1 Collective,2020-03-07,,,,=SUM(A1)\n0002,Total,2020-03-07,,,,\n")
    assert [(row.values["name"], row.importable) for row in reading.rows] == [("=A1 Collective", True), ("Total", True)]
    assert reading.rows[0].values["town"] == "=SUM(A1)"
