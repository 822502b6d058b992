"""A file of text from its beginning: how its cells are parted, its headings, and its rows."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain

from members.reading.dialect import LOOKED_AT, find_delimiter, first_rows, rows_of, usual_width
from members.reading.encoding import Source, pieces_of_text
from members.reading.foreign import Restored
from members.reading.kinds import refuse_null_bytes
from members.reading.limits import blank
from members.reading.lines import Lines
from members.reading.problems import UnreadableFile
from members.reading.sheets.grid import MOST_COLUMNS, too_many_columns
from members.reading.titles import titles_above

Known = Callable[[str], bool]


@dataclass(slots=True)
class Text:
    """A text whose headings were read; `rows` are those that come after them.

    `above` are the numbers of rows above the headings, `width` how many cells a row usually has.
    """

    delimiter: str
    delimiter_words: str
    headings: list[str]
    above: list[int]
    width: int
    rows: Iterator[tuple[int, list[str]]]
    foreign: Restored


def begun(source: Source, known: Known, *, bare: bool) -> Text:
    """Read as far as the headings; in a `bare` file the first row is a person and comes again among the rows."""
    lines = Lines(pieces_of_text(source))
    delimiter, words = find_delimiter(lines, known)
    titles = 0 if bare else titles_above(first_rows(lines.peek(LOOKED_AT), delimiter), known)
    foreign = Restored(_numbered(lines, delimiter), chosen=source.settled.chosen)
    rows = iter(foreign)
    above: list[int] = []
    first, headings = 1, list[str]()
    for number, cells in rows:
        if blank(cells):
            continue
        if len(above) == titles:
            first, headings = number, cells
            break
        above.append(number)
    refuse_null_bytes("".join(headings))
    if len(headings) > MOST_COLUMNS:
        raise too_many_columns()
    width = usual_width(lines, delimiter)
    if bare and headings:
        rows = chain([(first, list(headings))], rows)
        headings = headings + [""] * (width - len(headings))
    return Text(delimiter, words, headings, above, width, rows, foreign)


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
