"""Approval: everybody marks as many options as the rule allows, and may strike some out where it allows that too.

One seat and one mark is the plain vote for one of several; several seats with as many marks is what most clubs do; no
limit is approval voting. A strike is a mark against: what strikes do is for the rule to say.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from assemblies.counting.papers import Papers, check_number, check_wanted, handed_in
from assemblies.counting.seats import Row
from assemblies.counting.seats_wording import Unit, counted_seats
from assemblies.counting.verdict import Comparison
from assemblies.counting.wording import counted, number, share

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from assemblies.counting.seats import Count, Resolution

__all__ = ["ApprovalRule", "Marks", "OrderBy", "count_approval"]


class OrderBy(StrEnum):
    """What puts options above others: approvals, approvals less strikes, or having been struck out least."""

    APPROVALS = "approvals"
    NET = "net"
    FEWEST_STRIKES = "fewest_strikes"


UNITS = {
    OrderBy.APPROVALS: Unit("approval", "approvals"),
    OrderBy.NET: Unit("approval less strikes", "approvals less strikes"),
    OrderBy.FEWEST_STRIKES: Unit("strike", "strikes", -1),
}


@dataclass(frozen=True)
class Marks:
    """One paper: what was marked and what was struck out, in whatever order."""

    marked: tuple[str, ...] = ()
    struck: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ApprovalRule:
    """How papers with marks are counted.

    `most` and `least` marks a paper may have, if it is not blank; `strikes` it may have; None is no limit. An option is
    out when more than `out_above` of the valid papers strike it, or, by `out_outweighed`, when more strike it than
    approve of it. `threshold` is the part of the valid papers that must approve of it; blank ones are part of these
    unless `blank_counts` is false. Without a single approval nobody is elected, except by fewest strikes.

    Raises ValueError with a plain sentence when nothing could be counted under such a rule.
    """

    seats: int = 1
    most: int | None = None
    least: int = 0
    strikes: int | None = 0
    order_by: OrderBy = OrderBy.APPROVALS
    out_above: Fraction | None = None
    out_outweighed: bool = False
    threshold: Fraction | None = None
    comparison: Comparison = Comparison.AT_LEAST
    blank_counts: bool = True
    spoilt: bool = False

    def __post_init__(self) -> None:
        """Refuse what makes no rule."""
        check_number("The number of seats", self.seats, 1)
        check_number("The fewest marks", self.least, 0)
        for words, value in (("The most marks", self.most), ("The most strikes", self.strikes)):
            if value is not None:
                check_number(words, value, 0)
        if self.most is not None and self.least > self.most:
            raise ValueError("The fewest marks are more than the most. Choose a smaller number.")
        if type(self.order_by) is not OrderBy or type(self.comparison) is not Comparison:
            raise ValueError("The rule needs to say by what it orders, and whether reaching the threshold is enough.")
        if self.strikes == 0 and (self.out_above is not None or self.out_outweighed or self.order_by != "approvals"):
            raise ValueError("Strikes decide something in this rule, and none are allowed. Allow some.")
        if self.most == 0 and self.order_by is not OrderBy.FEWEST_STRIKES:
            raise ValueError("Without marks the order can only be that of fewest strikes.")
        for part in (self.threshold, self.out_above):
            if part is not None and (not isinstance(part, Fraction) or not 0 < part <= 1):
                raise ValueError("A part of the papers must be a fraction above 0 and not above 1.")

    def mistake(self, options: Collection[str], paper: Marks) -> str | None:
        """Say what no voter can have meant."""
        return check_wanted(options, paper.marked) or check_wanted(options, paper.struck)

    def fault(self, _options: Collection[str], paper: Marks) -> str | None:
        """Say what is wrong with how the paper was filled in."""
        marks, strikes = len(paper.marked), len(paper.struck)
        if self.most is not None and marks > self.most:
            return f"it has {counted(marks, 'mark', 'marks')}, and no more than {number(self.most)} may be made."
        if marks < self.least and not self.is_blank(paper):
            return f"it has {counted(marks, 'mark', 'marks')}, and {number(self.least)} or more must be made."
        if self.strikes is not None and strikes > self.strikes:
            may = f"no more than {number(self.strikes)} may be made" if self.strikes else "none may be made"
            return f"it has {counted(strikes, 'strike', 'strikes')}, and {may}."
        if both := set(paper.marked).intersection(paper.struck):
            return f"“{min(both)}” is both marked and struck out."
        return None

    def is_blank(self, paper: Marks) -> bool:
        """Whether nothing is on the paper."""
        return not paper.marked and not paper.struck


def count_approval(
    rule: ApprovalRule,
    options: Sequence[str],
    papers: Iterable[tuple[Marks, int]],
    resolution: Resolution | None = None,
) -> Count:
    """Count papers with marks, each given with how many equal ones there are.

    Raises ValueError with a plain sentence for options, a paper or a resolution that cannot be counted.
    """
    valid, tally = handed_in(rule, options, papers)
    marked: Counter[str] = Counter()
    struck: Counter[str] = Counter()
    for paper, times in valid.items():
        for option in paper.marked:
            marked[option] += times
        for option in paper.struck:
            struck[option] += times
    needed = _needed(rule, tally)
    rows = [_row(rule, option, marked[option], struck[option], valid=tally.valid, needed=needed) for option in options]
    said = []
    if rule.threshold is not None:
        whole = tally.valid - (0 if rule.blank_counts else tally.blank)
        part = share(rule.comparison, rule.threshold).capitalize()
        said.append(f"{part} of {counted(whole, 'valid paper', 'valid papers')} must approve: {number(needed)}.")
    return counted_seats("approval", rule.seats, tally, rows, resolution, unit=UNITS[rule.order_by], said=said)


def _needed(rule: ApprovalRule, tally: Papers) -> int:
    """Give the least number of approvals, never below 1: without one nobody is elected."""
    exact = (rule.threshold or 0) * (tally.valid - (0 if rule.blank_counts else tally.blank))
    more_than = rule.threshold is not None and rule.comparison is Comparison.MORE_THAN
    return max(1, floor(exact) + 1 if more_than else ceil(exact))


def _row(rule: ApprovalRule, option: str, marked: int, struck: int, *, valid: int, needed: int) -> Row:
    value = {OrderBy.APPROVALS: marked, OrderBy.NET: marked - struck, OrderBy.FEWEST_STRIKES: -struck}[rule.order_by]
    figures = (("approvals", marked), ("strikes", struck)) if rule.strikes != 0 else (("approvals", marked),)
    out = ""
    if valid == 0:
        out = "no valid paper"
    elif rule.out_above is not None and struck > rule.out_above * valid:
        out = f"struck out by {share(Comparison.MORE_THAN, rule.out_above)} of the papers"
    elif rule.out_outweighed and struck > marked:
        out = "more strikes than approvals"
    elif marked < needed and (rule.threshold is not None or rule.order_by is not OrderBy.FEWEST_STRIKES):
        out = "too few approvals"
    return Row(option=option, value=Fraction(value), counted=figures, out=out)
