"""Text in pieces to lines as the csv module wants them, with a bound on what one row may hold in memory."""

import io
from collections import deque
from collections.abc import Iterable, Iterator

from members.reading.problems import UnreadableFile

LONGEST_ROW = 1 << 20


class Lines(Iterator[str]):
    """The lines of a text, each with its ending (CRLF, LF or CR), which can be looked at before they are taken.

    `ended` turns true when a reader asks for a line after the last one. A row that is handed out while `ended` is true
    was therefore still open when the file stopped: a quotation mark in it is never closed.
    Raises `UnreadableFile`, code `row_too_long`, when the lines taken since `row_done` grow beyond `LONGEST_ROW`.
    """

    def __init__(self, pieces: Iterable[str]) -> None:
        """Take the text from `pieces`, a little at a time."""
        self.ended = False
        self._lines = _split(pieces)
        self._waiting: deque[str] = deque()
        self._taken = 0

    def __next__(self) -> str:
        """The next line."""
        line = self._waiting.popleft() if self._waiting else next(self._lines, None)
        if line is None:
            self.ended = True
            raise StopIteration
        self._taken += len(line)
        if self._taken > LONGEST_ROW:
            raise too_long()
        return line

    def row_done(self) -> None:
        """Say that the lines so far made up a whole row."""
        self._taken = 0

    def peek(self, count: int) -> list[str]:
        """Up to `count` lines from here on, which are still to be taken afterwards."""
        length = 0
        while len(self._waiting) < count and length <= LONGEST_ROW:
            line = next(self._lines, None)
            if line is None:
                break
            length += len(line)
            self._waiting.append(line)
        return list(self._waiting)[:count]


def _split(pieces: Iterable[str]) -> Iterator[str]:
    rest = ""
    for piece in pieces:
        text = rest + piece
        # The last character is held back: a CR there may be the first half of a CRLF.
        cut = max(text.rfind("\n"), text.rfind("\r", 0, -1)) + 1
        yield from io.StringIO(text[:cut], newline="")
        rest = text[cut:]
        if len(rest) > LONGEST_ROW:
            raise too_long()
    yield from io.StringIO(rest, newline="")


def too_long() -> UnreadableFile:
    """The refusal of a row that would fill the memory."""
    sentence = (
        f"One row of this file has more than {LONGEST_ROW:,} characters. It is no table of people, or a quotation mark"
        " is opened and never closed. Put the row right and choose the file again."
    )
    return UnreadableFile(sentence, "row_too_long")
