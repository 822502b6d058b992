"""Names the kind of a file that is not text, so that the refusal can say what was chosen instead of a table."""

from collections.abc import Collection
from typing import BinaryIO

from members.reading.problems import UnreadableFile
from members.reading.sheets.package import protected

SAVE_AS = "Save the table as XLSX or CSV and choose that file."
SAVE_SHEET_AS = "Open it, save it as XLSX or as CSV (UTF-8) and choose that file."

_PICTURES = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
)
_DOCUMENTS = (
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "a text document (RTF)"),
    (b"\x1f\x8b", "a packed file (GZIP)"),
    (b"7z\xbc\xaf\x27\x1c", "a packed file (7z)"),
    (b"Rar!\x1a\x07", "a packed file (RAR)"),
    (b"SQLite format 3\x00", "a database (SQLite)"),
)
_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WEB_PAGE = (b"<!doctype html", b"<html")
_HEIF_BRANDS = (b"heic", b"heix", b"mif1", b"avif")


def refuse_other_kinds(head: bytes) -> None:
    """Refuse pictures, documents, packed files and workbooks by how they begin.

    `head` is the beginning of the file, a few thousand bytes. Raises `UnreadableFile` with code `not_a_table`, or
    `workbook` for a spreadsheet that only has to be saved differently.
    """
    picture = _picture(head)
    if picture:
        raise _refusal(f"This is a picture ({picture}), not a table. {SAVE_AS}")
    for start, kind in _DOCUMENTS:
        if head.startswith(start):
            raise _refusal(f"This is {kind}, not a table. {SAVE_AS}")
    if head.startswith(_OLD_OFFICE):
        if _ENCRYPTED in head:
            raise protected()
        sentence = (
            "This is an old Excel or Word file (XLS or DOC), or a workbook with a password. Open it, save it as XLSX"
            " without a password (or as CSV) and choose that file."
        )
        raise _refusal(sentence, "workbook")
    if head.removeprefix(b"\xef\xbb\xbf").lstrip()[:14].lower().startswith(_WEB_PAGE):
        raise _refusal(f"This is a web page (HTML), not a table. {SAVE_SHEET_AS}")


def is_package(stream: BinaryIO) -> bool:
    """Whether a file is packed, as workbooks are. The stream stays where it was."""
    start = stream.tell()
    head = stream.read(len(_ZIP))
    stream.seek(start)
    return head == _ZIP


def refuse_other_packages(names: Collection[str]) -> None:
    """Refuse what is packed and no workbook that we read, by the names of its parts in lower case.

    Raises `UnreadableFile` with code `not_a_table`, or `workbook` as above.
    """
    if "[content_types].xml" in names:
        if "xl/workbook.bin" in names:
            raise _refusal(f"This is a binary Excel workbook (XLSB), which we cannot read. {SAVE_SHEET_AS}", "workbook")
        if any(name.startswith("xl/") for name in names):
            return
        raise _refusal(f"This is a text document or slides, not a table. {SAVE_AS}")
    if "content.xml" in names and "mimetype" in names:
        sentence = f"This is a LibreOffice document (ODS or ODT), which we cannot read. {SAVE_SHEET_AS}"
        raise _refusal(sentence, "workbook")
    raise _refusal(f"This is a packed file (ZIP), not a table. Unpack it, or: {SAVE_AS[0].lower()}{SAVE_AS[1:]}")


def refuse_null_bytes(heading: str) -> None:
    """Refuse a file whose first row holds null bytes, which no text has. Raises `UnreadableFile`, code `not_text`."""
    if "\x00" in heading:
        sentence = f"This file is not text: its first row holds null bytes. {SAVE_AS}"
        raise UnreadableFile(sentence, "not_text")


def _picture(head: bytes) -> str:
    for start, name in _PICTURES:
        if head.startswith(start):
            return name
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "WebP"
    if head[4:8] == b"ftyp" and head[8:12] in _HEIF_BRANDS:
        return "HEIF"
    return ""


def _refusal(sentence: str, code: str = "not_a_table") -> UnreadableFile:
    return UnreadableFile(sentence, code)
