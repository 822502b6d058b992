"""The one or two majorities that a rule asks for, each measured: of what, what it needs, whether it is reached.

Which comes first makes no difference to what is decided. Pure functions with integers and fractions.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from assemblies.counting.rule import Base, Comparison, Figures, Rule

__all__ = ["HALF", "Majority", "is_tie", "least", "majorities"]

HALF = Fraction(1, 2)


@dataclass(frozen=True, kw_only=True)
class Majority:
    """One threshold as it was measured in one vote.

    Args:
        base_value: the number of which the threshold is a part.
        needed: the least number of votes for that meets it, never below 1.
        for_: the votes for.
    """

    comparison: Comparison
    part: Fraction
    base: Base
    base_value: int
    needed: int
    for_: int

    @property
    def reached(self) -> bool:
        """Whether the votes for are enough; of nothing nothing is reached."""
        return self.base_value > 0 and self.for_ >= self.needed

    @property
    def is_simple(self) -> bool:
        """Whether more votes for than against are needed, and nothing else: where a casting vote could decide."""
        return self.comparison is Comparison.MORE_THAN and self.part == HALF and self.base is Base.YES_NO


def majorities(rule: Rule, figures: Figures) -> tuple[Majority, ...]:
    """Give what the rule asks for: the first majority, and the second where it asks for one."""
    asked = [(rule.comparison, rule.threshold, rule.base)]
    if rule.second_numerator:
        asked.append((rule.second_comparison, rule.second_threshold, rule.second_base))
    return tuple(_measured(comparison, part, base, figures) for comparison, part, base in asked)


def is_tie(found: tuple[Majority, ...], figures: Figures) -> bool:
    """Say whether nothing but as many for as against stands in the way: any other majority is met."""
    if not figures.for_ == figures.against > 0:
        return False
    return any(one.is_simple for one in found) and all(one.is_simple or one.reached for one in found)


def least(part: Fraction, comparison: Comparison, whole: int | Fraction) -> int:
    """Give the least whole number that is at least this part of a whole, or more than it."""
    exact = part * whole
    return floor(exact) + 1 if comparison is Comparison.MORE_THAN else ceil(exact)


def _measured(comparison: Comparison, part: Fraction, base: Base, figures: Figures) -> Majority:
    value = {
        Base.YES_NO: figures.for_ + figures.against,
        Base.CAST: figures.cast,
        Base.PRESENT: figures.present,
        Base.ENTITLED: figures.entitled,
    }[base]
    needed = max(1, least(part, comparison, value))
    return Majority(comparison=comparison, part=part, base=base, base_value=value, needed=needed, for_=figures.for_)
