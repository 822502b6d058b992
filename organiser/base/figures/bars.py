"""Bars of several numbers per name, one below the other, with one line for what was needed: rounds of a count."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from organiser.base.figures.percent import hundredths, percent

BAR, STEP = 9, 13


@dataclass(frozen=True, slots=True)
class Row:
    """What one row says: a name, a note below it, and its numbers from the first on."""

    name: str
    note: str
    values: tuple[int | Fraction, ...]
    strong: bool = True


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its height in the row in pixels, its length in hundredths of a percent."""

    y: int
    length: int

    @property
    def width(self) -> str:
        """How long it is, for SVG."""
        return percent(self.length)


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """A row with its bars."""

    row: Row
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """What `base/parts/bars.html` draws. `height` is that of every row, in pixels."""

    rows: tuple[DrawnRow, ...]
    height: int
    mark: int | None

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self.rows

    @property
    def mark_x(self) -> str:
        """Where the line of what was needed stands, for SVG; empty when there is none."""
        return "" if self.mark is None else percent(self.mark)

    @property
    def mark_end(self) -> int:
        """Where that line ends, a little below the last bar."""
        return self.height + 8


def bars(rows: Sequence[Row], mark: int | Fraction | None = None) -> Bars:
    """Lay out rows of bars on one scale that starts at zero.

    Args:
        rows: in the order they are shown; none give an empty figure.
        mark: the number that was needed, None for none.

    Raises:
        ValueError: when a number is below zero.
    """
    numbers = [value for row in rows for value in row.values]
    if min([*numbers, mark or 0]) < 0:
        raise ValueError("Only numbers from zero up can be drawn.")
    # Eight percent stay free at the right, so that the longest bar is seen to end.
    frame = Fraction(max([*numbers, mark or 0])) * 100 / 92
    drawn = tuple(
        DrawnRow(row, tuple(Bar(place * STEP, hundredths(value, frame)) for place, value in enumerate(row.values)))
        for row in rows
    )
    most = max((len(row.values) for row in rows), default=0)
    height = most * STEP - (STEP - BAR) if most else 0
    return Bars(drawn, height, None if mark is None or not frame else hundredths(mark, frame))
