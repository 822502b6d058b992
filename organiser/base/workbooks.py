"""Writing workbooks (XLSX) row by row, with nothing in them that a spreadsheet would run."""

import re
import tempfile
from collections.abc import Iterable, Sequence
from typing import BinaryIO, cast

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from organiser.base.files import neutral

_KEPT_IN_MEMORY = 1 << 20
_LONGEST_CELL = 32_767
_NOT_IN_A_TITLE = re.compile(r"[\\*?:/\[\]]")
_LONGEST_TITLE = 31


def write_workbook(title: str, lines: Iterable[Sequence[str]]) -> BinaryIO:
    """A workbook of one sheet in which every cell is text, in a temporary file at its beginning."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_NOT_IN_A_TITLE.sub(" ", title)[:_LONGEST_TITLE])
    for line in lines:
        sheet.append([_cell(sheet, text) for text in line])
    stream = cast("BinaryIO", tempfile.SpooledTemporaryFile(max_size=_KEPT_IN_MEMORY))  # noqa: SIM115  # the caller's
    book.save(stream)
    stream.seek(0)
    return stream


def _cell(sheet: object, text: str) -> object:
    cell = WriteOnlyCell(sheet, neutral(ILLEGAL_CHARACTERS_RE.sub("", text))[:_LONGEST_CELL])
    cell.data_type = "s"
    cell.number_format = "@"  # so that whoever corrects a number does not lose its zeros
    return cell
