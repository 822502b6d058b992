"""A workbook that would fill the machine, or that we cannot read, is refused in plain words before it does harm."""

import io
import struct
import zipfile

import pytest

from members.reading import read_register
from members.reading.problems import UnreadableFile
from tests.books import MAIN, book, packed, parts, sheet_of, typed
from tests.members.reading.conftest import TODAY

PERSON = typed("Name"), typed("Ute Kern")
AGAIN = "Copy the table into a new workbook, or save it as CSV."
SAVE = "Open it, save it as XLSX or as CSV (UTF-8) and choose that file."


def said(error):
    return error.code, error.sentence


def test_a_part_that_is_packed_too_tightly_is_refused_by_the_directory_alone(refusal):
    assert said(refusal(packed(parts(sheet_of(*PERSON) + " " * 20_000_000)), max_bytes=10**9)) == (
        "workbook_bomb",
        f"This workbook is not read: one of its parts is packed far more tightly than any register. {AGAIN}",
    )  # fmt: skip


def test_a_workbook_that_claims_gigabytes_is_refused(refusal):
    data = bytearray(packed(parts(sheet_of(*PERSON))))
    directory = data.index(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = struct.pack("<I", 2**31)
    assert said(refusal(bytes(data))) == (
        "workbook_bomb", f"This workbook is not read: unpacked it would have more than 250 MB. {AGAIN}",
    )  # fmt: skip


def test_a_workbook_that_claims_less_than_it_holds_is_damaged(refusal):
    data = bytearray(packed(parts(sheet_of(*PERSON, *[typed("Bo Lind")] * 5000))))
    place = data.rindex(b"xl/worksheets/sheet1.xml") - 46
    data[place + 24 : place + 28] = struct.pack("<I", 300)
    assert refusal(bytes(data)).code == "damaged_workbook"


def test_too_many_parts_are_refused(refusal):
    data = packed(parts(sheet_of(*PERSON)) | {f"x{number}": "" for number in range(1001)})
    assert said(refusal(data)) == ("workbook_bomb", f"This workbook is not read: it has more than 1,000 parts. {AGAIN}")


@pytest.mark.parametrize("name", ["xl/styles.xml", "docProps/core.xml", "[Content_Types].xml"])
def test_a_small_part_that_is_large_is_refused(refusal, name):
    data = packed(parts(sheet_of(*PERSON)) | {name: b"<" + b"x" * 6_000_000}, zipfile.ZIP_STORED)
    assert said(refusal(data, max_bytes=10**8)) == (
        "workbook_bomb", f"This workbook is not read: one of its parts is far larger than in any register. {AGAIN}",
    )  # fmt: skip


@pytest.mark.parametrize("where", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "_rels/.rels"])
def test_entities_are_refused_wherever_they_stand(refusal, where):
    found = parts(sheet_of(*PERSON))
    found[where] = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + str(found[where])
    sentence = (
        "This workbook declares entities of its own, which no spreadsheet program does. Open it in one, save it as XLSX"
        " once more and choose that file."
    )
    assert said(refusal(packed(found))) == ("workbook_entities", sentence)


@pytest.mark.parametrize(
    "sheet",
    [
        sheet_of(typed("Name"), "<row>" + "<c/>" * 16_385 + "</row>"),
        sheet_of(typed("Name"), '<row r="3"/><row r="2"/>'),
        sheet_of(typed("Name"), '<row r="99999999999"/>'),
        sheet_of(typed("Name")) + "<",
        f'<worksheet xmlns="{MAIN}"><x y="' + "y" * 2_000_000 + '"/></worksheet>',
        f'<worksheet xmlns="{MAIN}"><sheetData><c/></sheetData></worksheet>',
    ],
    ids=["cells without end", "rows that go back", "row beyond any sheet", "broken off", "one endless tag", "no row"],
)
def test_a_sheet_that_no_program_writes_is_called_damaged(refusal, sheet):
    assert said(refusal(packed(parts(sheet)))) == (
        "damaged_workbook",
        "This workbook is damaged. Open it in a spreadsheet program, save it as XLSX once more and choose that.",
    )


def test_a_sheet_that_claims_to_be_as_large_as_can_be_is_read_for_what_it_holds(read):
    claim = '<dimension ref="A1:XFD1048576"/>'
    reading = read(packed(parts(sheet_of(*PERSON, '<row r="1048576"><c r="A1048576" s="1"/></row>', before=claim))))
    assert (reading.total, reading.blank_rows) == (1, 0)


def test_columns_without_end_are_refused(refusal):
    row = '<row><c r="XFD2" t="inlineStr"><is><t>x</t></is></c></row>'
    assert said(refusal(packed(parts(sheet_of(typed("Name"), row))))) == (
        "too_many_columns", "This table has more than 500 columns. Keep those that say something of the people.",
    )  # fmt: skip


def test_a_row_that_would_fill_the_memory_is_refused(refusal):
    assert refusal(packed(parts(sheet_of(typed("Name"), typed("x" * 1_100_000))))).code == "row_too_long"


def test_a_million_rows_are_bounded(refusal):
    sheet = sheet_of(typed("Name"), *[typed("Bo Lind")] * 1001)
    assert said(refusal(packed(parts(sheet)), max_rows=1000)) == (
        "too_many_rows", "This file has more than 1,000 people. Split the table into several files.",
    )  # fmt: skip


def test_a_workbook_with_a_password_is_refused(refusal):
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 1500 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 900
    sentence = (
        "This workbook is protected by a password. Open it, save it without one, or as CSV, and choose that file."
    )
    assert said(refusal(head)) == ("workbook_protected", sentence)
    data = bytearray(packed(parts(sheet_of(*PERSON))))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert said(refusal(bytes(data))) == ("workbook_protected", sentence)


@pytest.mark.parametrize(
    ("names", "code", "beginning"),
    [
        (["mimetype", "content.xml"], "workbook", "This is a LibreOffice document (ODS or ODT), which we cannot read."),
        (["[Content_Types].xml", "xl/workbook.bin"], "workbook", "This is a binary Excel workbook (XLSB), which we"),
        (
            ["[Content_Types].xml", "word/document.xml"],
            "not_a_table",
            "This is a text document or slides, not a table.",
        ),
        (["photo.jpg"], "not_a_table", "This is a packed file (ZIP), not a table. Unpack it, or: save the table as"),
    ],
)
def test_other_packed_files_are_called_what_they_are(refusal, names, code, beginning):
    error = refusal(packed(dict.fromkeys(names, "x")))
    assert (error.code, error.sentence[: len(beginning)]) == (code, beginning)
    assert code == "not_a_table" or error.sentence.endswith(SAVE)


def test_an_empty_workbook_is_called_empty(refusal):
    assert said(refusal(book())) == (
        "empty", "This workbook is empty. Choose one with a heading row and one row for each person.",
    )  # fmt: skip


@pytest.mark.parametrize("cut", [10, 200, 2000, -30])
def test_a_workbook_cut_off_is_damaged(refusal, cut):
    assert refusal(book(["Name"], ["Ute Kern"])[:cut]).code == "damaged_workbook"


def test_two_hundred_megabytes_are_refused_unread():
    class Untouched(io.RawIOBase):
        def read(self, *_):
            raise AssertionError

    with pytest.raises(UnreadableFile) as caught:
        read_register(Untouched(), size=200_000_000, today=TODAY, max_bytes=25_000_000)
    assert said(caught.value) == (
        "too_large", "This file has 200 MB; at most 25 MB can be read at once. Split the table into several files.",
    )  # fmt: skip
