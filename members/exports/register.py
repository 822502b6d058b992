"""A register as a table, which our own import reads: what goes out can come in again (invariant 10)."""

from collections.abc import Iterable, Iterator, Sequence

from members.exports.tables import workbook_pieces
from members.models import Membership
from members.queries.columns import COLUMNS, OF_FILES, Column
from organiser.base.files import csv_pieces

HEADINGS = tuple(COLUMNS[key].label for key in OF_FILES)


def columns_for(chosen: Iterable[str]) -> list[Column]:
    """The columns of a file: those chosen, always with the name; without a choice those that our import reads."""
    keys = tuple(chosen)
    return [COLUMNS[key] for key in (("name", *(key for key in keys if key != "name")) if keys else OF_FILES)]


def register_rows(memberships: Iterable[Membership], chosen: Iterable[str] = ()) -> tuple[list[str], list[list[str]]]:
    """The headings and the cells of each row as they are, for programs: nothing is made harmless for a spreadsheet."""
    columns = columns_for(chosen)
    rows = [[column.text(membership) for column in columns] for membership in memberships]
    return [column.label for column in columns], rows


def register_lines(memberships: Iterable[Membership], chosen: Iterable[str] = ()) -> Iterator[bytes]:
    """The lines of a CSV file, in pieces."""
    columns = columns_for(chosen)
    lines = ([column.text(membership) for column in columns] for membership in memberships)
    return csv_pieces([column.label for column in columns], lines)


def register_workbook(memberships: Iterable[Membership], chosen: Sequence[str] = ()) -> Iterator[bytes]:
    """A workbook (XLSX) of one sheet, written row by row into a temporary file; every cell is text and no formula."""
    columns = columns_for(chosen)
    lines = ([column.text(membership) for column in columns] for membership in memberships)
    return workbook_pieces("Register", [column.label for column in columns], lines)
