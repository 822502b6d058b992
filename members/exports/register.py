"""A register as a table, which our own import reads: what goes out can come in again (invariant 10)."""

import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO, cast

from xlsxwriter import Workbook

from members.models import Membership
from members.queries.columns import COLUMNS, OF_FILES, Column
from organiser.base.files import csv_pieces, neutral
from organiser.base.text import visible

HEADINGS = tuple(COLUMNS[key].label for key in OF_FILES)
LONGEST_CELL = 32_767
_DIALLED = re.compile(r"\+[0-9][0-9 ]*")
PIECE = 1 << 16


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
    with tempfile.TemporaryFile() as stream:
        _write_workbook(cast("BinaryIO", stream), memberships, columns_for(chosen))
        stream.seek(0)
        while piece := stream.read(PIECE):
            yield piece


def _write_workbook(stream: BinaryIO, memberships: Iterable[Membership], columns: Sequence[Column]) -> None:
    plain = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with Workbook(stream, {"constant_memory": True, **plain}) as book:
        as_text, bold = book.add_format({"num_format": "@"}), book.add_format({"bold": True})
        sheet = book.add_worksheet("Register")
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(columns) - 1, 18)
        for place, column in enumerate(columns):
            sheet.write_string(0, place, column.label, bold)
        for row, membership in enumerate(memberships, start=1):
            for place, column in enumerate(columns):
                text = visible(column.text(membership))
                kept = text if _DIALLED.fullmatch(text) else neutral(text)  # a cell of text: “+49 30 …” is safe in it
                sheet.write_string(row, place, kept[:LONGEST_CELL], as_text)
