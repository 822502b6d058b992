"""The state of a membership in a file: nobody who left, asks to join or has died becomes a member by it."""

from datetime import date

import pytest


def told(read, *lines, head="Name;Joined on;State;Left on"):
    """Values of state and days of the one row, and the codes of its problems."""
    row = read("\n".join((head, *lines)) + "\n").rows[0]
    found = [problem.code for problem in row.problems]
    return row.values.get("state"), row.values.get("joined_on"), row.values.get("left_on"), found


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("Full member", "full"),
        ("On trial", "trial"),
        ("Supporter", "supporter"),
        ("On leave", "on_leave"),
        ("aktiv", "full"),
        ("Fördermitglied", "supporter"),
        ("beurlaubt", "on_leave"),
        ("afiliada", "full"),
        ("Adhérente", "full"),
        ("", ""),
    ],
)
def test_states_are_read_in_four_languages(read, word, state):
    assert told(read, f"Ute Kern;2001-02-01;{word};") == (state, date(2001, 2, 1), None, [])


@pytest.mark.parametrize("word", ["ausgetreten", "Resigned", "baja", "Sortie", "", "Lapsed"])
def test_who_left_is_read_as_having_left_whatever_the_word(read, word):
    state = "lapsed" if word == "Lapsed" else "resigned"
    found = told(read, f"Ute Kern;01.02.2001;{word};31.12.2010")
    assert found == (state, date(2001, 2, 1), date(2010, 12, 31), [])


def test_a_day_of_leaving_alone_is_enough_where_nobody_knows_when_it_began(read):
    assert told(read, "Ute Kern;;;31.12.2010") == ("resigned", date(2010, 12, 31), date(2010, 12, 31), [])


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ("2001-02-01;resigned;", "left_on_missing"),
        ("2011-02-01;;2010-12-31", "left_before_joining"),
        ("2001-02-01;Full member;2010-12-31", "left_and_belongs"),
        ("2001-02-01;;2025-01-02", "date_future"),
        ("2001-02-01;Excluded;2010-12-31", "state_excluded"),
        ("2020-02-01;Applicant;", "state_applicant"),
        ("2020-02-01;verstorben;", "state_dead"),
        ("2020-02-01;Merged into another record;", "state_merged"),
        ("2020-02-01;sleeping;", "state_unknown"),
    ],
)
def test_what_makes_nobody_a_member_keeps_the_row_out_with_its_reason(read, cells, code):
    reading = read(f"Name;Joined on;State;Left on\nUte Kern;{cells}\n")
    assert [problem.code for problem in reading.rows[0].problems] == [code]
    assert not reading.rows[0].importable


def test_a_region_in_a_column_called_state_is_left_out_with_a_warning(read):
    reading = read("Name;State\nUte Kern;NY\n")
    assert reading.rows[0].importable
    assert [problem.code for problem in reading.rows[0].problems] == ["state_region"]


@pytest.mark.parametrize(
    ("heading", "cell", "codes"),
    [
        ("Is Deceased", "1", ["state_dead"]),
        ("Deceased", "12.03.2020", ["state_dead"]),
        ("Deceased", "0", []),
        ("Deceased", "", []),
        ("Deceased", "perhaps", ["yes_or_no"]),
        ("is_physical_person", "0", ["no_person"]),
        ("is_physical_person", "1", []),
        ("is_active", "0", ["not_active"]),
        ("is_active", "true", []),
        ("is_active", "7", ["yes_or_no"]),
    ],
)
def test_columns_of_other_programs_that_keep_a_row_out(read, heading, cell, codes):
    row = read(f"Name;Town;{heading}\nUte Kern;Ulm;{cell}\n").rows[0]
    assert [problem.code for problem in row.problems] == codes
    assert row.importable is not bool(codes)
    assert row.values == {"name": "Ute Kern", "town": "Ulm"}
