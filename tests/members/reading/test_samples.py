"""Where the encoding was guessed or chosen, a few cells show whether it is the right one."""

import pytest

from members.reading.encodings import ENCODINGS
from members.reading.otherwise import readings_of

WINDOWS = ENCODINGS["windows-1252"]


def samples(reading):
    return [(sample.row, sample.column, sample.text) for sample in reading.samples]


def test_names_come_first_and_the_third_has_letters_that_the_first_two_lack(read):
    rows = ["José;Köln", "Andrés;Köln", "Inés;Bonn", "Anna;Gießen", "Jürgen;Bonn", "Zoë;Bonn"]
    reading = read(("Name;Ort\n" + "\n".join(rows)).encode("windows-1252"))
    assert samples(reading) == [(2, "Name", "José"), (3, "Name", "Andrés"), (6, "Name", "Jürgen")]


def test_where_few_names_have_such_letters_other_cells_fill_up(read):
    reading = read("Name;Ort;Notes\nAnna;Köln;für\nZoë;Köln;x\n".encode("windows-1252"))
    assert samples(reading) == [(3, "Name", "Zoë"), (2, "Ort", "Köln")]


def test_a_column_that_is_not_imported_is_no_sample(read):
    reading = read("Name;Remarks\nAnna;für\n".encode("windows-1252"))
    assert (reading.guessed, samples(reading)) == (True, [])


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "ascii"])
def test_what_is_certain_needs_none(read, codec):
    name = "Anna" if codec == "ascii" else "Zoë"
    assert samples(read(f"Name\n{name}\n".encode(codec))) == []


def test_a_choice_is_shown_too(read):
    reading = read("Name\nŁukasz\n".encode("cp852"), encoding="cp852")
    assert (samples(reading), reading.guessed) == ([(2, "Name", "Łukasz")], False)


def test_a_sample_is_as_it_was_read_and_not_too_long(read):
    reading = read(f"Name;Town\n  Zoë\xa0{'x ' * 80} ;Berg\x81 \n".encode("latin-1"))
    assert samples(reading) == [(2, "Name", f"Zoë\xa0{'x ' * 28}"), (2, "Town", "Berg\x81")]


def test_a_cell_with_a_null_byte_is_none(read):
    assert samples(read("Name;Town\nAnna;Zoë\x00\nBo;Köln\n".encode("latin-1"))) == [(3, "Town", "Köln")]


def test_other_encodings_are_tried_on_the_samples_the_likeliest_first():
    found = {encoding.name: read for encoding, read in readings_of(["£ukasz", "Œwiêtos³awa"], WINDOWS)}
    assert found["windows-1250"] == ["Łukasz", "Świętosława"]
    assert found["windows-1252"] == ["£ukasz", "Œwiêtos³awa"]
    assert next(iter(found)) == "windows-1250"
    assert {"utf-8", "utf-16", "iso-8859-2"} & set(found) == set()  # these bytes mean nothing there


def test_utf8_that_was_read_otherwise_is_offered_first_even_when_the_sample_ends_inside_a_letter():
    first, read = readings_of(["ZoÃ« MÃ"], WINDOWS)[0]
    assert (first.name, read) == ("utf-8", ["Zoë M"])


def test_a_byte_without_a_meaning_can_be_tried_in_other_encodings():
    found = {encoding.name: read for encoding, read in readings_of(["J\x81rgen"], WINDOWS)}
    assert (found["cp850"], "windows-1252" in found) == (["Jürgen"], False)
