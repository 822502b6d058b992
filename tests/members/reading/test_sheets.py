"""A workbook is read as its reader sees it: values, real dates, numbers written out, and what does not meet the eye."""

from datetime import date, datetime, time

import pytest
from openpyxl.utils.datetime import MAC_EPOCH

from tests.books import book, packed, parts, sheet_of, typed

NOON = datetime.combine(date(2024, 3, 7), time(12))


def rows_of(reading):
    return [(row.number, row.values) for row in reading.rows]


def codes(reading):
    return [(problem.row, problem.column, problem.code, problem.severity) for problem in reading.problems]


def test_rows_come_out_as_from_a_csv_file(read):
    reading = read(book(["Name", "E-Mail", "Remarks"], ["Ute Kern", "ute@EXAMPLE.org", "x"], ["Bo Lind", None, None]))
    assert rows_of(reading) == [
        (2, {"name": "Ute Kern", "email": "ute@example.org"}),
        (3, {"name": "Bo Lind", "email": ""}),
    ]
    assert (reading.encoding, reading.delimiter, reading.unknown_headings, reading.notes) == (
        "Excel workbook (XLSX)", "none, it is a sheet", ["Remarks"], [],
    )  # fmt: skip


@pytest.mark.parametrize("given", [date(2024, 3, 7), NOON, "07.03.2024"])
def test_a_real_date_is_the_day_it_is(read, given):
    reading = read(book(["Name", "Joined"], ["Ute Kern", given]))
    assert (reading.rows[0].values["joined_on"], codes(reading)) == (date(2024, 3, 7), [])


def test_days_are_counted_from_1904_where_the_workbook_says_so(read):
    def old_mac(made):
        made.epoch = MAC_EPOCH

    reading = read(book(["Name", "Joined"], ["Ute Kern", date(2024, 3, 7)], change=old_mac))
    assert reading.rows[0].values["joined_on"] == date(2024, 3, 7)


def test_a_date_that_a_spreadsheet_made_of_something_else_is_named(read):
    reading = read(book(["Name", "Member number"], ["Ute Kern", date(2024, 7, 3)]))
    assert reading.rows[0].values["number"] == "2024-07-03"
    assert codes(reading) == [(2, "Member number", "date_elsewhere", "warning")]


@pytest.mark.parametrize(
    ("given", "read_as"),
    [(4917012345678, "4917012345678"), (4.917012345678e12, "4917012345678"), (301234567.0, "301234567")],
)
def test_a_number_is_written_out(read, given, read_as):
    reading = read(book(["Name", "Phone"], ["Ute Kern", given]))
    assert (reading.rows[0].values["phone"], codes(reading)) == (read_as, [])


def test_zeros_that_may_be_missing_are_told_and_none_are_added(read):
    reading = read(book(["Name", "No", "Phone"], ["Ute Kern", "0041", "030 555222"], ["Bo Lind", 42, 30555222]))
    assert [(row.values["number"], row.values["phone"]) for row in reading.rows] == [
        ("0041", "030555222"),
        ("42", "30555222"),
    ]
    said = (
        "{} is kept as numbers, as in row 3, and a spreadsheet drops zeros at the front of those. We added none: look"
        " whether some are missing."
    )
    assert reading.notes == [said.format("No"), said.format("Phone")]


def test_zeros_that_the_sheet_shows_are_read(read):
    def shown(made):
        made.active["B2"].number_format = "0000"

    reading = read(book(["Name", "Member number"], ["Ute Kern", 42], change=shown))
    assert (reading.rows[0].values["number"], reading.notes) == ("0042", [])


def test_a_formula_is_its_value_and_one_without_value_is_named(read):
    row = (
        '<row><c t="str"><f>A1&amp;B1</f><v>Ute Kern</v></c><c><f>1+1</f><v>2</v></c></row>'
        '<row><c t="inlineStr"><is><t>Bo Lind</t></is></c><c><f>1+1</f></c></row>'
        '<row><c t="e"><f>X()</f><v>#NAME?</v></c></row>'
    )
    reading = read(packed(parts(sheet_of(typed("Name", "Member number"), row))))
    assert [row.values for row in reading.rows] == [
        {"name": "Ute Kern", "number": "2"},
        {"name": "Bo Lind", "number": ""},
        {"name": "", "number": ""},
    ]
    assert codes(reading) == [
        (3, "Member number", "formula_without_value", "error"),
        (4, "Name", "cell_error", "error"),
    ]


