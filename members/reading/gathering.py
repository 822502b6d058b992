"""From the rows of a table, whatever it was kept in, to the rows of a register."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from members.reading.formats import format_of
from members.reading.limits import blank, too_many_rows
from members.reading.problems import Reading, Row, UnreadableFile
from members.reading.rows import RowReader

Look = Callable[[int, list[str]], None]


@dataclass(frozen=True, slots=True)
class Opened:
    """A file whose headings are understood, and its rows one after the other.

    The `reading` knows columns and headings at once; notes, samples and counts are whole when the rows have gone by.
    """

    reading: Reading
    rows: Iterator[Row]
    stream: BinaryIO
    size: int

    def percent(self) -> int:
        """How much of the file has gone by, of a hundred."""
        return min(100, self.stream.tell() * 100 // max(1, self.size))

    def whole(self) -> Reading:
        """The reading with all its rows in memory."""
        self.reading.rows = list(self.rows)
        return self.reading


def gathered(
    reading: Reading, rows: Iterable[tuple[int, list[str]]], reader: RowReader, *, max_rows: int, look: Look | None
) -> Iterator[Row]:
    """Read every row, one after the other; blank ones are counted.

    Raises `UnreadableFile`: `too_many_rows`, `no_rows`.
    """
    for number, cells in rows:
        if blank(cells):
            reading.blank_rows += 1
            continue
        if reading.total == max_rows:
            raise too_many_rows(max_rows)
        row = reader.read(number, cells)
        reading.total += 1
        if look:
            look(number, cells)
        yield row
    if not reading.total:
        sentence = "This file has a heading row and nothing below it. Add one row for each person."
        raise UnreadableFile(sentence, "no_rows")


def program_of(reading: Reading, chosen: Mapping[str, str] | None) -> str:
    """The program whose export a file looks like; nothing where somebody chose what its headings mean."""
    found = None if chosen else format_of(reading.headings)
    return found.program if found else ""
