"""A table as a workbook (XLSX) of one sheet, written row by row into a temporary file."""

import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import BinaryIO, cast

from xlsxwriter import Workbook

from organiser.base.files import neutral
from organiser.base.text import visible

LONGEST_CELL = 32_767
_DIALLED = re.compile(r"\+[0-9][0-9 ]*")
PIECE = 1 << 16
Cell = str | Decimal


def workbook_pieces(name: str, headings: Sequence[str], lines: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """The workbook in pieces; every text is text and no formula, and an amount is a number with two digits."""
    with tempfile.TemporaryFile() as stream:
        _write(cast("BinaryIO", stream), name, headings, lines)
        stream.seek(0)
        while piece := stream.read(PIECE):
            yield piece


def _write(stream: BinaryIO, name: str, headings: Sequence[str], lines: Iterable[Sequence[Cell]]) -> None:
    plain = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with Workbook(stream, {"constant_memory": True, **plain}) as book:
        as_text, bold = book.add_format({"num_format": "@"}), book.add_format({"bold": True})
        as_amount = book.add_format({"num_format": "0.00"})
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(headings) - 1, 18)
        for place, heading in enumerate(headings):
            sheet.write_string(0, place, heading, bold)
        for row, line in enumerate(lines, start=1):
            for place, cell in enumerate(line):
                if isinstance(cell, Decimal):
                    sheet.write_number(row, place, cell, as_amount)
                    continue
                text = visible(cell)
                kept = text if _DIALLED.fullmatch(text) else neutral(text)  # a cell of text: “+49 30 …” is safe in it
                sheet.write_string(row, place, kept[:LONGEST_CELL], as_text)
