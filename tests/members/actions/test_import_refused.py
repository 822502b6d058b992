"""Rows that stayed out are taken out as they came, put right, and imported again."""

import csv
import io
from datetime import timedelta

import pytest
from openpyxl import load_workbook

from members.actions.import_refused import forget_refused, take_out_refused
from members.actions.import_staging import discard_import
from members.actions.import_writing import commit_import
from members.exports.refused import refused_as_csv, refused_as_workbook
from members.models import ImportBatch
from organiser.base import clock
from organiser.base.errors import NotPermitted, WrongState
from tests.books import book
from tests.helpers import OUTSIDERS, outsider, refuses, stage, writes

DATA = "Name;E-Mail;Remarks\nUte Kern;ute@example.org;\nBo Lind;no address;=1+1\n;;@home\nIna Falk;;+5\n"
WRONG = "Column E-Mail: “no address” is not an e-mail address. Correct it or leave it empty."
NONE = (
    "There are no rows of this file to take out: none stayed out, or they are not kept any more. "
    "Rows that stayed out are kept for 30 days."
)


def lines(batch, keys):
    text = b"".join(refused_as_csv(batch, keys)).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_rows_that_stayed_out_come_as_they_came_and_say_why(harbour):
    batch = stage(harbour.secretary, harbour.body("North"), DATA)
    with writes("take_out_refused") as entries:
        keys = take_out_refused(harbour.secretary, batch=batch)
    assert lines(batch, keys) == [
        ["Name", "E-Mail", "Remarks", "What was wrong"],
        ["Bo Lind", "no address", "'=1+1", WRONG],
        ["", "", "'@home", "Column Name: the name is missing. Write it in, or take the row out."],
    ]
    assert entries[0].content.content == {"digest": batch.digest, "rows": 2}


def test_of_a_workbook_they_come_as_a_workbook_in_which_nothing_is_a_formula(harbour):
    data = book(["Name", "E-Mail", "No"], ["Bo Lind", "no address", "=1+1"], ["Ute Kern", None, "0042"])
    batch = stage(harbour.secretary, harbour.body("North"), data)
    with refused_as_workbook(batch, take_out_refused(harbour.secretary, batch=batch)) as stream:
        sheet = load_workbook(stream)["Sheet"]
    assert [[cell.value for cell in row] for row in sheet.rows] == [
        ["Name", "E-Mail", "No", "What was wrong"],
        ["Bo Lind", "no address", "'=1+1", f"{WRONG} {FORMULA}"],
    ]
    assert {cell.data_type for row in sheet.rows for cell in row} == {"s"}


FORMULA = (
    "Column No: this cell holds a formula, and the file does not keep its value. Open the file in a spreadsheet "
    "program, save it there and choose it again."
)


def test_put_right_they_are_imported_and_the_column_that_says_why_is_left_out(harbour):
    north = harbour.body("North")
    batch = stage(harbour.secretary, north, DATA.replace("E-Mail", "Wohin"), headings={"Wohin": "email"})
    raw = b"".join(refused_as_csv(batch, take_out_refused(harbour.secretary, batch=batch)))
    again = stage(harbour.secretary, north, raw.replace(b"no address", b"bo@example.org"))
    assert (again.recalled, again.to_create, again.refused) == (True, 1, 1)
    assert again.columns[-1]["note"] == "Not imported: it says why these rows stayed out before."
    assert lines(again, take_out_refused(harbour.secretary, batch=again))[0] == [
        "Name", "Wohin", "Remarks", "What was wrong",
    ]  # fmt: skip
    commit_import(harbour.secretary, batch=again)
    assert again.rows.exclude(membership=None).get().membership.person.email == "bo@example.org"


SUMS = (
    ("Name", "Phone", "No"),
    ("Ute Kern", None, "0042"),
    ("=COUNTA(A2:A2)", "=COUNTA(B2:B2)", None),
    ("Summe", None, "=A1"),
    ("Total", "2", "300"),
)


@pytest.mark.parametrize("taken", [refused_as_csv, refused_as_workbook])
def test_what_was_a_formula_is_refused_again_when_it_comes_back_unchanged(harbour, taken):
    north = harbour.body("North")
    batch = stage(harbour.secretary, north, book(*map(list, SUMS)))
    given = taken(batch, take_out_refused(harbour.secretary, batch=batch))
    raw = b"".join(given)
    if taken is refused_as_workbook:
        given.close()
    again = stage(harbour.secretary, north, raw)
    assert [(one.to_create, one.refused) for one in (batch, again)] == [(1, 3), (0, 3)]
    codes = [{problem["code"] for problem in row.problems} for row in again.rows.order_by("number")]
    assert codes == [{"formula_without_value"}, {"sum_row"}, {"sum_row"}]


def test_without_headings_they_come_without(harbour):
    headings = {"Column 1": "name", "Column 2": "email"}
    batch = stage(
        harbour.secretary, harbour.body("North"), "Bo Lind;none\nUte Kern;\n", headings=headings, first_row_is_data=True
    )
    assert lines(batch, take_out_refused(harbour.secretary, batch=batch)) == [
        ["Bo Lind", "none", "Column Column 2: “none” is not an e-mail address. Correct it or leave it empty."]
    ]


def test_rows_that_come_in_are_not_kept_as_they_came(harbour):
    batch = stage(harbour.secretary, harbour.body("North"), DATA)
    assert [row.cells for row in batch.rows.order_by("number")] == [
        [], ["Bo Lind", "no address", "=1+1"], ["", "", "@home"], [],
    ]  # fmt: skip


def test_a_discarded_file_keeps_none(harbour):
    batch = stage(harbour.secretary, harbour.body("North"), DATA)
    assert discard_import(harbour.secretary, batch=batch).headings == []
    with refuses(WrongState, "no_refused_rows", NONE):
        take_out_refused(harbour.secretary, batch=batch)


def test_after_thirty_days_they_are_forgotten_and_not_a_day_before(harbour):
    batch = commit_import(harbour.secretary, batch=stage(harbour.secretary, harbour.body("North"), DATA))
    with clock.at(batch.made_at + timedelta(days=30)):
        assert forget_refused() == 0
    with clock.at(batch.made_at + timedelta(days=30, seconds=1)):
        assert forget_refused() == 2
    assert ImportBatch.objects.get().headings == []
    with refuses(WrongState, "no_refused_rows", NONE):
        take_out_refused(harbour.secretary, batch=batch)


@pytest.mark.parametrize("who", OUTSIDERS)
def test_they_are_for_those_who_keep_the_register(harbour, mill, who):
    batch, actor = stage(harbour.secretary, harbour.body("North"), DATA), outsider(who, harbour, mill)
    with refuses(NotPermitted, "power_missing", "Only the secretary of North keeps its register."):
        take_out_refused(actor, batch=batch)
