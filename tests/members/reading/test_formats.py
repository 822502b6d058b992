"""Exports of other programs are known by their headings and read as those programs mean them."""

import csv
import io

import pytest

from members.exports.register import HEADINGS
from members.reading.formats import FORMATS, format_of
from tests.books import book
from tests.members.exports import ACTION_NETWORK, ANTRAGSGRUEN, CIVICRM, HITOBITO, OPENSLIDES

UTE = {"name": "Ute Kern", "email": "ute@example.org"}
HOME = {"address": "Hafenstrasse 12a", "postcode": "8000", "town": "Nordhafen", "phone": "0795552222"}
EXPORTS = [
    *[pytest.param(text, "hitobito", UTE | HOME, id=f"hitobito {words}") for words, text in HITOBITO.items()],
    *[
        pytest.param(text, "CiviCRM", UTE | HOME | {"number": "M-31"}, id=f"CiviCRM {words}")
        for words, text in CIVICRM.items()
    ],
    pytest.param(ACTION_NETWORK, "Action Network", UTE | HOME, id="Action Network"),
    pytest.param(OPENSLIDES, "OpenSlides", UTE | {"number": "M-31"}, id="OpenSlides"),
    *[pytest.param(text, "Antragsgrün", UTE, id=f"Antragsgrün {words}") for words, text in ANTRAGSGRUEN.items()],
]


def said(reading):
    """What was read of the first person, without the parts that a name and an address are put together of."""
    parts = ("given_name", "family_name", "house_number", "language")
    return {field: value for field, value in reading.rows[0].values.items() if value and field not in parts}


@pytest.mark.parametrize(("text", "program", "person"), EXPORTS)
def test_an_export_is_known_and_read_as_its_program_means_it(read, text, program, person):
    reading = read(text)
    assert (reading.program, said(reading), [problem.code for problem in reading.problems]) == (program, person, [])


@pytest.mark.parametrize(("text", "program", "person"), EXPORTS)
def test_so_is_the_same_export_as_a_workbook(read, text, program, person):
    delimiter = ";" if ";" in text else ","
    reading = read(book(*csv.reader(io.StringIO(text), delimiter=delimiter)))
    assert (reading.program, said(reading)) == (program, person)


def test_our_own_export_is_known_in_both_forms(read):
    row = ["M-31", "Ute Kern", *[""] * 9, "Full member"]
    text = "\n".join(",".join(line) for line in (HEADINGS, row))
    assert [read(text).program, read(book(HEADINGS, row)).program] == ["Organiser", "Organiser"]


def test_what_a_person_chooses_goes_before_what_the_program_means(read):
    reading = read(OPENSLIDES, headings={"number": "number"})
    assert (reading.program, reading.rows[0].values["number"]) == ("", "12")


def test_a_participant_number_is_no_member_number(read):
    reading = read("first_name,last_name,username,default_password,number\nUte,Kern,ute,secret,12\n")
    assert (reading.program, said(reading)) == ("OpenSlides", {"name": "Ute Kern"})


@pytest.mark.parametrize(
    "headings", ["Name;E-Mail", "Vorname;Nachname;E-Mail;PLZ;Ort", "First name,Last name,Email,City", "email,name"]
)
def test_headings_that_anybody_writes_are_no_export(read, headings):
    assert format_of(headings.replace(",", ";").split(";")) is None


def test_no_export_is_taken_for_another():
    marks = [(each.program, mark.split()) for each in FORMATS for mark in each.marks]
    assert [format_of(mark).program for _program, mark in marks] == [program for program, _mark in marks]


def test_a_house_number_stands_behind_its_street(read):
    reading = read("Name;Straße;Hausnummer\nUte Kern;Hafenstraße;12a\nBo Lind;;7\n")
    assert [row.values["address"] for row in reading.rows] == ["Hafenstraße 12a", ""]
