import io
import pickle
from datetime import date

import pytest

from members.reading import UnreadableFile, read_register
from members.reading.encoding import PIECE
from members.reading.lines import LONGEST_ROW

PICTURE = "This is a picture ({}), not a table. Save the table as XLSX or CSV and choose that file."


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        (b"GIF89a\x01\x00\x01\x00", "GIF"),
        (b"GIF87a\x01\x00\x01\x00", "GIF"),
        (b"II*\x00\x08\x00", "TIFF"),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 ", "WebP"),
        (b"\x00\x00\x00\x18ftypheic", "HEIF"),
    ],
)
def test_a_picture_is_called_a_picture(refusal, head, kind):
    error = refusal(head + b"Name;E-Mail\nAnna;a@example.org\n")
    assert (error.code, error.sentence) == ("not_a_table", PICTURE.format(kind))


@pytest.mark.parametrize(
    ("data", "code", "beginning"),
    [
        (b"%PDF-1.7\n", "not_a_table", "This is a PDF document, not a table."),
        (b"{\\rtf1", "not_a_table", "This is a text document (RTF), not a table."),
        (b"\x1f\x8b\x08\x00", "not_a_table", "This is a packed file (GZIP), not a table."),
        (b"PK\x03\x04....photo.txt", "damaged_workbook", "This workbook is damaged."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "workbook", "This is an old Excel or Word file (XLS or DOC),"),
        (b"SQLite format 3\x00", "not_a_table", "This is a database (SQLite), not a table."),
        (b"\n <!DOCTYPE html><table>", "not_a_table", "This is a web page (HTML), not a table."),
        (b"\xef\xbb\xbf<html>", "not_a_table", "This is a web page (HTML), not a table."),
        (b"Name\x00;E-Mail\nAnna;\n", "not_text", "This file is not text: its first row holds null bytes."),
        (b"\x7fELF\x02\x01\x01\x00\x00", "not_text", "This file is not text: its first row holds null bytes."),
    ],
)
def test_other_files_are_called_what_they_are(refusal, data, code, beginning):
    error = refusal(data)
    assert (error.code, error.sentence[: len(beginning)]) == (code, beginning)


@pytest.mark.parametrize("data", [b"", b"\n\r\n \t\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\r\n", b"\xff\xfe\r\x00\n\x00"])
def test_an_empty_file_is_called_empty(refusal, data):
    error = refusal(data)
    assert (error.code, error.sentence) == (
        "empty",
        "This file is empty. Choose a CSV file with a heading row and one row for each person.",
    )


@pytest.mark.parametrize("data", ["Name;E-Mail", "Name;E-Mail\r\n\r\n;;\r\n"])
def test_a_heading_row_alone_is_refused(refusal, data):
    error = refusal(data)
    assert (error.code, error.sentence) == (
        "no_rows",
        "This file has a heading row and nothing below it. Add one row for each person.",
    )


def test_a_file_without_known_headings_is_refused_and_tells_which_it_found(refusal):
    error = refusal("Anna Weber;anna@example.org\nBo Lund;bo@example.org\n")
    assert (error.code, error.headings) == ("no_known_heading", ("Anna Weber", "anna@example.org"))
    assert error.sentence == (
        "No heading of the first row is known: “Anna Weber”, “anna@example.org”. If these are headings,"
        " choose a field for each column. If the first row is a person already, say so and choose the fields, or write"
        " a row of headings above it, such as Name, E-Mail and Joined."
    )


def test_a_first_row_of_signs_nobody_can_see_is_refused_in_a_whole_sentence(refusal):
    error = refusal("\x01;\x02\nAnna Weber;Tal\n")
    assert (error.code, error.sentence[:44]) == ("no_known_heading", "No heading of the first row is known. If the")


def test_two_columns_for_one_field_are_refused_by_name(refusal):
    error = refusal("Name;E-Mail;Courriel\nAnna Weber;a@example.org;b@example.org\n")
    assert (error.code, error.headings) == ("duplicate_heading", ("Name", "E-Mail", "Courriel"))
    assert error.sentence == (
        "2 columns hold the e-mail: “E-Mail” and “Courriel”. Keep one of them, or give the others another heading."
    )


