import csv
import io
import re
from datetime import date

import pytest

from members.reading import FIELDS
from members.reading.fields import DUES, KEEP_OUT
from tests.files import HEADINGS, LONG_NAMES, mess_in, messy_register

NAMES = {
    "windows-1252": "Windows-1252 (Western European)",
    "latin-1": "Windows-1252 (Western European)",
    "utf-8-sig": "UTF-8 with a byte order mark",
}


@pytest.mark.parametrize("encoding", list(NAMES))
@pytest.mark.parametrize(("people", "seed"), [(8, 1), (60, 2), (300, 3)])
def test_every_fault_of_a_messy_register_is_found_in_its_row_and_nothing_else(read, encoding, people, seed):
    reading = read(messy_register(people, seed, encoding=encoding))
    mess = mess_in(people, seed)
    by_severity = {
        severity: {problem.row: problem.code for problem in reading.problems if problem.severity == severity}
        for severity in ("error", "warning")
    }
    assert by_severity == {"error": mess.errors, "warning": mess.warnings}
    assert (reading.total, reading.importable, reading.blank_rows) == (people, mess.importable, mess.blank_rows)
    assert (reading.errors, reading.warnings) == (len(mess.errors), len(mess.warnings))
    assert (reading.encoding, reading.delimiter) == (NAMES[encoding], "semicolon")


def test_a_register_of_three_hundred_holds_every_kind_of_mess():
    mess = mess_in(300, 3)
    assert set(mess.errors.values()) == {"too_many_cells", "name_missing"}
    assert set(mess.warnings.values()) == {"too_few_cells", "email_shared"}
    assert mess.blank_rows == 12
    text = messy_register(300, 3).decode("windows-1252")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    joined = [row[4].strip() for row in rows[1:] if len(row) == 9 and row[4].strip()]
    styles = {re.sub(r"[A-Za-z]+", "x", re.sub(r"[0-9]+", "9", cell)) for cell in joined}
    assert styles == {"9-9-9", "9.9.9", "9/9/9", "9 x 9"}


def test_the_same_seed_gives_the_same_bytes_and_another_seed_other_people():
    assert messy_register(60, 2) == messy_register(60, 2)
    assert messy_register(60, 2) != messy_register(60, 3)


def test_long_names_have_forty_letters_and_come_through_whole(read):
    assert [sum(letter.isalpha() for letter in name) for name in LONG_NAMES] == [40, 40, 40]
    names = {row.values["name"] for row in read(messy_register(300, 3)).rows}
    assert set(LONG_NAMES) <= names


def test_all_three_encodings_hold_the_same_people(read):
    readings = [read(messy_register(60, 2, encoding=encoding)) for encoding in NAMES]
    values = [[row.values for row in reading.rows] for reading in readings]
    assert values[0] == values[1] == values[2]


def test_the_first_person_comes_out_clean(read):
    reading = read(messy_register(60, 2))
    assert [column.heading for column in reading.columns] == list(HEADINGS)
    assert reading.unknown_headings == ["Remarks"]
    first = reading.rows[0].values
    no_column = {"given_name", "family_name", "house_number", "language", "notices_by", "state", "left_on"}
    no_column |= {*KEEP_OUT, *DUES}
    assert set(first) == {*FIELDS} - no_column
    assert (first["number"], first["phone"], first["email"].rpartition("@")[2]) == ("0001", "0305550000", "example.org")
    assert date(1998, 1, 1) <= first["joined_on"] <= date(2024, 12, 31)
