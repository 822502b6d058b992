"""Paper: A4 pages with a face that has the letters of Latin, Greek and Cyrillic.

Right-to-left scripts are not set: their letters would stand in the wrong order. docs/guides says so.
"""

import logging
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import segno
from fpdf import FPDF

from organiser.base import clock

FACES = Path(__file__).resolve().parents[2] / "organiser/base/static/vendor/dejavu-2.37.3"
FACE = "paper"
# What it logs are letters of names that the face lacks, and counts of glyphs.
logging.getLogger("fpdf").setLevel(logging.ERROR)
logging.getLogger("fontTools").setLevel(logging.ERROR)


class Paper(FPDF):
    """A document of A4 pages in millimetres. It says nothing of who made it, and the time only to the day."""

    def __init__(self) -> None:
        super().__init__(unit="mm", format="A4")
        self.add_font(FACE, "", FACES / "DejaVuSans.ttf")
        self.add_font(FACE, "B", FACES / "DejaVuSans-Bold.ttf")
        self.set_margins(0, 0, 0)
        self.set_auto_page_break(auto=False)
        self.c_margin = 0
        today = clock.today()
        self.set_creation_date(datetime(today.year, today.month, today.day, tzinfo=UTC))
        self.set_producer("Organiser")

    def lines_of(self, text: str, width: float) -> list[str]:
        """The text broken into lines of this width, in the face that is set."""
        if not text:
            return []
        broken: list[str] = self.multi_cell(width, 1, text, dry_run=True, output="LINES", align="L")
        return broken

    def fitted(
        self, texts: Sequence[str], width: float, height: float, sizes: Sequence[float]
    ) -> tuple[float, list[str]]:
        """The largest of these sizes in which all lines stand in the box, and the lines; in the last one it is cut."""
        lines: list[str] = []
        for size in sizes:
            self.set_font(FACE, "", size)
            lines = [line for text in texts for line in self.lines_of(text, width)]
            if len(lines) * self.leading(size) <= height:
                return size, lines
        return sizes[-1], lines[: int(height / self.leading(sizes[-1]))]

    @staticmethod
    def leading(size: float) -> float:
        """The height of a line in millimetres."""
        return size * 0.3528 * 1.25

    def put(self, x: float, y: float, lines: Sequence[str], size: float, style: str = "") -> float:
        """Write lines from a corner downwards; gives where the next one would stand."""
        self.set_font(FACE, style, size)
        for line in lines:
            self.text(x, y + size * 0.3528 * 0.95, line)
            y += self.leading(size)
        return y

    def qr(self, x: float, y: float, side: float, content: str) -> None:
        """A QR code of a link; dark squares of one row are one box, so that no hair lines show between them."""
        rows = [bytes(row) for row in segno.make(content, micro=False, error="m").matrix]
        unit = side / len(rows)
        self.set_fill_color(0)
        for down, row in enumerate(rows):
            begins = None
            for across, dark in enumerate([*row, 0]):
                if dark and begins is None:
                    begins = across
                elif not dark and begins is not None:
                    self.rect(x + begins * unit, y + down * unit, (across - begins) * unit, unit, style="F")
                    begins = None

    def written(self) -> bytes:
        """The file."""
        return bytes(self.output())
