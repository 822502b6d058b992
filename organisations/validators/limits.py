"""How far a paper with options may go: which numbers and words rules take for it, and what would decide nothing."""

from typing import Any

from organisations.enums import Choosing, Comparison, Marks, Strikes
from organiser.base.errors import Invalid

# A paper has at most 300 options, so that more marks or strikes would be no limit.
LIMIT_NUMBERS = {
    "most_marks": (0, 300),
    "strikes": (0, 300),
    "approval_numerator": (0, 1000),
    "approval_denominator": (1, 1000),
    "points_in_all": (0, 1000),
    "points_each": (0, 1000),
    "default_quorum": (0, 10_000_000),
}
LIMIT_WORDS: dict[str, list[str]] = {
    "marks": Marks.values,
    "strikes_do": Strikes.values,
    "approval_comparison": Comparison.values,
}
LIMIT_DEFAULTS: dict[str, Any] = {
    "marks": Marks.ANY.value,
    "most_marks": 0,
    "strikes": 0,
    "strikes_do": Strikes.SUBTRACT.value,
    "approval_comparison": Comparison.AT_LEAST.value,
    "approval_numerator": 0,
    "approval_denominator": 1,
    "points_in_all": 10,
    "points_each": 0,
    "default_quorum": 0,
}
# Which limits belong to one way of choosing alone, with what they are called.
BELONG = {
    Choosing.APPROVAL: (("marks", "most_marks", "strikes", "approval_numerator"), "Limits of marks and strikes"),
    Choosing.POINTS: (("points_in_all", "points_each"), "Limits of points"),
    Choosing.DEBIAN_SCHULZE: (("default_quorum",), "Numbers who prefer an option to doing nothing"),
}
BY = {
    Choosing.APPROVAL: "approval",
    Choosing.POINTS: "points",
    Choosing.DEBIAN_SCHULZE: "Schulze’s method against doing nothing",
}


def demand_limits(kind: str, rule: dict[str, Any]) -> None:
    """Go on only if the limits belong to the way of choosing, and a paper within them can decide something.

    Raises:
        Invalid: naming the field.
    """
    for way, (names, words) in BELONG.items():
        said = [name for name in names if rule[name] != LIMIT_DEFAULTS[name]]
        if said and rule["choosing"] != way:
            raise Invalid(
                f"{words} belong to a choice by {BY[way]}, and the one for {kind} is made otherwise. Choose that "
                "way, or leave them as they were.",
                code="other_choosing",
                field=said[0],
            )
    _demand_marks(kind, rule)
    _demand_points(kind, rule)


def _demand_marks(kind: str, rule: dict[str, Any]) -> None:
    if rule["marks"] == Marks.NUMBER and not rule["most_marks"]:
        raise Invalid(
            f"Say how many options may be marked for {kind}, or choose that there is no fixed number.",
            code="marks",
            field="most_marks",
        )
    if rule["marks"] != Marks.NUMBER and rule["most_marks"]:
        raise Invalid(
            f"A number of marks is a limit only where the rules say so for {kind}. Choose that, or set 0.",
            code="marks",
            field="most_marks",
        )
    whole = rule["approval_numerator"] == rule["approval_denominator"]
    if whole and rule["approval_comparison"] == Comparison.MORE_THAN:
        raise Invalid(
            f"No option is marked on more than all papers for {kind}. Choose a smaller fraction.",
            code="approval_out_of_reach",
            field="approval_numerator",
        )


def _demand_points(kind: str, rule: dict[str, Any]) -> None:
    in_all, each = rule["points_in_all"], rule["points_each"]
    if rule["choosing"] == Choosing.POINTS and not in_all and not each:
        raise Invalid(
            f"Points without any limit decide nothing for {kind}. Limit them for the paper or for each option.",
            code="points",
            field="points_in_all",
        )
    if in_all and each > in_all:
        raise Invalid(
            f"A paper for {kind} would have fewer points than one option may be given. Choose a smaller number.",
            code="points",
            field="points_each",
        )
