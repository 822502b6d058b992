"""The papers of a sheet as files for other programs: BLT for orders, CSV for every method."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from assemblies.counting.choosing import RANKED, Choosing
from assemblies.counting.marks import read_marks, read_points, read_ranking
from assemblies.counting.ranked.csv_ballots import guarded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from assemblies.counting.sheet import Sheet

__all__ = ["blt_of", "csv_of"]


def blt_of(sheet: Sheet) -> str:
    """Write ranked papers as BLT, which `manage.py count` and other programs read.

    Raises ValueError for another method, or for a paper that is no order.
    """
    if sheet.method not in RANKED:
        raise ValueError("Only ballots on which options are put in order can be written as BLT.")
    lines = [f"{len(sheet.options)} {sheet.seats}"]
    for line, number in sheet.papers:
        ranks = ["=".join(str(place + 1) for place in rank) for rank in read_ranking(line)]
        lines.append(" ".join([str(number), *ranks, "0"]))
    lines += ["0", *map(_quoted, _each_on_one_line(sheet.options)), _quoted(" ".join(sheet.question.split()))]
    return "\n".join(lines) + "\n"


def csv_of(sheet: Sheet) -> str:
    """Write papers as a table: a line for each sort with its number, a column for each option.

    Cells hold the rank or the points that the option has, or whether it is marked or struck out. Names that a
    spreadsheet would take for formulas have an apostrophe in front.

    Raises ValueError for a paper that cannot be read.
    """
    file = io.StringIO()
    table = csv.writer(file)
    if sheet.is_yes_no or sheet.is_consensus:
        table.writerows([("papers", "vote"), *((number, line) for line, number in sheet.papers)])
        return file.getvalue()
    table.writerow(["papers", *map(guarded, _each_on_one_line(sheet.options))])
    for line, number in sheet.papers:
        said = _cells(sheet, line)
        table.writerow([number, *(said.get(option, "") for option in sheet.options)])
    return file.getvalue()


def _cells(sheet: Sheet, line: str) -> Mapping[str, str | int]:
    if sheet.method == Choosing.APPROVAL:
        marks = read_marks(line, sheet.options)
        return dict.fromkeys(marks.struck, "struck out") | dict.fromkeys(marks.marked, "marked")
    if sheet.method == Choosing.POINTS:
        return dict(read_points(line, sheet.options).given)
    ranks = enumerate(read_ranking(line), 1)
    return {sheet.options[place]: rank for rank, places in ranks for place in places}


def _each_on_one_line(options: Sequence[str]) -> Iterator[str]:
    """Give the labels with single blanks between words; where two become one by that, with their numbers."""
    told = [" ".join(option.split()) for option in options]
    for place, name in enumerate(told, 1):
        yield name if told.count(name) == 1 else f"{name} (option {place})"


def _quoted(name: str) -> str:
    return '"' + name.replace("\\", "\\\\").replace('"', '""') + '"'