def test_the_first_sheet_with_rows_is_read_and_another_when_it_is_named(read, refusal):
    def two(made):
        made.create_sheet("Members").append(["Name"])
        made["Members"].append(["Ute Kern"])
        made.create_sheet("Left").append(["Name"])
        made["Left"].append(["Bo Lind"])

    data = book(change=two)
    first, other = read(data), read(data, sheet="left ")
    assert (first.sheet, first.rows[0].values, other.sheet, other.rows[0].values) == (
        "Members", {"name": "Ute Kern"}, "Left", {"name": "Bo Lind"},
    )  # fmt: skip
    assert first.sheets == ["Sheet", "Members", "Left"]
    assert first.notes == ["The sheet “Members” was read. The workbook also has “Sheet” and “Left”."]
    error = refusal(data, sheet="Gone")
    assert (error.code, error.field, error.sentence) == (
        "unknown_sheet", "sheet", "There is no sheet “Gone” in this workbook. It has “Sheet”, “Members” and “Left”.",
    )  # fmt: skip


def test_a_hidden_sheet_is_read_last(read):
    def hidden(made):
        made.active.sheet_state = "hidden"
        made.create_sheet("Seen").append(["Name"])
        made["Seen"].append(["Bo Lind"])

    assert read(book(["Name"], ["Ute Kern"], change=hidden)).sheet == "Seen"


def test_hidden_and_merged_cells_are_read_and_told(read):
    def hide(made):
        made.active.row_dimensions[3].hidden = True
        made.active.column_dimensions["B"].hidden = True
        made.active.merge_cells("A4:B4")

    reading = read(book(["Name", "Town"], ["Ute Kern", "Ulm"], ["Bo Lind", "Bonn"], ["Ina Falk"], change=hide))
    assert [row.values["name"] for row in reading.rows] == ["Ute Kern", "Bo Lind", "Ina Falk"]
    assert reading.notes == [
        "Row 3 is hidden in the sheet and was read like the others.",
        "Column B is hidden in the sheet and was read like the others.",
        "Cells are merged (A4:B4). What stands in them belongs to their first cell; the others were read as empty.",
    ]


def test_blank_rows_count_between_people_and_not_below_the_last(read):
    def format_far_below(made):
        made.active["A900"].number_format = "0000"

    reading = read(book(["Name"], ["Ute Kern"], [None], [" "], ["Bo Lind"], change=format_far_below))
    assert ([row.number for row in reading.rows], reading.blank_rows) == ([2, 5], 2)


def test_a_title_above_the_headings_is_left_out(read):
    reading = read(book(["Members of the harbour"], [], ["Name", "E-Mail"], ["Ute Kern", "ute@example.org"]))
    assert (rows_of(reading), reading.notes) == (
        [(4, {"name": "Ute Kern", "email": "ute@example.org"})],
        ["Row 1 stands above the headings and is not imported."],
    )


def test_a_cell_beyond_the_headings_is_told_and_not_read(read):
    reading = read(book(["Name"], ["Ute Kern", "x"], *[["Bo Lind"]] * 210, ["Ina Falk", None, "y"]))
    assert reading.notes == [
        "Column 2 has no heading and is not imported, although row 2 holds something there.",
        "Column 3 has no heading and is not imported, although row 213 holds something there.",
    ]


def test_a_sheet_without_headings_is_read_when_that_is_said(read):
    reading = read(
        book(["Ute Kern"], ["Bo Lind", "Bonn"]),
        headings={"Column 1": "name", "Column 2": "town"},
        first_row_is_data=True,
    )
    assert [row.values for row in reading.rows] == [
        {"name": "Ute Kern", "town": ""},
        {"name": "Bo Lind", "town": "Bonn"},
    ]


def test_texts_in_several_pieces_and_escaped_signs_are_put_together(read):
    strings = (
        "<sst><si><r><t>Ute </t></r><r><t>Kern</t></r><rPh><t>utekern</t></rPh></si><si><t>Ulm_x000D_</t></si></sst>"
    )
    row = '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>'
    found = parts(sheet_of(typed("Name", "Town"), row)) | {"xl/sharedStrings.xml": strings}
    reading = read(packed(found))
    assert reading.rows[0].values == {"name": "Ute Kern", "town": "Ulm"}


def test_macros_are_not_run_and_that_is_said(read):
    data = packed(parts(sheet_of(typed("Name"), typed("Ute Kern"))) | {"xl/vbaProject.bin": b"\xd0\xcf"})
    reading = read(data)
    assert (reading.rows[0].values, reading.notes) == (
        {"name": "Ute Kern"},
        ["This workbook holds macros. They were not run; only the values in the cells were read."],
    )
