"""A line over time, with the quorum beside it: how many of us came."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count, pairwise

from organiser.base.figures.percent import percent

# The frame, as drawn by `base/parts/plot.html`: x in hundredths of a percent, y in tenths of a pixel.
LEFT, RIGHT = 800, 9600
TOP, BASE = 160, 2400
TICKS = 5
DATE_LABELS = 4
# Across, so much must lie between two numbers, or the second is left out.
ROOM = 700


@dataclass(frozen=True, slots=True)
class Dot:
    """One point: what it stands for and where. `name_anchor` is empty where its name would not fit below."""

    name: str
    value: int
    across: int
    down: int
    quorum: int | None
    named: bool
    name_anchor: str
    label_down: int | None

    @property
    def x(self) -> str:
        """Across, for SVG."""
        return percent(self.across)

    @property
    def y(self) -> str:
        """Down, for SVG."""
        return pixels(self.down)

    @property
    def label_y(self) -> str:
        """Where its number stands, for SVG; empty when it bears none."""
        return "" if self.label_down is None else pixels(self.label_down)


@dataclass(frozen=True, slots=True)
class Tick:
    """A value on the scale and its height."""

    value: int
    down: int

    @property
    def y(self) -> str:
        """Height of the hairline, for SVG."""
        return pixels(self.down)

    @property
    def text_y(self) -> str:
        """Base line of the number beside it, for SVG."""
        return pixels(self.down + 40)


@dataclass(frozen=True, slots=True)
class LinePlot:
    """What `base/parts/plot.html` draws."""

    dots: tuple[Dot, ...]
    ticks: tuple[Tick, ...]
    quorum: Tick | None

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self.dots

    @property
    def steps(self) -> tuple[tuple[Dot, Dot], ...]:
        """The pieces of the line, from dot to dot."""
        return tuple(pairwise(self.dots))

    @property
    def quorum_text_y(self) -> str:
        """Base line of the word at the quorum, below its line, or above where the frame ends."""
        if self.quorum is None:
            return ""
        below = self.quorum.down + 170
        return pixels(below if below < BASE else self.quorum.down - 70)


def pixels(tenths: int) -> str:
    """Write tenths of a pixel for SVG."""
    return f"{tenths // 10}.{tenths % 10}"


def line_plot(
    points: Sequence[tuple[str, int]], quorum: int | None = None, quorums: Sequence[int | None] = ()
) -> LinePlot:
    """Lay out a line over time, starting at zero.

    The first, the last, the highest and the lowest point bear their number; at most four bear their name.

    Args:
        points: name and value in the order of time; none give an empty plot.
        quorum: drawn as a line across, None for none.
        quorums: what was needed at each point, for the table; without them `quorum` at all of them.

    Raises:
        ValueError: when a value is below zero.
    """
    values = [value for _, value in points]
    if min([*values, quorum or 0]) < 0:
        raise ValueError("Only numbers from zero up can be drawn.")
    if not points:
        return LinePlot((), (), None)
    step, ceiling = _scale(max([*values, quorum or 0]))

    def height(value: int) -> int:
        return BASE - (value * (BASE - TOP) * 2 + ceiling) // (ceiling * 2)

    last = len(points) - 1
    labelled = _labelled(values)
    named = {place * last // (DATE_LABELS - 1) for place in range(DATE_LABELS)}
    low = values.index(min(values)) if last else -1
    dots = []
    for place, (name, value) in enumerate(points):
        across = LEFT + (RIGHT - LEFT) * place // last if last else (LEFT + RIGHT) // 2
        down = height(value)
        below = place == low and down + 220 < BASE
        label = None if place not in labelled else down + (220 if below else -130)
        anchor = "middle" if 0 < place < last or not last else "end" if place else "start"
        needed = quorums[place] if quorums else quorum
        dots.append(Dot(name, value, across, down, needed, place in named, anchor, label))
    ticks = tuple(Tick(value, height(value)) for value in range(step, ceiling + 1, step))
    return LinePlot(tuple(dots), ticks, None if quorum is None else Tick(quorum, height(quorum)))


def _scale(highest: int) -> tuple[int, int]:
    """The round step of the scale (1, 2, 5, 10, 20 …) and its upper end, so that at most five hairlines are drawn."""
    step = next(step for power in count() for factor in (1, 2, 5) if (step := factor * 10**power) * TICKS >= highest)
    half = step if step % 2 else step // 2
    return step, max(-(-highest // half) * half, 1)


def _labelled(values: Sequence[int]) -> set[int]:
    """Which points bear their number: the first, the last, the lowest and the highest, where there is room."""
    last = len(values) - 1
    chosen: list[int] = []
    for place in (0, last, values.index(min(values)), values.index(max(values))):
        if all((RIGHT - LEFT) * abs(place - other) // last >= ROOM for other in chosen if place != other):
            chosen.append(place)
    return set(chosen)
