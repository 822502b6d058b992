"""The sentences and the rows that explain the majorities of a verdict, one or two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assemblies.counting.numbers import counted, fraction_name, number, rounding
from assemblies.counting.rule import Base, Comparison

if TYPE_CHECKING:
    from fractions import Fraction

    from assemblies.counting.majorities import Majority
    from assemblies.counting.rule import Figures

__all__ = ["majority_steps", "reached_sentence", "reached_step", "share", "threshold_sentences"]

NOBODY_IN_BASE = {
    Base.YES_NO: "Nobody voted for or against.",
    Base.CAST: "Nobody voted.",
    Base.PRESENT: "Nobody was counted as present.",
    Base.ENTITLED: "Nobody was on the roll.",
}


OF_WHAT = {
    Base.CAST: "against all votes cast, abstentions included",
    Base.PRESENT: "against the members present",
    Base.ENTITLED: "against the members on the roll",
}


def share(comparison: Comparison, part: Fraction) -> str:
    """Name a threshold: "more than half", "two thirds"."""
    return f"more than {fraction_name(part)}" if comparison is Comparison.MORE_THAN else fraction_name(part)


def threshold_sentences(majorities: tuple[Majority, ...]) -> tuple[str, ...]:
    """Say how many votes each majority needs, or that there was nothing to measure it against."""
    said = [_threshold_sentence(one) for one in majorities]
    if len(said) > 1 and majorities[1].base_value:
        said[1] = f"{said[1].removesuffix('.')}, and that is needed as well."
    return tuple(said)


def reached_sentence(majorities: tuple[Majority, ...]) -> str:
    """Say of two majorities which are reached."""
    return {
        (True, True): "Both majorities are reached.",
        (True, False): "The first majority is reached, the second is not.",
        (False, True): "The second majority is reached, the first is not.",
        (False, False): "Neither majority is reached.",
    }[majorities[0].reached, majorities[1].reached]


def majority_steps(majorities: tuple[Majority, ...], figures: Figures) -> tuple[tuple[str, str], ...]:
    """Give the rows for each majority: what it is measured against, and how many votes it needs."""
    rows = []
    for place, one in enumerate(majorities):
        also = " as well" if place else ""
        threshold = share(one.comparison, one.part)
        if one.comparison is Comparison.AT_LEAST and one.part < 1:
            threshold = f"at least {threshold}"
        label = f"Needed{also}: {threshold} of {number(one.base_value)}{rounding(one.part * one.base_value)}"
        rows += [
            _base_step(f"Measured{also}", one, figures),
            (label, number(one.needed) if one.base_value else "cannot be met"),
        ]
    return tuple(rows)


def reached_step(majorities: tuple[Majority, ...]) -> tuple[tuple[str, str], ...]:
    """Give the row that says of two majorities which are reached; none where there is one."""
    if len(majorities) < 2:
        return ()
    words = ["reached" if one.reached else "missed" for one in majorities]
    return (("First and second majority", ", ".join(words)),)


def _threshold_sentence(one: Majority) -> str:
    value = one.base_value
    if value == 0:
        return NOBODY_IN_BASE[one.base]
    base = {
        Base.YES_NO: number(value),
        Base.CAST: f"the {counted(value, 'vote', 'votes')} cast",
        Base.PRESENT: f"the {counted(value, 'member', 'members')} present",
        Base.ENTITLED: f"the {counted(value, 'member', 'members')} on the roll",
    }[one.base]
    threshold = share(one.comparison, one.part).capitalize()
    return f"{threshold} of {base} is {number(one.needed)}{rounding(one.part * value)}."


def _base_step(measured: str, one: Majority, figures: Figures) -> tuple[str, str]:
    value = number(one.base_value)
    if one.base is Base.YES_NO:
        added = f"{number(figures.for_)} + {number(figures.against)} = {value}"
        return (f"{measured} against votes for and against; abstentions left out", added)
    return (f"{measured} {OF_WHAT[one.base]}", value)
