"""Files that somebody made to do harm, or that years of copying have spoilt: refused in plain words, soon, and whole.

Each is generated here. What the reader says of each kind stands in `tests/members/reading`; here the whole way is gone,
at once and beside the server.
"""

from collections.abc import Callable, Iterator
from time import perf_counter

import pytest
from django.core.management import call_command

from members.actions.import_staging import stage_import
from members.enums import ImportStatus
from members.models import ImportBatch, ImportRow, Person
from members.reading.sheets import grid, parts
from organiser.base.errors import Invalid
from tests.books import MAIN, book, packed, sheet_of, typed
from tests.books import parts as parts_of
from tests.helpers import refuses, stage

LONGEST = 5  # seconds, on a machine on which others work too
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def shared(texts: str) -> bytes:
    """A workbook whose shared texts are given as XML."""
    found = parts_of(sheet_of(typed("Name"), typed("Ute Kern")))
    found["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{texts}</sst>'
    return packed(found)


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "one line of 50 MB": (lambda: b"Name\n" + b"x" * 50_000_000, "row_too_long"),
    "headings of 50 MB": (lambda: b"Name;" * 10_000_000, "row_too_long"),
    "a quotation mark never closed, before much": (lambda: b'Name\n"Ute\n' + b"Bo;x\n" * 500_000, "open_quotation"),
    "a quotation mark never closed, before little": (lambda: b'Name\n"Ute\nBo\n', "open_quotation"),
    "null bytes": (lambda: b"\x00" * 100_000, "empty"),
    "null bytes in the headings": (lambda: b"Na\x00me\nUte\n", "not_text"),
    "16,384 columns": (lambda: b";".join(b"Name%d" % n for n in range(16_384)) + b"\nUte\n", "too_many_columns"),
    "a million columns": (lambda: b"Name" + b";" * 1_000_000 + b"\nUte\n", "too_many_columns"),
    "broken off in a letter, with a mark": (lambda: "\ufeffName\nZoë".encode()[:-1], "damaged_text"),
    "UTF-16 broken off": (lambda: "Name\nZoë\n".encode("utf-16")[:-1], "damaged_text"),
    "UTF-8 by its mark and another encoding below": (lambda: b"\xef\xbb\xbfName\nZo\xeb\nZo\xeb\n", "damaged_text"),
    "a packed file that is no workbook": (lambda: packed({"photo.jpg": "x"}), "not_a_table"),
    "a packed file that is only its first bytes": (lambda: b"PK\x03\x04" + b"\x00" * 1000, "damaged_workbook"),
    "an old workbook (XLS)": (lambda: OLD_OFFICE + b"\x00" * 4000, "workbook"),
    "a workbook with a password": (
        lambda: OLD_OFFICE + b"\x00" * 500 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 500,
        "workbook_protected",
    ),
    "a sheet of LibreOffice (ODS)": (lambda: packed({"mimetype": "x", "content.xml": "x"}), "workbook"),
    "a bomb by its ratio": (lambda: packed(parts_of(sheet_of(typed("Name")) + " " * 30_000_000)), "workbook_bomb"),
    "a bomb of entities": (
        lambda: packed(parts_of('<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>' + sheet_of(typed("Name")))),
        "workbook_entities",
    ),
    "a sheet with a million columns": (
        lambda: packed(parts_of(sheet_of(typed("Name"), "<row>" + "<c/>" * 1_000_000 + "</row>"))), "damaged_workbook",
    ),
    "a text in the sheet of 2 MB": (
        lambda: packed(parts_of(sheet_of(typed("Name"), typed("x" * 2_000_000)))), "row_too_long",
    ),
    "a shared text of 2 MB": (lambda: shared("<si><t>" + "x" * 2_000_000 + "</t></si>"), "row_too_long"),
    "tags nested without end": (lambda: packed(parts_of("<a>" * 300_000)), "damaged_workbook"),
}  # fmt: skip


@pytest.mark.parametrize("kind", REFUSED)
def test_file_is_refused_soon_and_leaves_nothing(harbour, kind, tmp_path, settings):
    settings.UPLOAD_DIR = tmp_path / "uploads"
    make, code = REFUSED[kind]
    raw = make()
    begun = perf_counter()
    with refuses(Invalid, code):
        stage(harbour.secretary, harbour.body("North"), raw)
    assert perf_counter() - begun < LONGEST
    assert (ImportBatch.objects.count(), ImportRow.objects.count()) == (0, 0)
    assert not settings.UPLOAD_DIR.exists() or not any(settings.UPLOAD_DIR.iterdir())


