"""The whole way from an uploaded file to its rows; nothing is written and nothing outside the file is looked at."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any, BinaryIO

from members.reading.encoding import Source, looked_over
from members.reading.encodings import encoding_called
from members.reading.formats import OWN
from members.reading.gathering import Opened, gathered, program_of
from members.reading.headings import columns_without_headings, known_among, match_headings, unknown_headings
from members.reading.kinds import is_package
from members.reading.limits import MAX_ROWS
from members.reading.memory import Chosen, Recall
from members.reading.naming import fields_chosen
from members.reading.notes import beginning, notes_on
from members.reading.problems import Column, Reading, Row, UnreadableFile
from members.reading.repairs import Repairs, Wanted
from members.reading.rows import RowReader
from members.reading.samples import Samples
from members.reading.settling import Settled
from members.reading.survey import Survey, needs_survey, surveyed
from members.reading.texts import begun
from members.reading.upload import at_hand
from members.reading.workbooks import open_workbook

Match = Callable[[list[str], Mapping[str, str] | None], list[Column]]


@contextmanager
def open_register(
    stream: BinaryIO,
    *,
    size: int,
    today: date,
    max_bytes: int,
    headings: Mapping[str, str] | None = None,
    encoding: str = "",
    first_row_is_data: bool = False,
    sheet: str = "",
    recall: Recall | None = None,
    max_rows: int = MAX_ROWS,
    repairs: Repairs | None = None,
    undated: date | None = None,
) -> Iterator[Opened]:
    """Open a register of people in a CSV file or a workbook; its rows come one by one with all that is wrong with them.

    `size` is what the upload claims to hold; the claim is checked again while reading. `today` is the last day a date
    of joining may have. `headings` gives the field for a heading, or `""` to leave it out, instead of our guess.
    `encoding` is the name of the one to read it in, where the person knows better than we could find out.
    `first_row_is_data` says that the file has no headings: its first row is a person, and `headings` names each column
    by what stands there, or as “Column 2”.
    `sheet` names the sheet of a workbook; without it the first one with rows is read.
    `recall` is asked for what was chosen before for the row of headings, where `headings` is None.
    `repairs` says what becomes of cells that cannot be read, and `undated` since when those belong who have no day.
    The text goes through memory in pieces, and no row is kept. The stream is left open.

    Raises `UnreadableFile` when the file as a whole is refused: `empty`, `too_large`, `not_a_table`, `workbook`,
    `not_text`, `damaged_text`, `row_too_long`, `too_many_rows`, `no_rows`, `open_quotation`, `unknown_field`,
    `no_known_heading`, `duplicate_heading`, `no_name`, `unknown_encoding`, `encoding_does_not_fit`; of a workbook also
    `workbook_protected`, `workbook_bomb`, `workbook_entities`, `damaged_workbook`, `unknown_sheet`,
    `too_many_columns`. Every other fault is a `Problem` of its row.
    """
    chosen = encoding_called(encoding) if encoding else None
    wanted = Wanted(today, repairs or {}, undated)
    with at_hand(stream, size=size, max_bytes=max_bytes) as (again, digest):
        if is_package(again):
            with open_workbook(
                again,
                digest=digest,
                wanted=wanted,
                chosen=Chosen(headings, recall),
                sheet=sheet,
                bare=first_row_is_data,
                max_rows=max_rows,
            ) as opened:
                yield opened
        else:
            source = looked_over(again, digest, chosen)
            yield _opened(source, wanted, Chosen(headings, recall), max_rows, bare=first_row_is_data)


def read_register(stream: BinaryIO, **options: Any) -> Reading:
    """The same with all rows in memory at once, for files that are known to be small."""
    with open_register(stream, **options) as opened:
        return opened.whole()


def _opened(source: Source, wanted: Wanted, chosen: Chosen, max_rows: int, *, bare: bool) -> Opened:
    known = known_among(chosen.headings)
    text = begun(source, known, bare=bare)
    settled, row = source.settled, text.headings
    headings = chosen.of([] if bare else row)
    columns = _columns(row, headings, settled, columns_without_headings if bare else match_headings)
    reading = Reading(
        settled.words, text.delimiter_words, columns, unknown_headings(columns), source.digest, guessed=settled.guessed
    )
    reading.headings = [] if bare else list(row)
    reading.picked = fields_chosen(reading.headings, headings or {})
    reading.program, reading.recalled = program_of(reading, headings), chosen.recalled
    reading.columns = [column for column in columns if column.heading]
    survey, own = Survey(), reading.program == OWN
    if needs_survey(columns) or source.line_ends > max_rows:
        # The limit holds before anything is laid out; line breaks inside of cells are no rows.
        survey = surveyed(text.rows, columns, today=wanted.today, max_rows=max_rows, own=own)
        text = begun(source, known, bare=bare)
    reader = RowReader(
        columns,
        delimiter=text.delimiter,
        usual_width=text.width,
        wanted=wanted,
        survey=survey,
        headed=not bare,
        own=own,
    )
    samples = Samples(columns) if settled.encoding else None
    read = gathered(reading, text.rows, reader, max_rows=max_rows, look=samples.look if samples else None)

    def whole() -> Iterator[Row]:
        yield from read
        reading.samples = samples.found() if samples else []
        reading.notes = [
            *beginning(row, text.above, reading, bare=bare),
            *text.foreign.notes(),
            *survey.notes(columns),
            *notes_on(reader.filled_without_heading),
        ]

    return Opened(reading, whole(), source.stream, source.size)


def _columns(row: list[str], chosen: Mapping[str, str] | None, settled: Settled, match: Match) -> list[Column]:
    try:
        return match(row, chosen)
    except UnreadableFile as error:
        if not settled.guessed or not error.headings:
            raise
        doubt = f"The letters were read as {settled.words}, which is a guess: if they look wrong, choose the encoding."
        raise UnreadableFile(f"{error.sentence} {doubt}", error.code, error.headings) from error
