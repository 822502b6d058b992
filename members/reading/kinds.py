"""Names the kind of a file that is not text, so that the refusal can say what was chosen instead of a table."""

from members.reading.problems import UnreadableFile

SAVE_AS = "Save the table as CSV and choose that file."
SAVE_SHEET_AS = "Open it, save the sheet as CSV (UTF-8) and choose that file."

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
        sentence = f"This is an old Excel or Word file (XLS or DOC), not a CSV file. {SAVE_SHEET_AS}"
        raise _refusal(sentence, "workbook")
    if head.startswith(_ZIP):
        raise _zip_refusal(head)
    if head.removeprefix(b"\xef\xbb\xbf").lstrip()[:14].lower().startswith(_WEB_PAGE):
        raise _refusal(f"This is a web page (HTML), not a CSV file. {SAVE_SHEET_AS}")


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


def _zip_refusal(head: bytes) -> UnreadableFile:
    if b"opendocument.spreadsheet" in head:
        return _refusal(f"This is a LibreOffice workbook (ODS), not a CSV file. {SAVE_SHEET_AS}", "workbook")
    if b"[Content_Types].xml" in head or b"xl/" in head:
        return _refusal(f"This is an Excel workbook (XLSX), not a CSV file. {SAVE_SHEET_AS}", "workbook")
    return _refusal(f"This is a packed file (ZIP), not a table. Unpack it, or: {SAVE_AS[0].lower()}{SAVE_AS[1:]}")


def _refusal(sentence: str, code: str = "not_a_table") -> UnreadableFile:
    return UnreadableFile(sentence, code)
