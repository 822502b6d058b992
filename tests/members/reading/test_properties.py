import csv
import io
from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from members.reading import FIELDS, Reading, UnreadableFile, read_register
from members.reading.cells import LIMITS, read_cell
from members.reading.fields import DAYS

TODAY = date(2025, 1, 1)
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16")


def read(data: bytes, headings: dict[str, str] | None = None) -> Reading:
    return read_register(io.BytesIO(data), size=len(data), today=TODAY, max_bytes=200_000, headings=headings)


def outcome(data: bytes, headings: dict[str, str] | None = None) -> Reading | UnreadableFile:
    try:
        return read(data, headings)
    except UnreadableFile as error:
        return error


def check(result: Reading | UnreadableFile) -> None:
    """Whatever comes out, it can be shown to a person, and what can be imported is within its limits."""
    if isinstance(result, UnreadableFile):
        assert result.sentence.endswith(".")
        assert result.sentence.isprintable()
        return
    assert result.importable + result.refused == result.total
    for row in result.rows:
        assert bool(row.values["name"]) or not row.importable
        for field, value in row.values.items():
            assert len(value) <= LIMITS[field] if isinstance(value, str) else field in DAYS
            assert not isinstance(value, str) or value.isprintable() or not value.isascii()
        for problem in row.problems:
            assert problem.row == row.number
            assert problem.sentence.startswith(f"Row {row.number}")
            assert problem.sentence.isprintable()


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=2_000))
@example(b'"')
@example(b"\xff\xfe\x00")
@example(b"Name\n\x00")
def test_any_bytes_are_read_or_refused_with_a_sentence(data):
    check(outcome(data))


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from([*FIELDS, "", "Name", "Handy", "#"]), min_size=1, max_size=6),
    st.text(alphabet=st.one_of(st.sampled_from('"\r\n;,\t\x00 =@-/.\u0301İßÃ¼'), st.characters(codec="utf-8"))),
    st.sampled_from([*ENCODINGS, "utf-16-be", "utf-32"]),
)
def test_any_text_below_any_headings_is_read_or_refused_with_a_sentence(headings, text, encoding):
    check(outcome((";".join(headings) + "\n" + text).encode(encoding)))


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.text(max_size=5), st.sampled_from([*FIELDS, "", "none"]), max_size=4), st.text(max_size=40))
def test_any_choice_of_headings_is_read_or_refused_with_a_sentence(headings, text):
    check(outcome((";".join(headings) + "\n" + text).encode(), headings))


WORDS = st.text(st.characters(categories=("L",), max_codepoint=0x24F), min_size=1, max_size=40).filter(str.isprintable)
NFC_WORDS = WORDS.map(lambda word: read_cell("name", word, TODAY)[0]).filter(bool)
MARKS = st.sampled_from(["", ' "Anni" ', "; ", ", Anni, ", " – ", "\t"])  # one comma alone turns a name round
PERSON = st.fixed_dictionaries(
    {
        "name": st.tuples(NFC_WORDS, MARKS, NFC_WORDS).map(lambda parts: " ".join("".join(parts).split())),
        "phone": st.from_regex(r"(\+|00)?[1-9][0-9]{5,12}", fullmatch=True),
        "joined_on": st.dates(date(1900, 1, 1), TODAY),
        "town": st.one_of(st.just(""), NFC_WORDS),
        "postcode": st.from_regex(r"[0-9]{4,6}", fullmatch=True),
    }
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(PERSON, min_size=1, max_size=8),
    st.sampled_from(ENCODINGS),
    st.sampled_from(";,\t"),
    st.sampled_from(["\r\n", "\n", "\r"]),
)
def test_what_we_write_reads_back_the_same(people, encoding, delimiter, ending):
    rows = [
        {"number": str(index), "email": f"person{index}@example.org", "language": "", **person}
        for index, person in enumerate(people)
    ]
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, list(rows[0]), delimiter=delimiter, lineterminator=ending)
    writer.writeheader()
    writer.writerows(rows)
    reading = read(buffer.getvalue().encode(encoding))
    assert [row.values for row in reading.rows] == rows
    assert [row.number for row in reading.rows] == list(range(2, len(rows) + 2))
    assert {problem.code for problem in reading.problems} <= {"garbled"}


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(FIELDS), st.text(max_size=60))
def test_a_value_once_cleaned_stays_as_it_is(field, text):
    value, _findings = read_cell(field, text, TODAY)
    again = read_cell(field, value.isoformat() if isinstance(value, date) else value or "", TODAY)
    assert again[0] == value
