import hashlib
import io
from datetime import date

import pytest

from members.reading import read_register
from members.reading.encoding import PIECE

NAMES = ["Zoë Großmann", "Iñaki Ørsted", "Ángela Çelebi"]


def register(names: list[str] = NAMES) -> str:
    return "Name;Straße\r\n" + "".join(f"{name};Ålsgade 4\r\n" for name in names)


@pytest.mark.parametrize(
    ("codec", "words"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8 with a byte order mark"),
        ("utf-16", "UTF-16"),
        ("windows-1252", "Windows-1252 (Western European)"),
        ("latin-1", "Windows-1252 (Western European)"),
    ],
)
def test_the_same_people_come_out_of_every_encoding(read, codec, words):
    reading = read(register().encode(codec))
    assert [row.values["name"] for row in reading.rows] == NAMES
    assert [(column.heading, column.field) for column in reading.columns] == [("Name", "name"), ("Straße", "address")]
    assert reading.encoding == words


def test_utf16_with_the_other_byte_order_is_read(read):
    reading = read(b"\xfe\xff" + register().encode("utf-16-be"))
    assert [row.values["name"] for row in reading.rows] == NAMES


def test_the_euro_sign_of_windows_is_a_letter_and_not_a_control_character(read):
    reading = read("Name;Ort\nAnna Großmann;Platz der 5 €\n".encode("windows-1252"))
    assert reading.rows[0].values == {"name": "Anna Großmann", "town": "Platz der 5 €"}


def test_a_byte_that_means_nothing_in_windows_is_a_problem_of_its_cell(read):
    reading = read("Name;Ort\nAnna Gro\xdfmann;Berg\x81\n".encode("latin-1"))
    assert [(problem.row, problem.column, problem.code) for problem in reading.problems] == [
        (2, "Ort", "control_character")
    ]


def test_one_latin_letter_at_the_very_end_of_a_large_file_decides_for_all_of_it(read):
    names = ["Anna Weber"] * 20_000
    data = register(names).replace("ß", "ss").replace("Å", "A").encode() + "Zoë Weber;Weg 1".encode("latin-1")
    reading = read(data)
    assert len(data) > 3 * PIECE
    assert (reading.encoding, reading.rows[-1].values["name"]) == ("Windows-1252 (Western European)", "Zoë Weber")


@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
@pytest.mark.parametrize("ending", ["\r\n", "\n", "\r"])
def test_letters_and_line_endings_cut_by_the_edge_of_a_piece_stay_whole(read, codec, ending):
    names = [f"Ñ{'é' * (length % 97)}" for length in range(3_000)]
    reading = read(ending.join(["Name", *names]).encode(codec))
    assert [row.values["name"] for row in reading.rows] == names
    assert [row.number for row in reading.rows] == list(range(2, 3_002))


def test_letters_made_of_two_characters_are_composed(read):
    assert read("Name\nAme\u0301lie Weber\n").rows[0].values["name"] == "Amélie Weber"


def test_text_that_went_through_two_encodings_is_reported_and_kept(read):
    reading = read("Name\n" + "Jürgen Weber".encode().decode("windows-1252") + "\n")
    assert [problem.sentence for problem in reading.problems] == [
        (
            "Row 2, column Name: “JÃ¼rgen Weber” looks garbled, as if saved in another encoding."
            " Save the table as CSV (UTF-8) again."
        )
    ]
    assert reading.importable == 1


def test_the_digest_is_that_of_the_bytes_as_sent(read):
    data = register().encode("utf-8-sig")
    assert read(data).digest == hashlib.sha256(data).hexdigest()


class OneWay(io.RawIOBase):
    """A stream that hands over three bytes at a time and cannot go back."""

    def __init__(self, data: bytes) -> None:
        self.inner = io.BytesIO(data)
        self.taken = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        piece = self.inner.read(min(size, 3) if size > 0 else 3)
        self.taken += len(piece)
        return piece


@pytest.mark.parametrize("times", [1, 20_000])
def test_a_stream_that_cannot_go_back_is_read_all_the_same(times):
    data = register(NAMES * times).encode("windows-1252")
    reading = read_register(OneWay(data), size=len(data), today=date(2025, 1, 1), max_bytes=2_000_000)
    assert [row.values["name"] for row in reading.rows] == NAMES * times


def test_a_stream_is_read_from_where_it_stands_and_left_open():
    stream = io.BytesIO(b"ignored" + register().encode("utf-8-sig"))
    stream.seek(7)
    reading = read_register(stream, size=100, today=date(2025, 1, 1), max_bytes=1_000)
    assert ([row.values["name"] for row in reading.rows], stream.closed) == (NAMES, False)
