"""An encoding that is chosen is obeyed where the file fits it, and refused where it does not."""

import io
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from members.reading.cells import clean
from members.reading.encoding import looked_over, pieces_of_text
from members.reading.encodings import ENCODINGS, NOTHING, encoding_in_words
from tests.members.reading.conftest import read_bytes

OFFERED = list(ENCODINGS)
ONE_BYTE = [name for name, encoding in ENCODINGS.items() if encoding.letters]


def letters_of(name):
    """The letters that a cell can keep as they are."""
    letters = ENCODINGS[name].letters or "aÀłжΩ語\N{GRINNING FACE}"
    return [letter for letter in letters if letter.isalpha() and clean(letter) == (letter, None)]


@settings(max_examples=400, deadline=None)
@given(st.data(), st.sampled_from(OFFERED))
def test_names_written_in_an_encoding_and_read_with_that_choice_come_back_the_same(data, name):
    word = st.text(st.sampled_from(letters_of(name)), min_size=1, max_size=30)
    names = data.draw(st.lists(word.map(lambda text: unicodedata.normalize("NFC", text)), min_size=1, max_size=5))
    reading = read_bytes(("Name\n" + "\n".join(names)).encode(name), encoding=name)
    assert [row.values["name"] for row in reading.rows] == names
    assert (reading.encoding, reading.guessed) == (ENCODINGS[name].words, False)


@settings(max_examples=300, deadline=None)
@given(st.data(), st.sampled_from(OFFERED))
def test_any_text_written_in_an_encoding_and_read_with_that_choice_comes_back_the_same(data, name):
    known = ENCODINGS[name].letters.replace(NOTHING, "")
    text = "Name\n" + data.draw(st.text(st.sampled_from(known)) if known else st.text())
    raw = text.encode(name)
    source = looked_over(io.BytesIO(raw), "", ENCODINGS[name])
    assert "".join(pieces_of_text(source)) == text


@pytest.mark.parametrize("name", OFFERED)
def test_an_encoding_is_found_again_by_its_words(name):
    assert encoding_in_words(ENCODINGS[name].words) == ENCODINGS[name]
    assert len(ENCODINGS[name].words) <= 60


@pytest.mark.parametrize("name", ONE_BYTE)
def test_each_byte_is_one_letter_and_the_same_as_everywhere(name):
    table = ENCODINGS[name].letters
    known = [letter for letter in table if letter != NOTHING]
    assert (len(table), len(set(known))) == (256, len(known))
    assert [table[byte] for byte in range(256) if table[byte] != NOTHING] == [
        bytes([byte]).decode(name) for byte in range(256) if table[byte] != NOTHING
    ]


FITS_NOT = "This file cannot be read as {}: line {} holds something that this encoding does not know. Choose another one, or let us find out."  # noqa: E501  # one sentence, as it is shown


@pytest.mark.parametrize(
    ("chosen", "data", "line"),
    [
        ("windows-1250", b"Name\nAnna\nBerg\x81\n", 3),
        ("windows-1252", b"Name\nBerg\x81\n", 2),
        ("iso-8859-2", b"Name\nBerg\x81\n", 2),
        ("windows-1253", "Name\nМария\n".encode("windows-1251"), 2),
        ("utf-16", b"N\0a\0m\0e\0\n\0A", 2),
    ],
)
def test_a_choice_that_the_file_does_not_fit_is_refused_and_says_where(refusal, chosen, data, line):
    error = refusal(data, encoding=chosen)
    assert (error.code, error.field) == ("encoding_does_not_fit", "encoding")
    assert error.sentence == FITS_NOT.format(ENCODINGS[chosen].words, line)


SAYS_ITSELF = "This file says itself that it is {}, so it cannot be read as {}. Let us find out."


