"""Choosing among options: one door to every method, for a ballot that holds its papers as lines of text.

A `Question` is what stands on the paper and how it is counted. It reads single papers, so that a broken one is refused
before it counts, and counts all of them at once. What comes out has the same shape for every method: who is chosen, the
tie at which the count stopped, the working in words, and the whole record of the method as plain JSON.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

from assemblies.counting.approval import ApprovalRule, OrderBy, count_approval
from assemblies.counting.chosen import Chosen, Decided, Waiting, decisions_of, of_ranked, of_seats, resolution_of
from assemblies.counting.marks import MOST_WRITTEN, read_marks, read_points, read_ranking
from assemblies.counting.papers import check_options, read
from assemblies.counting.points import PointsRule, Reckoning, count_points
from assemblies.counting.pool import first_repeated
from assemblies.counting.ranked.count import count, demand_size
from assemblies.counting.ranked.profile import Profile
from assemblies.counting.verdict import Comparison
from assemblies.counting.wording import number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from assemblies.counting.ranked.profile import Ranking

__all__ = ["Choosing", "Chosen", "Decided", "Question", "Waiting", "part"]


class Choosing(StrEnum):
    """How one or several of the options of a ballot are chosen."""

    APPROVAL = "approval"
    POINTS = "points"
    SCOTTISH_STV = "scottish-stv"
    MEEK_STV = "meek-stv"
    IRV = "irv"
    SCHULZE = "schulze"
    DEBIAN_SCHULZE = "debian-schulze"
    RANKED_PAIRS = "ranked-pairs"


RANKED = frozenset(Choosing) - {Choosing.APPROVAL, Choosing.POINTS}
SHARED_RANKS = frozenset({Choosing.SCHULZE, Choosing.DEBIAN_SCHULZE, Choosing.RANKED_PAIRS})
ONE_SEAT = frozenset({Choosing.DEBIAN_SCHULZE})
# What a question may settle beside its method and seats, with the kind of value each takes.
WHOLE = {"most", "least", "strikes", "most_each", "budget"}
PARTS = {"out_above", "threshold", "least_marked", "quorum"}
YES_OR_NO = {"out_outweighed", "blank_counts", "spend_all", "spoilt"}
CHOSEN_FROM: dict[str, type[StrEnum]] = {"order_by": OrderBy, "comparison": Comparison, "reckoning": Reckoning}
BELONG = {
    Choosing.APPROVAL: {
        *("most", "least", "strikes", "out_above", "threshold", "out_outweighed", "blank_counts", "spoilt"),
        *("order_by", "comparison"),
    },
    Choosing.POINTS: {"most_each", "budget", "spend_all", "least_marked", "spoilt", "reckoning"},
    Choosing.DEBIAN_SCHULZE: {"default", "quorum", "majorities"},
}


PART = re.compile("[0-9]{1,9}(?:[./][0-9]{1,9})?")
Paper = TypeVar("Paper")


@dataclass(frozen=True, kw_only=True)
class Question:
    """What stands on a paper with options, and how it is counted.

    `settings` are those of the method: see `BELONG`; parts are written as fractions such as "1/3".

    Raises ValueError with a plain sentence where nothing could be counted so.
    """

    method: Choosing
    options: tuple[str, ...]
    seats: int = 1
    settings: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse what cannot be counted, whatever the papers will be."""
        if type(self.method) is not Choosing:
            raise ValueError(f"Options are chosen by one of: {', '.join(Choosing)}.")
        check_options(self.options)
        if type(self.seats) is not int or self.seats < 1:
            raise ValueError("The number to be chosen must be whole, 1 or more.")
        if self.method in ONE_SEAT and self.seats != 1:
            raise ValueError("This method chooses one. Choose another method for several.")
        if wrong := sorted(set(self.settings) - BELONG.get(self.method, set())):
            raise ValueError(f"These do not belong to the method {self.method.value}: {', '.join(wrong)}.")
        demand_size(Profile(options=self.options, ballots={}, seats=self.seats), self.method.value)
        if self.method is Choosing.APPROVAL:
            self._approval()
        elif self.method is Choosing.POINTS:
            self._points()
        if self.settings.get("default") not in (None, *self.options):
            raise ValueError("The option that holds by default is not on the paper.")
        if self.method is Choosing.DEBIAN_SCHULZE:
            count(Profile(options=self.options, ballots={}), method=self.method.value, **self._debian())

    def demand(self, paper: str) -> bool:
        """Read one paper before it is taken; False for one that will be counted as spoilt.

        Raises ValueError with the reason where it is refused.
        """
        if self.method is Choosing.APPROVAL:
            return read(self._approval(), self.options, read_marks(paper, self.options))
        if self.method is Choosing.POINTS:
            return read(self._points(), self.options, read_points(paper, self.options))
        self._ranking(paper)
        return True

    def count(self, papers: Iterable[tuple[str, int]], ties: Sequence[Decided] = ()) -> Chosen:
        """Count all papers, each given with how many equal ones there are.

        Raises ValueError for a paper that cannot be counted, and for a decision that fits no tie.
        """
        if self.method is Choosing.APPROVAL:
            marks = _each(papers, lambda text: read_marks(text, self.options))
            return of_seats(count_approval(self._approval(), self.options, marks, resolution_of(ties)), ties)
        if self.method is Choosing.POINTS:
            points = _each(papers, lambda text: read_points(text, self.options))
            return of_seats(count_points(self._points(), self.options, points, resolution_of(ties)), ties)
        ballots: dict[Ranking, int] = {}
        for ranks, times in _each(papers, self._ranking):
            ballots[ranks] = ballots.get(ranks, 0) + times
        profile = Profile(options=self.options, ballots=ballots, seats=self.seats)
        return of_ranked(count(profile, method=self.method.value, ties=decisions_of(ties), **self._debian()))

    def _ranking(self, paper: str) -> Ranking:
        ranks = read_ranking(paper)
        places = list(chain.from_iterable(ranks))
        there = len(self.options)
        if max(places, default=0) >= there:
            raise ValueError(f"This paper is refused: it names an option that is not there; there are {there}.")
        if len(set(places)) != len(places):
            repeated = first_repeated(self.options[place] for place in places)
            raise ValueError(f"This paper is refused: “{repeated}” stands on it twice.")
        if self.method not in SHARED_RANKS and len(ranks) != len(places):
            raise ValueError("This paper is refused: two options share a number. Give each number once.")
        return ranks

    def _values(self) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for name, value in self.settings.items():
            if name in PARTS:
                values[name] = None if value is None and name != "quorum" else part(value)
            elif name == "majorities":
                values[name] = self._majorities(value)
            elif name in CHOSEN_FROM:
                values[name] = next((one for one in CHOSEN_FROM[name] if one == value), value)
            else:
                if name in WHOLE and value is not None and (type(value) is not int or not 0 <= value <= MOST_WRITTEN):
                    raise ValueError(f"{name}: this must be a whole number, from 0 to {number(MOST_WRITTEN)}.")
                if name in YES_OR_NO and type(value) is not bool:
                    raise ValueError(f"{name}: this must be yes or no.")
                values[name] = value
        return values

    def _majorities(self, value: Any) -> dict[str, Fraction]:
        if not isinstance(value, dict) or not set(value) <= {*self.options} - {self.settings.get("default")}:
            raise ValueError("Majorities are asked of options that stand on the paper, beside the one by default.")
        found = {name: part(ratio) for name, ratio in value.items()}
        if min(found.values(), default=1) < 1:
            raise ValueError("A majority is how many times as many papers are needed: 1 or more, such as 3 or 3/2.")
        return found

    def _approval(self) -> ApprovalRule:
        return ApprovalRule(seats=self.seats, **self._values())

    def _points(self) -> PointsRule:
        return PointsRule(seats=self.seats, **self._values())

    def _debian(self) -> dict[str, Any]:
        return {"quorum": Fraction(0), **self._values()} if self.method is Choosing.DEBIAN_SCHULZE else {}


def _each(papers: Iterable[tuple[str, int]], reader: Callable[[str], Paper]) -> Iterator[tuple[Paper, int]]:
    """Read every paper; where one is refused, say which."""
    for place, (text, times) in enumerate(papers, 1):
        if type(times) is not int or times < 1:
            raise ValueError(f"Paper {number(place)}: there must be 1 or more of each paper.")
        try:
            yield reader(text), times
        except ValueError as refused:
            raise ValueError(str(refused).replace("This paper", f"Paper {number(place)}", 1)) from refused


def part(value: Any) -> Fraction:
    """Read a part such as "1/3"; what is none comes back as -1, for the rule to refuse it."""
    if type(value) is int:
        return Fraction(value)
    try:
        # No exponents: a short text such as 1e999999999 would be a number that fills the memory.
        return Fraction(value) if isinstance(value, str) and PART.fullmatch(value) else Fraction(-1)
    except ZeroDivisionError:
        return Fraction(-1)
