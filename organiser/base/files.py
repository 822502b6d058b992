"""Writing CSV without a file in between."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from defusedcsv import csv

BYTE_ORDER_MARK = "\ufeff"  # spreadsheets take a file without it for Windows-1252
CHUNK = 500
# What would be a formula, and what our import would take for the guard of one.
_FORMULA = re.compile(r"'*(?:[@+\-=|%]|'\\\|)")
_NUMBER = re.compile(r"-?[0-9,.]+")


class _Line:
    """What a writer writes is what the caller gets."""

    def write(self, text: str) -> str:
        return text


def neutral(text: str) -> str:
    """A text that no spreadsheet takes for a formula, as in the CSV files we write; our import takes the guard off."""
    if _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        return "'" + text.replace("|", "\\|")
    return text


def _neutral(cell: object) -> object:
    return neutral(cell) if isinstance(cell, str) else cell


def csv_pieces(headings: Sequence[str], lines: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """A CSV file in pieces of some hundred lines, so that memory stays bounded.

    Without headings the file begins with the first line.
    A cell that a spreadsheet would take for a formula gets an apostrophe in front; our import takes it off again.
    """
    writer = csv.writer(_Line())
    yield (BYTE_ORDER_MARK + (writer.writerow(headings) if headings else "")).encode()
    rest = iter(lines)
    while chunk := list(islice(rest, CHUNK)):
        yield "".join(writer.writerow(map(_neutral, line)) for line in chunk).encode()