@pytest.mark.parametrize(
    ("codec", "words", "chosen"),
    [
        ("utf-8-sig", "UTF-8 with a byte order mark", "windows-1250"),
        ("utf-8-sig", "UTF-8 with a byte order mark", "utf-16"),
        ("utf-16", "UTF-16", "utf-8"),
        ("utf-16", "UTF-16", "cp437"),
    ],
)
def test_a_choice_against_what_the_file_says_itself_is_refused(refusal, codec, words, chosen):
    error = refusal("Name\nŁukasz\n".encode(codec), encoding=chosen)
    assert (error.code, error.field, error.sentence) == (
        "encoding_does_not_fit",
        "encoding",
        SAYS_ITSELF.format(words, ENCODINGS[chosen].words),
    )


@pytest.mark.parametrize(("codec", "chosen"), [("utf-8-sig", "utf-8"), ("utf-16", "utf-16")])
def test_a_choice_that_the_file_confirms_is_taken(read, codec, chosen):
    assert read("Name\nŁukasz\n".encode(codec), encoding=chosen).rows[0].values["name"] == "Łukasz"


@pytest.mark.parametrize("name", ["utf8", "UTF-8", "latin-1", "rot13", "windows-1252 ", "\x00", "…" * 500])
def test_an_encoding_that_is_not_offered_is_refused_with_those_that_are(refusal, name):
    error = refusal("Name\nAnna\n", encoding=name)
    assert (error.code, error.field) == ("unknown_encoding", "encoding")
    assert error.sentence.endswith(f" here. Choose one of these: {', '.join(OFFERED)}.")


def test_a_choice_overrules_what_the_bytes_could_be(read):
    """All of this is UTF-8 too; who chooses another encoding gets it, and sees what comes of it."""
    reading = read("Name\nZoë\n", encoding="windows-1252")
    assert (reading.rows[0].values["name"], [sample.text for sample in reading.samples]) == ("ZoÃ«", ["ZoÃ«"])


PEOPLE = ["Łukasz Żak", "Иван Петров", "Ā ĂĀ", "Anna Weber", "語 太郎", "Zoë \N{GRINNING FACE}"]


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("heading", ["Name;Phone;Town", "Vor- und Nachname;Handy;Ort"])
def test_utf16_without_a_mark_is_read_and_is_no_guess(read, codec, ending, heading):
    people = [name.replace(" \N{GRINNING FACE}", "") for name in PEOPLE]
    reading = read((heading + ending + "".join(f"{name};;Łódź{ending}" for name in people)).encode(codec))
    assert [row.values["name"] for row in reading.rows] == people
    assert (reading.encoding, reading.guessed) == ("UTF-16 without a byte order mark", False)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_and_without_a_letter_of_english_is_no_garbage(read, refusal, codec):
    data = "Имя\nИван Петров\nМария\nЯков\nЮлия\n".encode(codec)
    assert refusal(data).headings == ("Имя",)
    assert [row.values["name"] for row in read(data, headings={"Имя": "name"}).rows] == [
        "Иван Петров",
        "Мария",
        "Яков",
        "Юлия",
    ]


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_that_is_cut_short_is_refused(refusal, codec):
    assert refusal("Name\nŁukasz\n".encode(codec)[:-1]).code in {"not_text", "no_known_heading"}


@pytest.mark.parametrize(
    "data", [b"Na\x00me;Town\nAnna;Kiel\n.", b"\x00Name;Town\nAnna;Kiel\n", b"Name\x00\n\x00An\x00\n"]
)
def test_a_stray_null_byte_does_not_make_a_file_utf16(refusal, data):
    assert refusal(data).code == "not_text"


def test_a_heading_that_a_guess_spoils_is_refused_with_a_word_about_the_guess(refusal):
    error = refusal("Jméno\nFrantišek\n".encode("windows-1250"))
    assert (error.code, error.headings) == ("no_known_heading", ("Jméno",))
    assert error.sentence.endswith(
        "such as Name, E-Mail and Joined. The letters were read as Windows-1252 (Western European),"
        " which is a guess: if they look wrong, choose the encoding."
    )
    assert "guess" not in refusal("Jméno\nFrantišek\n").sentence
    assert "guess" not in refusal("Jméno\nFrantišek\n".encode("windows-1250"), encoding="windows-1250").sentence
