"""The problems of an import as a CSV file, to be worked through beside the register itself."""

from collections.abc import Iterable, Iterator

from members.models import ImportRow
from organiser.base.files import csv_pieces

HEADINGS = ("Row", "Column", "What follows", "What is wrong and what to do")
FOLLOWS = {"error": "Not imported", "change": "Changed", "warning": "Look at it"}


def problem_lines(rows: Iterable[ImportRow]) -> Iterator[bytes]:
    """One line for each problem, in pieces."""
    problems = (problem for row in rows for problem in row.problems)
    lines = ([one["row"], one["column"], FOLLOWS[one["severity"]], one["sentence"]] for one in problems)
    return csv_pieces(HEADINGS, lines)