def test_choosing_one_of_two_columns_settles_it(read):
    reading = read(
        "Name;E-Mail;Courriel\nAnna Weber;a@example.org;b@example.org\n", headings={"E-Mail": "", "Courriel": "email"}
    )
    assert reading.rows[0].values == {"name": "Anna Weber", "email": "b@example.org"}


def test_a_file_without_names_is_refused(refusal):
    error = refusal("E-Mail;Ort\nanna@example.org;Tal\n")
    assert (error.code, error.headings) == ("no_name", ("E-Mail", "Ort"))


def test_a_choice_of_a_field_there_is_not_is_refused(refusal):
    error = refusal("Name;Ort\nAnna Weber;Tal\n", headings={"Ort": "is_superuser"})
    assert (error.code, error.sentence) == (
        "unknown_field",
        "“Ort” cannot fill “is_superuser”: there is no such field. Choose one of the list.",
    )


class Counting(io.BytesIO):
    """Counts the bytes that are asked of it."""

    taken = 0

    def read(self, size: int | None = -1, /) -> bytes:
        piece = super().read(size)
        self.taken += len(piece)
        return piece


def test_a_file_said_to_be_too_large_is_refused_before_a_byte_is_read():
    stream = Counting(b"Name\nAnna Weber\n")
    with pytest.raises(UnreadableFile) as caught:
        read_register(stream, size=200_000_000, today=date(2025, 1, 1), max_bytes=10_000_000)
    assert (stream.taken, caught.value.code) == (0, "too_large")
    assert caught.value.sentence == (
        "This file has 200 MB; at most 10 MB can be read at once. Split the table into several files."
    )


def test_a_file_larger_than_it_said_is_refused_soon_after_the_limit():
    stream = Counting(b"Name\n" + b"Anna Weber\n" * 100_000)
    with pytest.raises(UnreadableFile) as caught:
        read_register(stream, size=10, today=date(2025, 1, 1), max_bytes=100_000)
    assert (stream.taken, caught.value.code) == (2 * PIECE, "too_large")


def test_a_file_of_exactly_the_limit_is_read_and_one_byte_more_is_not(read, refusal):
    data = b"Name\nAnna Weber\n"
    assert read(data, max_bytes=len(data)).total == 1
    error = refusal(data, max_bytes=len(data) - 1)
    assert error.sentence == (
        "This file has 16 bytes; at most 15 bytes can be read at once. Split the table into several files."
    )


def test_a_file_just_above_the_limit_never_seems_to_fit(refusal):
    error = refusal(b"x" * 1_000_001, max_bytes=1_000_000)
    assert error.sentence.startswith("This file has 1.1 MB; at most 1 MB can")


def test_more_people_than_the_limit_are_refused():
    data = b"Name\n" + b"Anna Weber\n\n" * 3
    options = {"size": len(data), "today": date(2025, 1, 1), "max_bytes": 1_000}
    assert read_register(io.BytesIO(data), max_rows=3, **options).total == 3
    with pytest.raises(UnreadableFile) as caught:
        read_register(io.BytesIO(data), max_rows=2, **options)
    assert (caught.value.code, caught.value.sentence) == (
        "too_many_rows",
        "This file has more than 2 people. Split the table into several files.",
    )


@pytest.mark.parametrize(
    "data",
    [
        b"x" * (LONGEST_ROW + 2 * PIECE),
        b"Name\n" + b"x;" * LONGEST_ROW,
        b"Name\n" + b'"\n";' * (LONGEST_ROW // 4 + 1),
    ],
)
def test_a_row_without_end_is_refused_instead_of_filling_the_memory(refusal, data):
    assert refusal(data).code == "row_too_long"


@pytest.mark.parametrize("data", [b"\xef\xbb\xbfName\nZo\xeb\n", "Name\nAnna\n".encode("utf-16") + b"\x00"])
def test_a_file_that_breaks_the_encoding_it_announces_is_refused(refusal, data):
    assert refusal(data).code == "damaged_text"


def test_the_refusal_reads_as_its_sentence_and_survives_being_sent_to_another_process():
    error = UnreadableFile("This file is empty.", "empty", ("Name",))
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.code, again.headings) == ("This file is empty.", "empty", ("Name",))
