"""Workbooks as people really send them, and as nobody should: made by a spreadsheet library, or part by part."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

from openpyxl import Workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def book(*rows: list[Any], change: Callable[[Workbook], object] | None = None) -> bytes:
    """A workbook with these rows in its first sheet; `change` does the rest."""
    made = Workbook()
    for row in rows:
        made.active.append(row)
    if change:
        change(made)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def parts(sheet: str) -> dict[str, str | bytes]:
    """The parts of a small workbook with this XML as its sheet."""
    return {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{RELS}"><Relationship Id="a" Type="{KINDS}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{KINDS}"><sheets>'
        '<sheet name="One" sheetId="1" r:id="a"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELS}"><Relationship Id="a" Type="{KINDS}/worksheet" '
        f'Target="worksheets/sheet1.xml"/><Relationship Id="b" Type="{KINDS}/sharedStrings" '
        'Target="sharedStrings.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet,
    }


def packed(contents: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Parts as a packed file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, text in contents.items():
            archive.writestr(name, text)
    return stream.getvalue()


def sheet_of(*rows: str, before: str = "") -> str:
    """The XML of a sheet from the XML of its rows."""
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{"".join(rows)}</sheetData></worksheet>'


def typed(*cells: str) -> str:
    """The XML of a row of texts."""
    return "<row>" + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in cells) + "</row>"
