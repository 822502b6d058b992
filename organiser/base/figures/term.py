"""The line of a term: how much of it has passed, and where the handover lies."""

from dataclasses import dataclass
from datetime import date

from organiser.base.figures.percent import FULL, hundredths, percent

END_MARK = 100


@dataclass(frozen=True, slots=True)
class TermLine:
    """What `base/parts/termline.html` draws, in hundredths of a percent."""

    past: int
    handover: int

    @property
    def past_width(self) -> str:
        """How much has passed, for SVG."""
        return percent(self.past)

    @property
    def handover_x(self) -> str:
        """Where the handover begins, for SVG."""
        return percent(self.handover)

    @property
    def handover_width(self) -> str:
        """How wide the handover is, for SVG."""
        return percent(FULL - self.handover)


def term_line(start: date, end: date, today: date, handover: date | None = None) -> TermLine:
    """Lay out a term.

    Args:
        start: its first day.
        end: its last day.
        today: the day it is looked at; before the start nothing has passed, after the end everything.
        handover: when the handover begins; when left out, only the end is marked.

    Raises:
        ValueError: when it ends before it starts.
    """
    if end < start:
        raise ValueError("A term ends on the day it starts or later.")
    days = (end - start).days + 1

    def place(day: date) -> int:
        return hundredths(min(max((day - start).days, 0), days), days)

    edge = FULL - END_MARK
    return TermLine(place(today), edge if handover is None else min(place(handover), edge))
