"""Choosing among options: one door to every method, for a ballot that holds its papers as lines of text.

A `Question` is what stands on the paper and how it is counted. It reads single papers, so that a broken one is refused
before it counts, and counts all of them at once. What comes out has the same shape for every method: who is chosen, the
tie at which the count stopped, the working in words, and the whole record of the method as plain JSON.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from assemblies.counting.approval import ApprovalRule, OrderBy, count_approval
from assemblies.counting.marks import read_marks, read_points, read_ranking
from assemblies.counting.papers import check_options, read
from assemblies.counting.points import PointsRule, Reckoning, count_points
from assemblies.counting.ranked.count import count, demand_size
from assemblies.counting.ranked.profile import Profile
from assemblies.counting.seats import Resolution, TieBreak
from assemblies.counting.telling import told
from assemblies.counting.verdict import Comparison

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from assemblies.counting.ranked.outcome import Count as RankedCount
    from assemblies.counting.seats import Count

__all__ = ["Choosing", "Chosen", "Decided", "Question", "Waiting"]


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
    Choosing.DEBIAN_SCHULZE: {"default", "quorum"},
}


@dataclass(frozen=True, kw_only=True)
class Decided:
    """What somebody decided about a tie: whom the tied are chosen from, who was chosen, and by what means."""

    stage: str
    purpose: str
    options: tuple[str, ...]
    chosen: tuple[str, ...]
    by: str
    note: str = ""

    def to_json(self) -> dict[str, Any]:
        """Give it as plain JSON types."""
        return {
            **{name: getattr(self, name) for name in ("stage", "purpose", "by", "note")},
            "options": list(self.options),
            "chosen": list(self.chosen),
        }


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """The tie at which a count stopped: what it is about, between whom, and how many of them are to be named."""

    stage: str
    purpose: str
    options: tuple[str, ...]
    take: int
    changes_winners: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """What a count came to. While it waits for a tie, `winners` are those whom no decision of it can change."""

    winners: tuple[str, ...]
    vacant: int
    waits_for: Waiting | None
    papers: int
    blank: int
    spoilt: int
    sentences: tuple[str, ...]
    record: dict[str, Any]

    def to_json(self) -> dict[str, Any]:
        """Give it as plain JSON types."""
        waits = self.waits_for
        return {
            **{name: getattr(self, name) for name in ("vacant", "papers", "blank", "spoilt", "record")},
            "winners": list(self.winners),
            "sentences": list(self.sentences),
            "waits_for": None
            if waits is None
            else {
                **{name: getattr(waits, name) for name in ("stage", "purpose", "take", "changes_winners")},
                "options": list(waits.options),
            },
        }


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
        check_options(self.options)
        if type(self.seats) is not int or self.seats < 1:
            raise ValueError("The number to be chosen must be whole, 1 or more.")
        if self.method in ONE_SEAT and self.seats != 1:
            raise ValueError("This method chooses one. Choose another method for several.")
        if wrong := sorted(set(self.settings) - BELONG.get(self.method, set())):
            raise ValueError(f"These do not belong to the method {self.method.value}: {', '.join(wrong)}.")
        if self.method in RANKED:
            demand_size(Profile(options=self.options, ballots={}, seats=self.seats), self.method.value)
        elif self.method is Choosing.APPROVAL:
            self._approval()
        else:
            self._points()
        if "default" in self.settings and self.settings["default"] not in self.options:
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
        ranks = read_ranking(paper)
        try:
            profile = Profile(options=self.options, ballots={ranks: 1})
        except ValueError as refused:
            raise ValueError(f"This paper is refused: {refused}") from refused
        if self.method not in SHARED_RANKS and profile.sizes - {1}:
            raise ValueError("This paper is refused: two options share a number. Give each number once.")
        return True

    def count(self, papers: Iterable[tuple[str, int]], ties: Sequence[Decided] = ()) -> Chosen:
        """Count all papers, each given with how many equal ones there are.

        Raises ValueError for a paper that cannot be counted, and for a decision that fits no tie.
        """
        if self.method in RANKED:
            return self._count_ranked(papers, ties)
        resolution = _resolution(ties)
        if self.method is Choosing.APPROVAL:
            marks = ((read_marks(text, self.options), number) for text, number in papers)
            return _of_seats(count_approval(self._approval(), self.options, marks, resolution), ties)
        points = ((read_points(text, self.options), number) for text, number in papers)
        return _of_seats(count_points(self._points(), self.options, points, resolution), ties)

    def _values(self) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for name, value in self.settings.items():
            if name in PARTS:
                values[name] = _part(value)
            elif name in CHOSEN_FROM:
                values[name] = next((one for one in CHOSEN_FROM[name] if one == value), value)
            else:
                if name in WHOLE and value is not None and (type(value) is not int or value < 0):
                    raise ValueError(f"{name}: this must be a whole number, 0 or more.")
                if name in YES_OR_NO and type(value) is not bool:
                    raise ValueError(f"{name}: this must be yes or no.")
                values[name] = value
        return values

    def _approval(self) -> ApprovalRule:
        return ApprovalRule(seats=self.seats, **self._values())

    def _points(self) -> PointsRule:
        return PointsRule(seats=self.seats, **self._values())

    def _debian(self) -> dict[str, Any]:
        return {"quorum": Fraction(0), **self._values()} if self.method is Choosing.DEBIAN_SCHULZE else {}

    def _count_ranked(self, papers: Iterable[tuple[str, int]], ties: Sequence[Decided]) -> Chosen:
        ballots: dict[Any, int] = {}
        for text, number in papers:
            ranks = read_ranking(text)
            ballots[ranks] = ballots.get(ranks, 0) + number
        profile = Profile(options=self.options, ballots=ballots, seats=self.seats)
        decided = [
            {
                "stage": int(tie.stage),
                "purpose": tie.purpose,
                "options": list(tie.options),
                "chosen": list(tie.chosen),
                "by": tie.by,
            }
            for tie in ties
        ]
        return _of_ranked(count(profile, method=self.method.value, ties=decided or None, **self._debian()))


def _part(value: Any) -> Fraction:
    try:
        return Fraction(value) if isinstance(value, (str, int)) and type(value) is not bool else Fraction(-1)
    except (ValueError, ZeroDivisionError):
        return Fraction(-1)


def _resolution(ties: Sequence[Decided]) -> Resolution | None:
    if not ties:
        return None
    if len(ties) > 1:
        raise ValueError("This method stops at one tie, and more than one was decided.")
    by = next((one for one in TieBreak if one == ties[0].by), TieBreak.LOT)
    return Resolution(by=by, order=ties[0].chosen, note=ties[0].note)


def _of_seats(found: Count, ties: Sequence[Decided]) -> Chosen:
    waits = None
    if found.tie is not None and ties and set(ties[0].options) != set(found.tie.options):
        raise ValueError("What was decided about the tie does not fit the tie that arose.")
    if ties and found.tie is None:
        raise ValueError("There is no tie, and one was decided about.")
    if found.tie is not None and found.resolution is None:
        waits = Waiting(
            stage=found.tie.stage,
            purpose="win",
            options=found.tie.options,
            take=found.tie.seats,
            changes_winners=True,
        )
    return Chosen(
        winners=found.winners,
        vacant=found.vacant,
        waits_for=waits,
        papers=found.papers,
        blank=found.blank,
        spoilt=found.spoilt,
        sentences=found.sentences,
        record=found.to_json(),
    )


def _of_ranked(found: RankedCount) -> Chosen:
    tie = found.waits_for
    waits = None
    if tie is not None:
        waits = Waiting(
            stage=str(tie.stage),
            purpose=tie.purpose,
            options=tie.options,
            take=tie.take,
            changes_winners=tie.changes_winners,
        )
    return Chosen(
        winners=found.winners,
        vacant=0 if waits else found.seats - len(found.winners),
        waits_for=waits,
        papers=found.papers,
        blank=found.papers - found.valid,
        spoilt=0,
        sentences=told(found),
        record=found.to_json(),
    )
