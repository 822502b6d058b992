"""What a count came to: rounds, who is elected, in which order, and the ties on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

# What a tie is about: who is excluded, whose surplus goes first, which pair is locked first, who wins, or only how
# options stand to each other that are elected, or not, either way.
Purpose = Literal["exclude", "transfer", "lock", "win", "order"]


@dataclass(frozen=True, kw_only=True)
class Tie:
    """Options between which the rule cannot choose.

    Args:
        stage: the round, from 1 on, in which it arose.
        purpose: what had to be chosen.
        options: those that are equal, in the order of the paper.
        take: how many of them had to be named.
        chosen: whom the decision named; nobody while the tie stands.
        by: how it was decided, in the words of the record, for instance "lot".
        changes_winners: whether another decision would elect others; None where that was not found out.
    """

    stage: int
    purpose: Purpose
    options: tuple[str, ...]
    take: int = 1
    chosen: tuple[str, ...] = ()
    by: str = ""
    changes_winners: bool | None = None

    @property
    def stands(self) -> bool:
        """Whether the count waits for a decision on it."""
        return not self.chosen and self.purpose != "order"

    def to_json(self) -> dict[str, Any]:
        """Give it as plain JSON types."""
        return {
            "stage": self.stage,
            "purpose": self.purpose,
            "options": list(self.options),
            "take": self.take,
            "chosen": list(self.chosen),
            "by": self.by,
            "changes_winners": self.changes_winners,
        }


@dataclass(frozen=True, kw_only=True)
class Pair:
    """One option preferred to another by more papers than the other way round, and what became of that."""

    winner: str
    loser: str
    for_: int
    against: int
    state: str = ""

    def to_json(self) -> dict[str, Any]:
        """Give it as plain JSON types."""
        return {
            "winner": self.winner,
            "loser": self.loser,
            "for": self.for_,
            "against": self.against,
            "state": self.state,
        }


@dataclass(frozen=True, kw_only=True)
class Round:
    """One stage of a count.

    `totals` are what each option has at its end. `lost` is what stands with nobody: papers without a further
    preference, and fractions that were cut off. `note` says in a sentence what was done.
    """

    totals: Mapping[str, Decimal]
    quota: Decimal | None = None
    elected: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    lost: Decimal = Decimal(0)
    note: str = ""
    pairs: tuple[Pair, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Give it as plain JSON types, with decimals as strings."""
        return {
            "totals": {name: f"{total:f}" for name, total in self.totals.items()},
            "quota": None if self.quota is None else f"{self.quota:f}",
            "elected": list(self.elected),
            "excluded": list(self.excluded),
            "lost": f"{self.lost:f}",
            "note": self.note,
        } | ({"pairs": [pair.to_json() for pair in self.pairs]} if self.pairs else {})


@dataclass(frozen=True, kw_only=True)
class Count:
    """The result of a count with its whole record.

    While a tie stands, `winners` are those whom no decision of it can change: elected already, or elected whichever way
    it is decided. `order` names every option, those that fare better first; options that are equal stand beside each
    other in it and in a tie of `ties`.
    """

    method: str
    title: str
    seats: int
    papers: int
    valid: int
    winners: tuple[str, ...]
    order: tuple[str, ...]
    rounds: tuple[Round, ...]
    ties: tuple[Tie, ...]
    withdrawn: tuple[str, ...] = ()
    settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def waits_for(self) -> Tie | None:
        """The tie at which the count stopped."""
        return next((tie for tie in self.ties if tie.stands), None)

    def to_json(self) -> dict[str, Any]:
        """Give it as plain JSON types, with exact decimals as strings."""
        return {
            "method": self.method,
            "title": self.title,
            "seats": self.seats,
            "papers": self.papers,
            "valid": self.valid,
            "winners": list(self.winners),
            "order": list(self.order),
            "rounds": [one.to_json() for one in self.rounds],
            "ties": [tie.to_json() for tie in self.ties],
            "withdrawn": list(self.withdrawn),
            "settings": dict(self.settings),
        }


def fixed(units: int, places: int) -> Decimal:
    """Give a number kept as whole units of its last place, exactly."""
    if not places:
        return Decimal(units)
    whole, rest = divmod(units, 10**places)
    return Decimal(f"{whole}.{rest:0{places}d}")
