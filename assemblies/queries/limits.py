"""The limits that the rules set to a paper with options, as settings of the question it is counted by."""

from typing import Any

from assemblies.counting.approval import OrderBy
from organisations.enums import Choosing, Marks, Strikes
from organisations.models import DecisionRule

STRIKES: dict[str, dict[str, Any]] = {
    Strikes.SUBTRACT: {"order_by": OrderBy.NET.value},
    Strikes.OUT: {"out_outweighed": True},
    Strikes.SHOWN: {},
}


def limits_of(rule: DecisionRule, seats: int) -> dict[str, Any]:
    """What the rules say of a paper by which so many are chosen; nothing where they set no limit."""
    found: dict[str, Any] = {}
    if rule.choosing == Choosing.APPROVAL:
        if rule.marks != Marks.ANY:
            found["most"] = seats if rule.marks == Marks.SEATS else rule.most_marks
        if rule.strikes:
            found |= {"strikes": rule.strikes, **STRIKES[rule.strikes_do]}
        if rule.approval_numerator:
            found["threshold"] = f"{rule.approval_numerator}/{rule.approval_denominator}"
            found["comparison"] = rule.approval_comparison
    elif rule.choosing == Choosing.POINTS:
        numbers = {"budget": rule.points_in_all, "most_each": rule.points_each}
        found = {name: number for name, number in numbers.items() if number}
    elif rule.choosing == Choosing.DEBIAN_SCHULZE and rule.default_quorum:
        found["quorum"] = rule.default_quorum
    return found
