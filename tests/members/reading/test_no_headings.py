"""Files without a row of headings, and files in which one heading stands over several columns."""

BARE = "Anna Weber;anna@example.org;\nBo Lund;;030 555222\n"


def test_the_first_row_is_read_as_a_person_where_that_is_said(read):
    chosen = {"Anna Weber": "name", "anna@example.org": "email", "Column 3": "phone"}
    reading = read(BARE, headings=chosen, first_row_is_data=True)
    assert [(row.number, row.values) for row in reading.rows] == [
        (1, {"name": "Anna Weber", "email": "anna@example.org", "phone": ""}),
        (2, {"name": "Bo Lund", "email": "", "phone": "030555222"}),
    ]
    assert [column.heading for column in reading.columns] == ["Column 1", "Column 2", "Column 3"]
    assert reading.notes == ["The first row was taken as a person, not as headings, as it was chosen."]


def test_columns_are_named_by_their_place_as_well(read):
    reading = read(BARE, headings={"Column 1": "name", "Column 3": "phone"}, first_row_is_data=True)
    assert [row.values for row in reading.rows] == [
        {"name": "Anna Weber", "phone": ""},
        {"name": "Bo Lund", "phone": "030555222"},
    ]


def test_a_first_row_that_is_shorter_than_the_others_leaves_nothing_out(read):
    lines = "Anna Weber\nBo Lund;Tal\nCy Moor;Au\n"
    reading = read(lines, headings={"Column 1": "name", "Column 2": "town"}, first_row_is_data=True)
    assert [row.values["name"] for row in reading.rows] == ["Anna Weber", "Bo Lund", "Cy Moor"]
    assert [problem.sentence for problem in reading.problems] == [
        "Row 1: this row has 1 cell and the table has 2. What is missing was read as empty."
    ]


def test_one_row_is_one_person(read):
    reading = read("Anna Weber\n", headings={"Anna Weber": "name"}, first_row_is_data=True)
    assert [row.values for row in reading.rows] == [{"name": "Anna Weber"}]


def test_without_a_name_among_the_columns_it_is_refused_with_every_column(refusal):
    error = refusal(BARE, headings={"anna@example.org": "email"}, first_row_is_data=True)
    assert (error.code, error.headings) == ("no_name", ("Anna Weber", "anna@example.org", "Column 3"))
    assert error.sentence == "No column holds a name. Choose a field for each column; one of them is the name."


def test_nothing_is_guessed_from_a_person_whose_name_is_a_heading(refusal):
    assert refusal("Name;Ort\nBo;Au\n", first_row_is_data=True).code == "no_name"


def test_a_first_row_taken_as_headings_by_hand_is_named(read):
    reading = read(BARE, headings={"Anna Weber": "name", "anna@example.org": ""})
    assert [row.values for row in reading.rows] == [{"name": "Bo Lund"}]
    assert reading.notes[0] == (
        "The first row was taken as headings and is not imported: “Anna Weber”, “anna@example.org”. If it is a person,"
        " choose other fields for the headings and say there that the first row is a person."
    )
    assert read("Name;Wer\nBo Lund;x\n").notes == []


def test_a_heading_over_two_columns_is_told_apart_by_place(refusal, read):
    data = "Name;E-Mail;email\nAnna Weber;anna@example.org;post@example.org\n"
    error = refusal(data)
    assert (error.code, error.headings) == ("duplicate_heading", ("Name", "E-Mail (column 2)", "email (column 3)"))
    assert error.sentence == (
        "2 columns hold the e-mail: “E-Mail (column 2)” and “email (column 3)”. Keep one of them, or give the others"
        " another heading."
    )
    assert read(data, headings={"E-Mail (column 2)": ""}).rows[0].values["email"] == "post@example.org"
    assert read(data, headings={"email (column 3)": ""}).rows[0].values["email"] == "anna@example.org"
    assert refusal(data, headings={"E-Mail": "email"}).code == "duplicate_heading"


def test_unknown_headings_that_repeat_are_each_named(read):
    reading = read("Name;Extra;Extra\nAnna Weber;1;Tal\n", headings={"Extra (column 3)": "town"})
    assert reading.rows[0].values == {"name": "Anna Weber", "town": "Tal"}
    assert reading.unknown_headings == ["Extra (column 2)"]
