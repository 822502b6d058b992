"""Points: everybody shares a number of them out (cumulative), or gives each option up to so many (score).

Both add up whole points. They differ in the rule alone: a budget for the paper, a limit for one option, and whether
the sum or the average orders the options.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from assemblies.counting.papers import check_number, check_wanted, handed_in
from assemblies.counting.seats import Row
from assemblies.counting.seats_wording import Unit, counted_seats
from assemblies.counting.wording import counted, fraction_name, number

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from assemblies.counting.seats import Count, Resolution

__all__ = ["Points", "PointsRule", "Reckoning", "count_points"]


class Reckoning(StrEnum):
    """What the points of an option come to.

    Their sum; their average over all valid papers, on which no mark is 0; or their average over those who marked it.
    """

    SUM = "sum"
    AVERAGE_OF_ALL = "average_of_all"
    AVERAGE_OF_MARKED = "average_of_marked"


@dataclass(frozen=True)
class Points:
    """One paper: options with the points given to each. Giving 0 is a mark, leaving an option out is none."""

    given: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, kw_only=True)
class PointsRule:
    """How papers with points are counted.

    `most_each` is the limit for one option, `budget` for the whole paper; None is no limit. With `spend_all` a paper
    that is not blank uses up the budget. `least_marked` is the part of the valid papers that must have marked an
    option, so that one enthusiast alone makes no average. An option with no point is not elected.

    Raises ValueError with a plain sentence when nothing could be counted under such a rule.
    """

    seats: int = 1
    most_each: int | None = None
    budget: int | None = None
    spend_all: bool = False
    reckoning: Reckoning = Reckoning.SUM
    least_marked: Fraction | None = None
    spoilt: bool = False

    def __post_init__(self) -> None:
        """Refuse what makes no rule."""
        check_number("The number of seats", self.seats, 1)
        for words, value in (("The most points for one", self.most_each), ("The points of a paper", self.budget)):
            if value is not None:
                check_number(words, value, 1)
        if self.most_each is None and self.budget is None:
            raise ValueError("Points without any limit decide nothing. Limit them for each option or for the paper.")
        if self.spend_all and self.budget is None:
            raise ValueError("There are no points to be used up. Say how many a paper has.")
        if type(self.reckoning) is not Reckoning:
            raise ValueError(f"Points come to one of: {', '.join(Reckoning)}.")
        part = self.least_marked
        if part is not None and (not isinstance(part, Fraction) or not 0 < part <= 1):
            raise ValueError("A part of the papers must be a fraction above 0 and not above 1.")

    def mistake(self, options: Collection[str], paper: Points) -> str | None:
        """Say what no voter can have meant."""
        wrong = next((option for option, points in paper.given if type(points) is not int or points < 0), None)
        if wrong is not None:
            return f"the points for “{wrong}” must be a whole number, 0 or more."
        return check_wanted(options, (option for option, _ in paper.given))

    def fault(self, _options: Collection[str], paper: Points) -> str | None:
        """Say what is wrong with how the paper was filled in."""
        spent = sum(points for _, points in paper.given)
        for option, points in paper.given:
            if self.most_each is not None and points > self.most_each:
                given = counted(points, "point", "points")
                return f"it gives {given} to “{option}”, and no more than {number(self.most_each)} may be given to one."
        if self.budget is not None and spent > self.budget:
            return f"it gives {counted(spent, 'point', 'points')}, and there are {number(self.budget)} to give."
        if self.spend_all and spent != self.budget and not self.is_blank(paper):
            return f"it gives {counted(spent, 'point', 'points')}, and all {number(self.budget or 0)} must be given."
        return None

    def is_blank(self, paper: Points) -> bool:
        """Whether nothing is on the paper."""
        return not paper.given


def count_points(
    rule: PointsRule,
    options: Sequence[str],
    papers: Iterable[tuple[Points, int]],
    resolution: Resolution | None = None,
) -> Count:
    """Count papers with points, each given with how many equal ones there are.

    Raises ValueError with a plain sentence for options, a paper or a resolution that cannot be counted.
    """
    valid, tally = handed_in(rule, options, papers)
    points: Counter[str] = Counter()
    marked: Counter[str] = Counter()
    for paper, times in valid.items():
        for option, given in paper.given:
            points[option] += given * times
            marked[option] += times
    rows = [_row(rule, option, points[option], marked[option], tally.valid) for option in options]
    unit = POINTS if rule.reckoning is Reckoning.SUM else ON_AVERAGE
    said = SAID[rule.reckoning]
    return counted_seats("points", rule.seats, tally, rows, resolution, unit=unit, said=said)


POINTS = Unit("point", "points")
ON_AVERAGE = Unit("point on average", "points on average")
SAID: dict[Reckoning, tuple[str, ...]] = {
    Reckoning.SUM: (),
    Reckoning.AVERAGE_OF_ALL: ("Average points of all valid papers; where nothing was given, that is 0.",),
    Reckoning.AVERAGE_OF_MARKED: ("Average points of those who marked the option.",),
}


def _row(rule: PointsRule, option: str, points: int, marked: int, valid: int) -> Row:
    below = {Reckoning.SUM: 1, Reckoning.AVERAGE_OF_ALL: valid, Reckoning.AVERAGE_OF_MARKED: marked}[rule.reckoning]
    value = Fraction(points, below) if below else Fraction(0)
    out = ""
    if points == 0:
        out = "no points"
    elif rule.least_marked is not None and marked < rule.least_marked * valid:
        out = f"marked by fewer than {fraction_name(rule.least_marked)} of the papers"
    return Row(option=option, value=value, counted=(("points", points), ("papers that marked it", marked)), out=out)
