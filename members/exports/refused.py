"""The rows of a file that stayed out, in the form they came, with a column that says why."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import BinaryIO

from members.models import ImportBatch, ImportRow
from members.reading.folding import folded
from organiser.base.files import csv_pieces
from organiser.base.workbooks import write_workbook

WHY = "What was wrong"
CHUNK = 2000


def refused_lines(batch: ImportBatch, keys: list[int]) -> Iterator[list[str]]:
    """Each row as wide as the headings, and then why it stayed out; a column that said so before is replaced."""
    width = len(_own(batch)) if batch.headings else _widest(batch)
    for start in range(0, len(keys), CHUNK):
        for row in ImportRow.objects.filter(pk__in=keys[start : start + CHUNK]).order_by("number"):
            cells = row.cells[:width] + [""] * (width - len(row.cells))
            beyond = [cell for cell in row.cells[width + (len(batch.headings) > width) :] if cell]
            yield [*cells, _reasons(row), *beyond]


def _widest(batch: ImportBatch) -> int:
    """How many cells the longest of these rows has; asked only where there are no headings."""
    rows = ImportRow.objects.filter(batch=batch).exclude(cells=[]).only("cells")
    return max((len(row.cells) for row in rows.iterator(chunk_size=CHUNK)), default=0)


def refused_headings(batch: ImportBatch) -> list[str]:
    """The headings as they came, and ours behind them; none where the file had none."""
    return [*_own(batch), WHY] if batch.headings else []


def _own(batch: ImportBatch) -> list[str]:
    headings = list(batch.headings)
    return headings[:-1] if headings and folded(headings[-1]) == folded(WHY) else headings


def _reasons(row: ImportRow) -> str:
    """The errors of a row in sentences; row numbers are left out, since they are others in the new file."""
    said = [problem["sentence"] for problem in row.problems if problem["severity"] == "error"]
    bare = [sentence.removeprefix(f"Row {row.number}").lstrip(",: ") for sentence in said]
    return " ".join(sentence[:1].upper() + sentence[1:] for sentence in bare)


def refused_as_csv(batch: ImportBatch, keys: list[int]) -> Iterable[bytes]:
    """The file in pieces."""
    return csv_pieces(refused_headings(batch), refused_lines(batch, keys))


def refused_as_workbook(batch: ImportBatch, keys: list[int]) -> BinaryIO:
    """The file, in a temporary one that is gone when it is closed."""
    headings = [refused_headings(batch)] if batch.headings else []
    return write_workbook(batch.sheet or "Register", chain(headings, refused_lines(batch, keys)))
