"""Names that stand with the family name first and a comma."""

import pytest

from members.reading.turning import turned

NOTE = (
    "In column “{}” the family name stands first, with a comma behind it ({} cells). These names are turned round:"
    " “Lind, Ada” becomes “Ada Lind”."
)


def names(reading):
    return [row.values["name"] for row in reading.rows]


def test_where_most_names_have_a_comma_they_are_turned_and_a_note_says_so(read):
    reading = read("Name;Town\nMüller, Zoë;Nord\nvan der Berg, Jan;Nord\nAda Lind;Nord\n")
    assert (names(reading), reading.notes) == (["Zoë Müller", "Jan van der Berg", "Ada Lind"], [NOTE.format("Name", 2)])


def test_where_few_have_one_they_stay(read):
    reading = read("Name;Town\nMüller, Zoë;Nord\nUte Kern;Nord\nAda Lind;Nord\n")
    assert (names(reading), reading.notes) == (["Müller, Zoë", "Ute Kern", "Ada Lind"], [])


def test_a_heading_that_says_so_turns_those_that_have_one(read):
    reading = read("Name, Vorname;Ort\nMüller, Zoë;Nord\nRoth, Eva;Nord\nUte Kern;\nAda Lind;\nBo Berg;\n")
    assert names(reading) == ["Zoë Müller", "Eva Roth", "Ute Kern", "Ada Lind", "Bo Berg"]
    assert reading.notes == [NOTE.format("Name, Vorname", 2)]


@pytest.mark.parametrize(
    "name", ["King, Jr.", "Kern, Ute, Dr.", "Kern,", ", Ute", "Kern, 3", "Ute Kern", "Weber, Ph.D."]
)
def test_what_is_no_such_name_is_left(name):
    assert turned(name) == ""


def test_our_own_export_is_read_as_it_is(read):
    head = "Member number,Name,Joined on,Notices by,Branch,State\n"
    assert names(read(head + '0001,"Lind, Ada",2020-03-07,,,\n')) == ["Lind, Ada"]
