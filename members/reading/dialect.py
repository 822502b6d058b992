"""Finds out what stands between the cells: semicolon, comma or tab."""

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress

from members.reading.lines import Lines
from members.reading.titles import ABOVE, JUDGED, titles_above

WORDS = {";": "semicolon", ",": "comma", "\t": "tab"}
ONE_COLUMN = "none, there is one column"
LOOKED_AT = 200
_DECLARED = re.compile(r"sep=([;,\t])[\r\n]*", re.IGNORECASE)


def rows_of(lines: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    """The rows as lists of cells. Quoted cells may hold delimiters, line breaks and doubled quotation marks."""
    return csv.reader(lines, delimiter=delimiter, skipinitialspace=True)


def find_delimiter(lines: Lines, known: Callable[[str], bool]) -> tuple[str, str]:
    """The delimiter and its name in words, from the first row that is not blank, or the headings below a title.

    Each candidate splits the rows as the real reading will, quotation marks included; the one that yields most headings
    for which `known` says yes wins, then the one that yields most cells. A first line `sep=;`, which some spreadsheets
    write, is obeyed and taken away.
    """
    first = lines.peek(1)
    declared = _DECLARED.fullmatch(first[0]) if first else None
    if declared:
        next(lines)
        lines.row_done()
        return declared[1], WORDS[declared[1]]
    head = lines.peek(LOOKED_AT)

    def merit(delimiter: str) -> tuple[int, int]:
        rows = [cells[:JUDGED] for cells in first_rows(head, delimiter)]
        above = titles_above(rows, known)
        cells = rows[above] if rows else []
        return sum(map(known, cells)), len(cells)

    best = max(WORDS, key=merit)
    return best, WORDS[best] if merit(best)[1] > 1 else ONE_COLUMN


def usual_width(lines: Lines, delimiter: str) -> int:
    """How many cells most of the next rows have, blank rows apart; 0 when there are none.

    Some programs end every row but the heading with delimiters, and only then are empty cells too many harmless.
    """
    widths: Counter[int] = Counter()
    with suppress(csv.Error):
        for cells in rows_of(lines.peek(LOOKED_AT), delimiter):
            if any(cell.strip() for cell in cells):
                widths[len(cells)] += 1
    return max(widths, key=lambda width: (widths[width], -width), default=0)


def first_rows(head: list[str], delimiter: str) -> list[list[str]]:
    """The first rows that are not blank: among them are the headings."""
    found: list[list[str]] = []
    with suppress(csv.Error):
        for cells in rows_of(head, delimiter):
            if any(cell.strip() for cell in cells):
                found.append(cells)
            if len(found) == ABOVE:
                break
    return found
