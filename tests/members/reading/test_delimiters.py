import pytest

PEOPLE = [["Name", "E-Mail", "Ort"], ["Anna Weber", "anna@example.org", "Nordhafen"]]


@pytest.mark.parametrize(("delimiter", "words"), [(";", "semicolon"), (",", "comma"), ("\t", "tab")])
@pytest.mark.parametrize("ending", ["\r\n", "\n", "\r"])
def test_delimiter_and_line_ending_are_found(read, delimiter, words, ending):
    reading = read(ending.join(delimiter.join(row) for row in PEOPLE))
    assert reading.delimiter == words
    assert reading.rows[0].values == {"name": "Anna Weber", "email": "anna@example.org", "town": "Nordhafen"}


def test_commas_inside_headings_do_not_outvote_the_semicolon(read):
    reading = read("Name;Ort, Viertel, Haus, Stock;E-Mail\nAnna Weber;a, b, c, d;anna@example.org\n")
    assert reading.delimiter == "semicolon"
    assert reading.unknown_headings == ["Ort, Viertel, Haus, Stock"]


def test_a_delimiter_between_quotation_marks_does_not_count(read):
    reading = read('"Remarks; old; new; other","Name"\n"a; b","Weber; Anna"\n')
    assert (reading.delimiter, reading.rows[0].values["name"]) == ("comma", "Weber; Anna")


def test_the_headings_chosen_by_hand_help_to_find_the_delimiter(read):
    reading = read("Wer;Wo, wann, wie\nAnna Weber;a, b, c\n", headings={"Wer": "name"})
    assert (reading.delimiter, reading.rows[0].values["name"]) == ("semicolon", "Anna Weber")


def test_the_line_by_which_a_spreadsheet_declares_its_delimiter_is_no_row(read):
    reading = read("sep=,\r\nName,Ort\r\nAnna Weber,Nordhafen\r\n")
    assert (reading.delimiter, reading.rows[0].number) == ("comma", 2)
    assert reading.rows[0].values == {"name": "Anna Weber", "town": "Nordhafen"}


def test_a_table_of_one_column_may_have_commas_in_its_cells(read):
    reading = read("Name\nWeber, Anna\n")
    assert (reading.delimiter, reading.rows[0].values["name"]) == ("none, there is one column", "Anna Weber")


def test_quoted_cells_keep_delimiters_line_breaks_and_quotation_marks(read):
    reading = read('Name;Address\r\n"Anna ""Anni"" Weber"; "Weg 1; hinten\r\nlinks" \r\nBo Lund;Weg 2\r\n')
    assert [(row.number, row.values) for row in reading.rows] == [
        (2, {"name": 'Anna "Anni" Weber', "address": "Weg 1; hinten links"}),
        (3, {"name": "Bo Lund", "address": "Weg 2"}),
    ]
    assert list(reading.problems) == []


def test_other_signs_that_unicode_takes_for_line_ends_do_not_end_a_row(read):
    reading = read("Name;Ort\nAnna\u2028Weber;Nord\u2029hafen\n")
    assert [row.values for row in reading.rows] == [{"name": "Anna Weber", "town": "Nord hafen"}]


def test_a_quotation_mark_never_closed_is_refused_with_its_row(refusal):
    error = refusal('Name;Ort\nBo Lund;Berg\n"Anna Weber;Nordhafen\nUte Kern;Tal\n')
    assert (error.code, error.sentence) == (
        "open_quotation",
        (
            "Row 3 opens a quotation mark that is never closed, so the rows after it cannot be told apart."
            " Close it or take it out."
        ),
    )


def test_a_quotation_mark_never_closed_is_refused_when_more_is_swallowed_than_a_cell_can_hold(refusal):
    error = refusal('Name;Ort\n"Anna Weber;Nordhafen\n' + "Ute Kern;Tal\n" * 20_000)
    assert (error.code, error.sentence[:5]) == ("open_quotation", "Row 2")


def test_a_pair_of_stray_quotation_marks_cannot_swallow_people_in_silence(read):
    reading = read('Name;Ort\n"Anna Weber;Nordhafen\nUte Kern;Tal\n"Bo" Lund;Berg\nKim Roth;Au\n')
    assert [(problem.row, problem.code, problem.severity) for problem in reading.problems] == [
        (2, "swallowed_rows", "error")
    ]
    assert [row.values["name"] for row in reading.rows if row.importable] == ["Kim Roth"]


def test_a_note_that_runs_over_whole_rows_is_a_warning(read):
    reading = read('Name;Ort;Notes\nAnna Weber;Tal;"see\nUte Kern;Tal;none"\nKim Roth;Au;"two\nlines"\n')
    assert [(problem.row, problem.column, problem.code, problem.severity) for problem in reading.problems] == [
        (2, "Notes", "swallowed_rows", "warning")
    ]


TITLED = "Mitgliederliste 2026\n\nStand: 1. März 2026;;\nName;E-Mail;Eintritt\nAnna Weber;anna@example.org;2024-03-07\n"


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_rows_of_a_title_above_the_headings_are_left_out_and_named(read, delimiter):
    reading = read(TITLED.replace(";", delimiter))
    assert [(row.number, row.values["name"]) for row in reading.rows] == [(5, "Anna Weber")]
    assert (reading.headings, reading.notes) == (
        ["Name", "E-Mail", "Eintritt"],
        ["Rows 1 to 3 stand above the headings and are not imported."],
    )


def test_a_heading_that_is_known_is_never_taken_for_a_title(read):
    reading = read("Name;Farbe\nName;E-Mail\n")
    assert (reading.headings, [row.values["name"] for row in reading.rows]) == (["Name", "Farbe"], ["Name"])


def test_where_the_first_row_is_a_person_none_is_taken_for_a_title(read):
    reading = read(TITLED, first_row_is_data=True, headings={"Column 1": "name"})
    assert (reading.rows[0].number, reading.rows[0].values["name"]) == (1, "Mitgliederliste 2026")
