"""A file that is UTF-8 but for some rows, which somebody pasted from an older table."""

import pytest

HEAD = "Name;Town\nZoë Müller;Nordhafen\nJörg Bäcker;Großheide\n".encode()
CHOSEN = "this cell is not UTF-8, as it was chosen. In Windows-1252 it would be"
PASTED = "André Núñez;Peñablanca\n".encode("windows-1252")


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["bare", "marked"])
def test_rows_that_are_not_utf8_are_read_as_windows_1252_and_named(read, mark):
    reading = read(mark + HEAD + PASTED + "Ana Muñoz;Saint-Élie\n".encode())
    assert [row.values["name"] for row in reading.rows] == ["Zoë Müller", "Jörg Bäcker", "André Núñez", "Ana Muñoz"]
    assert [(problem.row, problem.column, problem.code, problem.severity) for problem in reading.problems] == [
        (4, "Name", "other_encoding", "warning"),
        (4, "Town", "other_encoding", "warning"),
    ]
    assert next(iter(reading.problems)).sentence == (
        "Row 4, column Name: this cell is not UTF-8 like the rest of the file. It was read as “André Núñez”. Look"
        " whether it is so."
    )
    assert reading.notes == ["Row 4 is not UTF-8 like the rest of the file and was read as Windows-1252."]
    assert (reading.encoding, reading.guessed) == ("UTF-8, with cells in Windows-1252", False)


def test_a_cell_cut_by_the_pieces_in_which_a_file_is_read_is_not_taken_for_another_encoding(read):
    people = "".join(f"Zoë Müller-Großmann {n};Saint-Élie\n" for n in range(4000)).encode()
    reading = read(HEAD + people + PASTED)
    assert {problem.row for problem in reading.problems} == {4004}


def test_a_file_that_is_windows_1252_throughout_is_a_guess_as_before(read):
    reading = read(HEAD.decode().encode("windows-1252") + PASTED)
    assert (reading.encoding, reading.guessed) == ("Windows-1252 (Western European)", True)
    assert list(reading.problems) == []


def test_where_utf8_is_chosen_such_cells_are_problems_of_their_rows(read):
    reading = read(HEAD + PASTED, encoding="utf-8")
    assert [(row.number, row.importable) for row in reading.rows] == [(2, True), (3, True), (4, False)]
    assert [problem.sentence for problem in reading.problems] == [
        (
            "Row 4, column Name: this cell is not UTF-8, as it was chosen. In Windows-1252 it would be “André Núñez”."
            " Write it anew."
        ),
        (
            "Row 4, column Town: this cell is not UTF-8, as it was chosen. In Windows-1252 it would be “Peñablanca”."
            " Write it anew."
        ),
    ]
    assert reading.rows[2].cells == ["André Núñez", "Peñablanca"]
    assert reading.notes == ["Row 4 is not UTF-8, as it was chosen. Choose another encoding, or let us find out."]


def test_many_such_rows_are_counted(read):
    reading = read(HEAD * 20 + PASTED * 12)
    assert reading.notes[0].startswith("Rows 61, 62, 63, 64, 65, 66, 67, 68 and 4 more are not UTF-8 like the rest")
