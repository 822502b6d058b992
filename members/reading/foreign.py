"""Cells that are not UTF-8 in a file that otherwise is: rows of an older table that somebody pasted into it.

The decoder marks their bytes (Python's `surrogateescape`); here they become letters again before anybody sees them.
"""

import re
from collections.abc import Iterable, Iterator

from members.reading.encodings import WINDOWS_SPARING
from members.reading.marks import Broken, Foreign, not_utf8

_MARKED = re.compile("[\udc80-\udcff]")
_LONGEST = 1 << 20
_SHOWN = 8


class LineKinds:
    """How many lines with letters beyond those of English are UTF-8, and how many are not."""

    def __init__(self) -> None:
        """Begin with no line."""
        self._rest = b""
        self._fitting = self._others = 0

    def feed(self, piece: bytes) -> None:
        """Take the next bytes into account."""
        *lines, self._rest = (self._rest + piece).replace(b"\r", b"\n").split(b"\n")
        for line in lines:
            self._count(line)
        if len(self._rest) > _LONGEST:
            self._rest = b""

    def mostly_utf8(self) -> bool:
        """Whether the file is UTF-8 but for some lines, once all bytes were fed; that is no chance."""
        self._count(self._rest)
        self._rest = b""
        return 0 < self._fitting >= self._others

    def _count(self, line: bytes) -> None:
        if line.isascii():
            return
        try:
            line.decode()
        except UnicodeDecodeError:
            self._others += 1
        else:
            self._fitting += 1


class Restored:
    """Rows in which marked bytes are letters again; knows in which rows there were any.

    Where UTF-8 was `chosen` such a cell is refused, else it is read as Windows-1252 and said.
    """

    def __init__(self, rows: Iterable[tuple[int, list[str]]], *, chosen: bool) -> None:
        """Go through these rows."""
        self.found: list[int] = []
        self._rows = rows
        self._chosen = chosen

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        """Each row with its number."""
        for number, cells in self._rows:
            if any(not cell.isascii() and _MARKED.search(cell) for cell in cells):
                self.found.append(number)
                yield number, [self._cell(cell) for cell in cells]
            else:
                yield number, cells

    def notes(self) -> list[str]:
        """A sentence that names the rows."""
        if not self.found:
            return []
        shown = ", ".join(map(str, self.found[:_SHOWN]))
        more = f" and {len(self.found) - _SHOWN:,} more" if len(self.found) > _SHOWN else ""
        one = len(self.found) == 1
        which = f"Row {shown} is" if one else f"Rows {shown}{more} are"
        if self._chosen:
            return [f"{which} not UTF-8, as it was chosen. Choose another encoding, or let us find out."]
        return [f"{which} not UTF-8 like the rest of the file and {'was' if one else 'were'} read as Windows-1252."]

    def _cell(self, cell: str) -> str:
        if not _MARKED.search(cell):
            return cell
        text = restored(cell)
        return Broken(text, not_utf8(text)) if self._chosen else Foreign(text)


def restored(text: str) -> str:
    """The text with its marked bytes read as Windows-1252, and so all else in that cell."""
    if text.isascii() or not _MARKED.search(text):
        return text
    return "".join(WINDOWS_SPARING.letters[byte] for byte in text.encode("utf-8", "surrogateescape"))