def test_texts_without_end_are_refused(harbour, monkeypatch):
    monkeypatch.setattr(parts, "MOST_TEXTS", 1000)
    with refuses(Invalid, "workbook_bomb"):
        stage(harbour.secretary, harbour.body("North"), shared("<si><t>x</t></si>" * 1001))


def test_cells_without_end_that_hold_nothing_are_refused(harbour, monkeypatch):
    monkeypatch.setattr(grid, "LONGEST_IDLE", 1000)
    empty = packed(parts_of(sheet_of("<row><c/><c/></row>" * 1000, typed("Name"))))
    with refuses(Invalid, "workbook_bomb"):
        stage(harbour.secretary, harbour.body("North"), empty)


class Endless:
    """An upload of 201 MB that says it has one."""

    def __init__(self) -> None:
        self.left = 201 * 2**20

    def read(self, size: int = -1) -> bytes:
        piece = min(self.left, size if size >= 0 else self.left)
        self.left -= piece
        return b"x" * piece

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return 0


def test_more_than_two_hundred_megabytes_are_refused_whatever_the_upload_claims(harbour):
    begun = perf_counter()
    with refuses(Invalid, "too_large"):
        stage_import(harbour.secretary, body=harbour.body("North"), stream=Endless(), size=1000, filename="r.csv")
    assert perf_counter() - begun < LONGEST


LINES = (
    "Name;E-mail;Remarks\r\nUte Kern;ute@example.org;=1+1\nBo\r\n\r\n;;\rIna Falk;ina@example.org;a;b;c\nZoë Lind;;\n"
)
LAID_OUT = [(2, "create"), (3, "create"), (6, "error"), (7, "create")]


TAKEN: dict[str, tuple[Callable[[], bytes], list[tuple[int, str]]]] = {
    "mixed line ends, short and long rows": (LINES.encode, LAID_OUT),
    "UTF-16 with its mark": (lambda: LINES.encode("utf-16"), LAID_OUT),
    "UTF-8 and Windows in one file": (
        lambda: LINES.encode() + "José;;\n".encode("latin-1"), [*LAID_OUT, (8, "create")],
    ),
    "broken off in a letter, without a mark": (lambda: "Name\nUte\nZoë".encode()[:-1], [(2, "create"), (3, "create")]),
    "null bytes in a cell": (lambda: b"Name\nUte\nB\x00o\n", [(2, "create"), (3, "error")]),
    "a formula without a value": (
        lambda: packed(parts_of(sheet_of(typed("Name"), "<row><c><f>A1</f></c></row>", typed("Bo")))),
        [(2, "error"), (3, "create")],
    ),
    "a workbook called CSV": (lambda: book(["Name"], ["Ute Kern"]), [(2, "create")]),
}  # fmt: skip


def laid_out(batch: ImportBatch) -> list[tuple[int, str]]:
    return list(batch.rows.order_by("number").values_list("number", "outcome"))


@pytest.mark.parametrize("at_once", [100, 0], ids=["at once", "beside the server"])
@pytest.mark.parametrize("kind", TAKEN)
def test_spoilt_file_is_taken_as_far_as_it_can_be_understood(harbour, kind, at_once, settings, tmp_path):
    settings.IMPORT_AT_ONCE, settings.UPLOAD_DIR = at_once, tmp_path / "uploads"
    make, expected = TAKEN[kind]
    batch = stage(harbour.secretary, harbour.body("North"), make())
    call_command("work", once=True)
    batch.refresh_from_db()
    assert (batch.status, laid_out(batch)) == (ImportStatus.STAGED, expected)
    assert Person.objects.filter(name__in=["Ute Kern", "Bo"]).count() == 0


def rows_of(many: int) -> Iterator[bytes]:
    yield b"Name\n"
    for number in range(many):
        yield b"Ada Lind%d\n" % number


def test_more_rows_than_the_limit_are_refused_at_once_and_not_beside_the_server(harbour, settings, tmp_path):
    settings.IMPORT_AT_ONCE, settings.IMPORT_MAX_ROWS, settings.UPLOAD_DIR = 10, 2500, tmp_path / "uploads"
    with refuses(Invalid, "too_many_rows", "This file has more than 2,500 people. Split the table into several files."):
        stage(harbour.secretary, harbour.body("North"), b"".join(rows_of(2501)))
    assert stage(harbour.secretary, harbour.body("North"), b"".join(rows_of(2500))).status == ImportStatus.READING
