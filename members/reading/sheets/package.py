"""The packed file that a workbook is: opened only after its directory shows that it stays within bounds."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from members.reading.problems import UnreadableFile

MOST_PARTS = 1000
MEGABYTE = 1_000_000
MOST_UNPACKED = 250 * MEGABYTE
MOST_STRINGS = 80 * MEGABYTE
MOST_OTHER = 5 * MEGABYTE
TIGHTEST, TIGHT_FROM = 200, 10 * MEGABYTE
STRINGS, SHEETS, PICTURES = "xl/sharedstrings.xml", "xl/worksheets/", "xl/media/"


class Package:
    """The parts of a workbook by their names, whatever their case."""

    def __init__(self, archive: ZipFile) -> None:
        """Look at the directory alone. Raises `UnreadableFile`: `workbook_bomb`, `workbook_protected`."""
        self._archive = archive
        infos = archive.infolist()
        _demand_bounds(infos)
        self._infos = {info.filename.casefold(): info for info in infos}

    def has(self, name: str) -> bool:
        """Whether there is a part of that name."""
        return name.casefold() in self._infos

    def names(self) -> list[str]:
        """The names of all parts, in lower case."""
        return list(self._infos)

    @contextmanager
    def part(self, name: str) -> Iterator[IO[bytes]]:
        """One part, unpacked as it is read; never more of it than the directory says."""
        info = self._infos.get(name.casefold())
        if info is None:
            raise damaged_workbook()
        try:
            with self._archive.open(info) as stream:
                yield stream
        except (BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, zlib.error) as error:
            raise damaged_workbook() from error


@contextmanager
def unpacked(stream: BinaryIO) -> Iterator[Package]:
    """The package in a stream that can go back. Raises `UnreadableFile`, `damaged_workbook` as well."""
    try:
        archive = ZipFile(stream)
    except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise damaged_workbook() from error
    with archive:
        yield Package(archive)


def _demand_bounds(infos: list[ZipInfo]) -> None:
    if len(infos) > MOST_PARTS:
        raise bomb(f"it has more than {MOST_PARTS:,} parts")
    if any(info.flag_bits & 1 for info in infos):
        raise protected()
    whole = sum(info.file_size for info in infos)
    if whole > MOST_UNPACKED:
        raise bomb(f"unpacked it would have more than {MOST_UNPACKED // MEGABYTE} MB")
    if any(info.compress_type not in {ZIP_STORED, ZIP_DEFLATED} for info in infos):
        raise damaged_workbook()
    for info in infos:
        if info.file_size > _most(info.filename.casefold()):
            raise bomb("one of its parts is far larger than in any register")
        if info.file_size > TIGHT_FROM and info.file_size > info.compress_size * TIGHTEST:
            raise bomb("one of its parts is packed far more tightly than any register")


def _most(name: str) -> int:
    if name.startswith(SHEETS):
        return MOST_UNPACKED
    if name == STRINGS:
        return MOST_STRINGS
    return MOST_UNPACKED if name.startswith(PICTURES) else MOST_OTHER


def damaged_workbook() -> UnreadableFile:
    """The refusal of a workbook that breaks off or does not hold together."""
    sentence = "This workbook is damaged. Open it in a spreadsheet program, save it as XLSX once more and choose that."
    return UnreadableFile(sentence, "damaged_workbook")


def protected() -> UnreadableFile:
    """The refusal of a workbook that only opens with a password."""
    sentence = (
        "This workbook is protected by a password. Open it, save it without one, or as CSV, and choose that file."
    )
    return UnreadableFile(sentence, "workbook_protected")


def bomb(why: str) -> UnreadableFile:
    """The refusal of a workbook that would fill the machine."""
    sentence = f"This workbook is not read: {why}. Copy the table into a new workbook, or save it as CSV."
    return UnreadableFile(sentence, "workbook_bomb")
