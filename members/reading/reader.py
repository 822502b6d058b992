"""The whole way from an uploaded file to its rows; nothing is written and nothing outside the file is looked at."""

import csv
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from itertools import chain
from typing import Any, BinaryIO

from members.reading.dialect import find_delimiter, rows_of, usual_width
from members.reading.encoding import Source, looked_over, pieces_of_text
from members.reading.encodings import encoding_called
from members.reading.formats import OWN
from members.reading.gathering import MAX_ROWS, Opened, blank, gathered, program_of
from members.reading.headings import columns_without_headings, known_among, match_headings, unknown_headings
from members.reading.kinds import is_package, refuse_null_bytes
from members.reading.lines import Lines
from members.reading.memory import Chosen, Recall
from members.reading.naming import fields_chosen
from members.reading.notes import WITHOUT_HEADINGS, notes_on, taken_as_headings
from members.reading.problems import Column, Reading, Row, UnreadableFile
from members.reading.rows import RowReader
from members.reading.samples import Samples
from members.reading.settling import Settled
from members.reading.sheets.grid import MOST_COLUMNS, too_many_columns
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
) -> Iterator[Opened]:
    """Open a register of people in a CSV file or a workbook; its rows come one by one with all that is wrong with them.

    `size` is what the upload claims to hold; the claim is checked again while reading. `today` is the last day a date
    of joining may have. `headings` gives the field for a heading, or `""` to leave it out, instead of our guess.
    `encoding` is the name of the one to read it in, where the person knows better than we could find out.
    `first_row_is_data` says that the file has no headings: its first row is a person, and `headings` names each column
    by what stands there, or as “Column 2”.
    `sheet` names the sheet of a workbook; without it the first one with rows is read.
    `recall` is asked for what was chosen before for the row of headings, where `headings` is None.
    The text goes through memory in pieces, and no row is kept. The stream is left open.

    Raises `UnreadableFile` when the file as a whole is refused: `empty`, `too_large`, `not_a_table`, `workbook`,
    `not_text`, `damaged_text`, `row_too_long`, `too_many_rows`, `no_rows`, `open_quotation`, `unknown_field`,
    `no_known_heading`, `duplicate_heading`, `no_name`, `unknown_encoding`, `encoding_does_not_fit`; of a workbook also
    `workbook_protected`, `workbook_bomb`, `workbook_entities`, `damaged_workbook`, `unknown_sheet`,
    `too_many_columns`. Every other fault is a `Problem` of its row.
    """
    chosen = encoding_called(encoding) if encoding else None
    with at_hand(stream, size=size, max_bytes=max_bytes) as (again, digest):
        if is_package(again):
            with open_workbook(
                again,
                digest=digest,
                today=today,
                chosen=Chosen(headings, recall),
                sheet=sheet,
                bare=first_row_is_data,
                max_rows=max_rows,
            ) as opened:
                yield opened
        else:
            source = looked_over(again, digest, chosen)
            yield _opened(source, today, Chosen(headings, recall), max_rows, bare=first_row_is_data)


def read_register(stream: BinaryIO, **options: Any) -> Reading:
    """The same with all rows in memory at once, for files that are known to be small."""
    with open_register(stream, **options) as opened:
        return opened.whole()


def _opened(source: Source, today: date, chosen: Chosen, max_rows: int, *, bare: bool) -> Opened:
    lines = Lines(pieces_of_text(source))
    delimiter, delimiter_words = find_delimiter(lines, known_among(chosen.headings))
    rows = _numbered(lines, delimiter)
    first, heading_row = next(((number, cells) for number, cells in rows if not blank(cells)), (1, []))
    refuse_null_bytes("".join(heading_row))
    if len(heading_row) > MOST_COLUMNS:
        raise too_many_columns()
    settled = source.settled
    width = usual_width(lines, delimiter)
    if bare and heading_row:
        rows = chain([(first, list(heading_row))], rows)
        heading_row = heading_row + [""] * (width - len(heading_row))
    headings = chosen.of([] if bare else heading_row)
    columns = _columns(heading_row, headings, settled, columns_without_headings if bare else match_headings)
    reading = Reading(
        settled.words, delimiter_words, columns, unknown_headings(columns), source.digest, guessed=settled.guessed
    )
    reading.headings = [] if bare else list(heading_row)
    program = program_of(reading, headings)
    reader = RowReader(
        columns, delimiter=delimiter, usual_width=width, today=today, headed=not bare, own=program == OWN
    )
    reading.picked = fields_chosen(reading.headings, headings or {})
    reading.program, reading.recalled = program, chosen.recalled
    reading.columns = [column for column in columns if column.heading]
    samples = Samples(columns) if settled.encoding else None
    read = gathered(reading, rows, reader, max_rows=max_rows, look=samples.look if samples else None)

    def whole() -> Iterator[Row]:
        yield from read
        reading.samples = samples.found() if samples else []
        reading.notes = notes_on(reading, reader.filled_without_heading)
        if bare:
            reading.notes.insert(0, WITHOUT_HEADINGS)
        elif not any(map(known_among(None), heading_row)):
            reading.notes.insert(0, taken_as_headings([column.heading for column in reading.columns]))

    return Opened(reading, whole(), source.stream, source.size)


def _columns(row: list[str], chosen: Mapping[str, str] | None, settled: Settled, match: Match) -> list[Column]:
    try:
        return match(row, chosen)
    except UnreadableFile as error:
        if not settled.guessed or not error.headings:
            raise
        doubt = f"The letters were read as {settled.words}, which is a guess: if they look wrong, choose the encoding."
        raise UnreadableFile(f"{error.sentence} {doubt}", error.code, error.headings) from error


def _numbered(lines: Lines, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with its number in a spreadsheet: a cell with line breaks is one row, a blank line is one too."""
    number = 0
    rows = rows_of(lines, delimiter)
    while True:
        number += 1
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            raise _open_quotation(number) from error
        if lines.ended:
            raise _open_quotation(number)
        lines.row_done()
        yield number, cells


def _open_quotation(number: int) -> UnreadableFile:
    sentence = (
        f"Row {number} opens a quotation mark that is never closed, so the rows after it cannot be told apart."
        " Close it or take it out."
    )
    return UnreadableFile(sentence, "open_quotation")
