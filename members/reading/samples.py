"""A few cells by which a person sees whether the encoding is right."""

from members.reading.fields import NAMES
from members.reading.problems import Column, Sample

_MOST, _AT_LEAST = 3, 2
_LONGEST = 60


class Samples:
    """Keeps cells with letters beyond those of English: names first, and each with letters that the others lack.

    They are kept as they were read, before they are cleaned, so that other encodings can be tried on them.
    """

    def __init__(self, columns: list[Column]) -> None:
        """Look into the columns that are read."""
        self._places = [(place, column) for place, column in enumerate(columns) if column.field]
        self._names = _Few()
        self._others = _Few()

    def look(self, row: int, cells: list[str]) -> None:
        """Look at the cells of one row."""
        for place, column in self._places:
            few = self._names if column.field in NAMES else self._others
            if place < len(cells) and not cells[place].isascii() and not few.enough():
                few.look(row, column.heading, cells[place])

    def found(self) -> list[Sample]:
        """Three cells at most."""
        return (self._names.kept + self._others.kept)[:_MOST]


class _Few:
    """Up to three different cells of one kind; the third only for letters that the first two do not have."""

    def __init__(self) -> None:
        self.kept: list[Sample] = []
        self._letters: set[str] = set()

    def enough(self) -> bool:
        return len(self.kept) == _MOST

    def look(self, row: int, column: str, cell: str) -> None:
        text = cell.strip(" \t\r\n")[:_LONGEST]
        letters = {letter for letter in text if not letter.isascii()}
        fresh = letters - self._letters or (len(self.kept) < _AT_LEAST and all(text != each.text for each in self.kept))
        if fresh and letters and "\x00" not in text:
            self._letters |= letters
            self.kept.append(Sample(row, column, text))
