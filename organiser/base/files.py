"""Writing CSV without a file in between."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from defusedcsv import csv

BYTE_ORDER_MARK = "\ufeff"  # spreadsheets take a file without it for Windows-1252
CHUNK = 500


class _Line:
    """What a writer writes is what the caller gets."""

    def write(self, text: str) -> str:
        return text


def csv_pieces(headings: Sequence[str], lines: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """A CSV file in pieces of some hundred lines, so that memory stays bounded.

    A cell that a spreadsheet would take for a formula gets an apostrophe in front; our import takes it off again.
    """
    writer = csv.writer(_Line())
    yield (BYTE_ORDER_MARK + writer.writerow(headings)).encode()
    rest = iter(lines)
    while chunk := list(islice(rest, CHUNK)):
        yield "".join(writer.writerow(line) for line in chunk).encode()
