"""The bar of a vote: for, against, abstentions, and the line of what was needed."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from organiser.base.figures.percent import FULL, hundredths, percent

VOTES = ("for,for", "against,against", "abstention,abstentions")


@dataclass(frozen=True, slots=True)
class Stretch:
    """One part of the bar, in hundredths of a percent; `x` and `width` say it for SVG."""

    start: int
    length: int

    @property
    def x(self) -> str:
        """Where it begins, for SVG."""
        return percent(self.start)

    @property
    def width(self) -> str:
        """How wide it is, for SVG."""
        return percent(self.length)


@dataclass(frozen=True, slots=True)
class TallyBar:
    """What `base/parts/tally.html` draws: the numbers and their places."""

    for_: int
    against: int
    abstain: int
    needed: int | None
    for_part: Stretch
    against_part: Stretch
    abstain_part: Stretch
    mark: int | None
    words: tuple[str, ...] = VOTES

    @property
    def names(self) -> list[str]:
        """What the three are called, each as its number wants it."""
        numbers = zip(self.words, (self.for_, self.against, self.abstain), strict=True)
        return [words.split(",")[number != 1] for words, number in numbers]

    @property
    def needed_x(self) -> str:
        """Where the line of what was needed stands, for SVG; empty when there is none."""
        return "" if self.mark is None else percent(self.mark)

    @property
    def empty(self) -> bool:
        """Whether nobody voted."""
        return not (self.for_ or self.against or self.abstain)


def tally_bar(
    for_: int, against: int, abstain: int, needed: int | None = None, *, words: Sequence[str] = VOTES
) -> TallyBar:
    """Lay out the bar of a vote.

    The frame is as wide as all votes, or as what was needed where that is more: then the bar falls short of the line.

    Args:
        for_: votes for.
        against: votes against.
        abstain: abstentions.
        needed: votes for that were needed, None where no number can be given.
        words: what the three are called, each for one and for several.

    Raises:
        ValueError: when a number is below zero.
    """
    if min(for_, against, abstain, needed or 0) < 0:
        raise ValueError("Votes are counted from zero up.")
    frame = max(for_ + against + abstain, needed or 0)
    # Borders are rounded, not widths: so the parts always touch and never overlap.
    borders = [hundredths(sum((for_, against, abstain)[:place]), frame) for place in range(4)]
    parts = [Stretch(start, end - start) for start, end in pairwise(borders)]
    mark = None if needed is None or not frame else min(hundredths(needed, frame), FULL)
    return TallyBar(for_, against, abstain, needed, parts[0], parts[1], parts[2], mark, tuple(words))
