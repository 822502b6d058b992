"""Limits of a paper with options: what the rules allow, and what a mover asks for within that.

Both are settings of a question (`counting.choosing`). A mover can ask for fewer marks, strikes and points, and for a
larger part or number of papers behind an option; what strikes do the rules say. Where they say nothing, neither is
anything too much: but nothing is struck out unless they allow it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assemblies.counting.approval import OrderBy
from assemblies.counting.choosing import part
from assemblies.counting.verdict import Comparison
from assemblies.counting.wording import counted, share

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

__all__ = ["narrowed", "too_wide"]

AT_MOST = ("most", "strikes", "budget", "most_each")
# What strikes bring about; without any it would be refused as a rule that decides nothing.
BY_STRIKES = ("order_by", "out_outweighed", "out_above")
NEEDED = ("threshold", "comparison")


def narrowed(limits: Mapping[str, Any], asked: Mapping[str, Any]) -> dict[str, Any]:
    """Give the settings of a question: what was asked for, and the limit of the rules wherever that is narrower.

    A value that is none of its kind is kept, for the question to refuse it.
    """
    made = {**limits, **asked}
    for name in AT_MOST:
        if name in asked and _above(asked[name], _limit(limits, name)):
            made[name] = _limit(limits, name)
    if "threshold" in limits:
        if _needed(made) < _needed(limits):
            made |= {name: limits[name] for name in NEEDED}
        if made.get("blank_counts") is False:
            del made["blank_counts"]
    if "quorum" in limits and -1 < _part(made["quorum"]) < _part(limits["quorum"]):
        made["quorum"] = limits["quorum"]
    if limits.get("strikes"):
        made["order_by"] = limits.get("order_by", OrderBy.APPROVALS.value)
        made["out_outweighed"] = bool(limits.get("out_outweighed")) or made.get("out_outweighed", False)
    if made.get("strikes") == 0:
        made = {name: value for name, value in made.items() if name not in BY_STRIKES}
    return made


def too_wide(limits: Mapping[str, Any], asked: Mapping[str, Any]) -> str:
    """Say in a sentence what was asked for beyond the limits of the rules; nothing where all of it lies within."""
    made = narrowed(limits, asked)
    beyond = [name for name in asked if name not in made or made[name] != asked[name]]
    return _sentence(beyond[0], limits) if beyond else ""


def _sentence(name: str, limits: Mapping[str, Any]) -> str:
    most = _limit(limits, name)
    if name == "strikes" and not most:
        return "The rules let nothing be struck out. Leave strikes out."
    if name in AT_MOST:
        one, many = ("mark", "marks") if name == "most" else ("strike", "strikes")
        one, many = ("point", "points") if name in {"budget", "most_each"} else (one, many)
        of = "an option be given" if name == "most_each" else "a paper have"
        return f"The rules let {of} {counted(most, one, many)} at most. Ask for no more."
    if name in BY_STRIKES:
        return "What strikes do is said by the rules. Leave it to them."
    if name == "quorum":
        least = counted(int(limits["quorum"]), "paper", "papers")
        return f"By the rules {least} must prefer an option to doing nothing. Ask for no fewer."
    of = share(Comparison(limits.get("comparison", Comparison.AT_LEAST)), part(limits["threshold"]))
    return f"By the rules {of} of all papers must mark an option to choose it. Ask for no less."


def _limit(limits: Mapping[str, Any], name: str) -> Any:
    return limits.get(name, 0 if name == "strikes" else None)


def _above(value: Any, limit: int | None) -> bool:
    return limit is not None and (value is None or (type(value) is int and value > limit))


def _part(value: Any) -> Fraction:
    return part(0 if value is None else value)


def _needed(settings: Mapping[str, Any]) -> tuple[Fraction, bool]:
    """How many must mark an option, to be compared: the part, and whether reaching it is not enough."""
    return _part(settings["threshold"]), settings.get("comparison") == Comparison.MORE_THAN
