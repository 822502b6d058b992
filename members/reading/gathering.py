"""From the rows of a table, whatever it was kept in, to the rows of a register."""

from collections.abc import Callable, Iterable, Mapping

from members.reading.formats import format_of
from members.reading.problems import Reading, UnreadableFile
from members.reading.rows import RowReader

MAX_ROWS = 100_000
Look = Callable[[int, list[str]], None]


def gather(
    reading: Reading, rows: Iterable[tuple[int, list[str]]], reader: RowReader, *, max_rows: int, look: Look | None
) -> None:
    """Read every row into the reading; blank ones are counted.

    Raises `UnreadableFile`: `too_many_rows`, `no_rows`.
    """
    for number, cells in rows:
        if blank(cells):
            reading.blank_rows += 1
            continue
        if reading.total == max_rows:
            raise _too_many_rows(max_rows)
        reading.rows.append(reader.read(number, cells))
        if look:
            look(number, cells)
    if not reading.rows:
        sentence = "This file has a heading row and nothing below it. Add one row for each person."
        raise UnreadableFile(sentence, "no_rows")


def program_of(reading: Reading, chosen: Mapping[str, str] | None) -> str:
    """The program whose export a file looks like; nothing where somebody chose what its headings mean."""
    found = None if chosen else format_of(reading.headings)
    return found.program if found else ""


def blank(cells: list[str]) -> bool:
    """Whether nothing stands in a row."""
    return not any(map(str.strip, cells))


def _too_many_rows(most: int) -> UnreadableFile:
    sentence = f"This file has more than {most:,} people. Split the table into several files."
    return UnreadableFile(sentence, "too_many_rows")
