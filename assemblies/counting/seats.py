"""Filling seats from totals, and what a count of papers came to: winners, order, ties, working.

Shared by every method in which each option comes to one exact value and the highest values take the seats. Where equal
values meet the last seat the count stops: the tie is the result, until somebody resolves it and the resolution is given
to the count and recorded with it. Nothing here breaks a tie by itself, by name, by place on the paper or by chance.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING

from assemblies.counting.pool import first_repeated
from assemblies.counting.wording import number

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

__all__ = ["Count", "Filled", "Resolution", "Row", "Tie", "TieBreak", "fill"]


class TieBreak(StrEnum):
    """How people resolved a tie: by lot, by the casting vote of the chair, or by voting again between the tied."""

    LOT = "lot"
    CASTING_VOTE = "casting_vote"
    RUN_OFF = "run_off"


@dataclass(frozen=True, kw_only=True)
class Tie:
    """Options of equal value, of which only some can have a seat; `stage` names the seats."""

    stage: str
    seats: int
    options: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Resolution:
    """How a tie was resolved: the tied in the order in which they take the seats, at least as many as there are seats.

    `note` is for whatever makes it checkable, such as the key of the lot.
    """

    by: TieBreak
    order: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One option: what was counted for it, the value by which it is ordered, and why it can have no seat, if so."""

    option: str
    value: Fraction
    counted: tuple[tuple[str, int], ...]
    out: str = ""

    def to_json(self) -> dict[str, object]:
        """Give the row as plain JSON types; the value as an exact fraction, such as "7/3"."""
        return {"option": self.option, "value": str(self.value), "counted": dict(self.counted), "out": self.out}


@dataclass(frozen=True, kw_only=True)
class Filled:
    """Who has a seat for certain, how many seats stay empty, and the tie that holds the others up, if there is one."""

    winners: tuple[str, ...]
    order: tuple[tuple[str, ...], ...]
    vacant: int
    tie: Tie | None = None
    resolution: Resolution | None = None


@dataclass(frozen=True, kw_only=True)
class Count:
    """What a count of papers came to, and how.

    `papers` are all that were handed in, the blank and the spoilt among them. `order` puts everybody who can have a
    seat from the highest value down, equals together. While there is a `tie` without a `resolution`, `winners` are
    those whom it does not touch. `sentences` and `steps` are for people and are stored with the rest.
    """

    method: str
    seats: int
    winners: tuple[str, ...]
    vacant: int
    order: tuple[tuple[str, ...], ...]
    rows: tuple[Row, ...]
    papers: int
    blank: int
    spoilt: int
    tie: Tie | None
    resolution: Resolution | None
    sentences: tuple[str, ...]
    steps: tuple[tuple[str, str], ...]

    @property
    def is_open(self) -> bool:
        """Whether a tie waits for its resolution."""
        return self.tie is not None and self.resolution is None

    def to_json(self) -> dict[str, object]:
        """Give the count as plain JSON types, one entry for each field."""
        return {
            **{name: getattr(self, name) for name in ("method", "seats", "vacant", "papers", "blank", "spoilt")},
            "winners": list(self.winners),
            "order": [list(equals) for equals in self.order],
            "rows": [row.to_json() for row in self.rows],
            "tie": asdict(self.tie) | {"options": list(self.tie.options)} if self.tie else None,
            "resolution": _resolution_json(self.resolution) if self.resolution else None,
            "sentences": list(self.sentences),
            "steps": [list(step) for step in self.steps],
        }


def fill(rows: Sequence[Row], seats: int, resolution: Resolution | None = None) -> Filled:
    """Give the seats to the highest values among those that are not out.

    A resolution given where there is no tie changes nothing and is not recorded.

    Raises ValueError where a resolution names others than the tied, or too few of them.
    """
    standing = sorted((row for row in rows if not row.out), key=lambda row: row.value, reverse=True)
    order = tuple(tuple(row.option for row in equals) for _, equals in groupby(standing, key=lambda row: row.value))
    winners: list[str] = []
    for equals in order:
        left = seats - len(winners)
        if left == 0:
            break
        if len(equals) <= left:
            winners.extend(equals)
            continue
        tie = Tie(stage=_stage(len(winners) + 1, seats), seats=left, options=equals)
        if resolution is None:
            return Filled(winners=tuple(winners), order=order, vacant=0, tie=tie)
        _check_resolution(tie, resolution)
        return Filled(
            winners=(*winners, *resolution.order[:left]), order=order, vacant=0, tie=tie, resolution=resolution
        )
    return Filled(winners=tuple(winners), order=order, vacant=seats - len(winners))


def _stage(first: int, last: int) -> str:
    return f"seat {number(first)}" if first == last else f"seats {number(first)} to {number(last)}"


def _check_resolution(tie: Tie, resolution: Resolution) -> None:
    if type(resolution.by) is not TieBreak:
        raise ValueError(f"A tie is resolved by one of: {', '.join(TieBreak)}.")
    if others := [option for option in resolution.order if option not in tie.options]:
        raise ValueError(f"“{others[0]}” is not among the tied. Name only those who are.")
    if repeated := first_repeated(resolution.order):
        raise ValueError(f"“{repeated}” stands twice in the order of the tied.")
    if len(resolution.order) < tie.seats:
        raise ValueError(f"The tie is about {tie.stage}. Name as many of the tied, in order.")


def _resolution_json(resolution: Resolution) -> dict[str, object]:
    return {"by": resolution.by.value, "order": list(resolution.order), "note": resolution.note}
