from members.reading import Problem


def found(reading) -> list[tuple[int, str, str, str]]:
    return [(problem.row, problem.column, problem.code, problem.severity) for problem in reading.problems]


def test_rows_are_numbered_as_in_a_spreadsheet_whatever_lies_between(read):
    reading = read('Name;Address\n\nAnna Weber;"Weg 1\nhinten"\n;;\n   \nBo Lund;Weg 2\n')
    assert [(row.number, row.values["name"]) for row in reading.rows] == [(3, "Anna Weber"), (6, "Bo Lund")]
    assert reading.blank_rows == 3


def test_blank_lines_above_the_headings_count_too(read):
    reading = read("\n\nName;Ort\nAnna Weber;Tal\n")
    assert [(row.number, row.values["name"]) for row in reading.rows] == [(4, "Anna Weber")]


def test_the_last_row_needs_no_line_ending(read):
    assert [row.values["name"] for row in read("Name\nAnna Weber\nBo Lund").rows] == ["Anna Weber", "Bo Lund"]


def test_a_missing_name_is_an_error_and_a_missing_email_is_none(read):
    reading = read("Name;E-Mail\n;anna@example.org\nBo Lund;\n")
    assert list(reading.problems) == [
        Problem(
            row=2,
            column="Name",
            field="name",
            code="name_missing",
            sentence="Row 2, column Name: the name is missing. Write it in, or take the row out.",
            severity="error",
        )
    ]
    assert [row.importable for row in reading.rows] == [False, True]


def test_the_whole_name_is_made_of_its_parts_and_one_part_is_enough(read):
    reading = read("Vorname;Nachname;Ort\nAnna;Weber;Tal\nMadonna;;Au\n;Weber;Au\n;;Au\n")
    assert [row.values["name"] for row in reading.rows] == ["Anna Weber", "Madonna", "Weber", ""]
    assert found(reading) == [(5, "Vorname", "name_missing", "error")]


def test_two_parts_too_long_together_are_told(read):
    reading = read(f"Vorname;Nachname\n{'a' * 150};{'b' * 150}\n")
    assert found(reading) == [(2, "Nachname", "too_long", "error")]


def test_who_has_the_address_of_somebody_above_comes_in_without_it(read):
    reading = read("Name;E-Mail\nAnna Weber;anna@example.org\nBo Weber;ANNA@Example.org\n")
    assert found(reading) == [(3, "E-Mail", "email_shared", "warning")]
    assert [row.values["email"] for row in reading.rows] == ["anna@example.org", ""]


def test_the_second_row_with_an_email_and_the_same_name_is_refused_and_names_the_first(read):
    reading = read("Name;E-Mail\nAnna Weber;anna@example.org\nBo Lund;\nWeber Änna;ANNA@Example.org\nKim Roth;\n")
    assert [problem.sentence for problem in reading.problems] == [
        (
            "Row 4, column E-Mail: “ANNA@example.org” stands in row 2 already, and this e-mail address can belong to"
            " one person only. If it is the same person, take one of the rows out; if not, correct it or"
            " leave it empty."
        )
    ]


def test_the_third_row_with_a_member_number_names_the_first_too(read):
    reading = read("Nr.;Name\nA7;Anna Weber\na7;Bo Lund\nA7;Ute Kern\n007;Kim Roth\n7;Jo Adler\n")
    assert found(reading) == [(3, "Nr.", "number_repeated", "error"), (4, "Nr.", "number_repeated", "error")]
    assert [problem.sentence.split("stands in ")[1][:5] for problem in reading.problems] == ["row 2", "row 2"]


def test_too_many_cells_are_one_error_and_not_a_row_of_misleading_ones(read):
    reading = read("Name;E-Mail;Joined\nAnna Weber;Weg 1;anna@example.org;2024-03-07\n")
    assert [problem.sentence for problem in reading.problems] == [
        (
            "Row 2: this row has 4 cells and the heading row has 3. Put a cell that holds a semicolon in quotation"
            " marks, or take out the cells too many."
        )
    ]
    assert reading.rows[0].importable is False


def test_an_email_in_a_slipped_row_does_not_count_as_used(read):
    reading = read("Name;E-Mail\nAnna Weber;anna@example.org;x\nAnna Weber;anna@example.org\n")
    assert found(reading) == [(2, "", "too_many_cells", "error")]


def test_empty_cells_too_many_do_no_harm_where_all_rows_have_them(read):
    reading = read("Name;Ort\nAnna Weber;Tal;;\nBo Lund;Au\nUte Kern;Au;;\nKim Roth;Au;;\n")
    assert found(reading) == []


def test_a_single_row_with_an_empty_cell_too_many_has_slipped(read):
    reading = read("Name;Address;Town;Notes\nAnna Weber;Weg 1; left;Tal;\nBo Lund;Weg 2;Au;\nUte Kern;Weg 3;Au;\n")
    assert found(reading) == [(2, "", "too_many_cells", "error")]


def test_where_as_many_rows_have_slipped_as_not_the_fewer_cells_are_right(read):
    reading = read("Name;Address;Town;Notes\nAnna Weber;Weg 1; left;Tal;\nBo Lund;Weg 2;Au;\n")
    assert found(reading) == [(2, "", "too_many_cells", "error")]


def test_a_slipped_row_still_says_whom_it_is_about(read):
    reading = read("Vorname;Nachname;Ort\nAnna;Weber;Tal;x\n;;Tal;x\n")
    assert [row.values["name"] for row in reading.rows] == ["Anna Weber", ""]
    assert found(reading) == [(2, "", "too_many_cells", "error"), (3, "", "too_many_cells", "error")]


def test_too_few_cells_are_a_warning(read):
    reading = read("Name;E-Mail;Joined\nAnna Weber\n")
    assert [problem.sentence for problem in reading.problems] == [
        "Row 2: this row has 1 cell and the heading row has 3. What is missing was read as empty."
    ]
    assert reading.rows[0].importable is True
    assert reading.rows[0].values == {"name": "Anna Weber", "email": "", "joined_on": None}


def test_too_few_cells_without_a_name_are_an_error(read):
    reading = read("Nr.;E-Mail;Name\n7;anna@example.org\n")
    assert found(reading) == [(2, "Name", "name_missing", "error"), (2, "", "too_few_cells", "error")]


def test_all_problems_of_a_row_are_told_at_once(read):
    reading = read("Name;E-Mail;Phone;Joined\n;nobody;12;2024\n")
    assert found(reading) == [
        (2, "E-Mail", "email_invalid", "error"),
        (2, "Phone", "phone_too_short", "error"),
        (2, "Joined", "date_year_alone", "error"),
        (2, "Name", "name_missing", "error"),
    ]


def test_the_counts_add_up(read):
    reading = read("Name;Joined\nAnna Weber;2024-03-07\n=Bo;2024-04-03\n;2024\n\nUte Kern;\n")
    assert (reading.total, reading.importable, reading.refused, reading.warned) == (4, 3, 1, 1)
    assert (reading.errors, reading.warnings, reading.blank_rows) == (2, 1, 1)


def test_columns_not_imported_leave_nothing_in_the_values(read):
    assert read("Name;Colour;Shoes\nAnna Weber;red;42\n").rows[0].values == {"name": "Anna Weber"}
