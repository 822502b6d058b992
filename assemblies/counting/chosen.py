"""What a count among options came to, in the same shape for every method, and what was decided about its ties."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any, Self

from assemblies.counting import check_entries
from assemblies.counting.seats import Resolution, TieBreak
from assemblies.counting.telling import told

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assemblies.counting.ranked.outcome import Count as RankedCount
    from assemblies.counting.seats import Count

__all__ = ["Chosen", "Decided", "Waiting", "decisions_of", "of_ranked", "of_seats", "resolution_of"]


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

    @classmethod
    def from_json(cls, data: Mapping[str, object]) -> Self:
        """Read one written by `to_json`.

        Raises ValueError when an entry is missing, unknown or of another kind.
        """
        check_entries(cls, data)
        values: dict[str, Any] = dict(data)
        lists = [values[name] for name in ("options", "chosen")]
        texts = [values[name] for name in ("stage", "purpose", "by", "note")]
        are_texts = all(isinstance(names, list) for names in lists)
        if not are_texts or not all(isinstance(text, str) for text in chain(texts, *lists)):
            raise ValueError("What was decided about a tie must be told in texts, with lists of options.")
        values |= {name: tuple(values[name]) for name in ("options", "chosen")}
        return cls(**values)


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


def decisions_of(ties: Sequence[Decided]) -> list[dict[str, Any]] | None:
    """Give decisions on ties as ranked counts read them.

    Raises ValueError for a stage that is no number of a round.
    """
    return [
        {
            "stage": _round(tie.stage),
            "purpose": tie.purpose,
            "options": list(tie.options),
            "chosen": list(tie.chosen),
            "by": tie.by,
        }
        for tie in ties
    ] or None


def resolution_of(ties: Sequence[Decided]) -> Resolution | None:
    """Give the decision on the one tie at which counts into seats stop, as they read it.

    Raises ValueError where there is more than one, or for a means that is not known.
    """
    if not ties:
        return None
    if len(ties) > 1:
        raise ValueError("This method stops at one tie, and more than one was decided.")
    by = next((one for one in TieBreak if one == ties[0].by), None)
    if by is None:
        raise ValueError(f"A tie is resolved by one of: {', '.join(TieBreak)}.")
    return Resolution(by=by, order=ties[0].chosen, note=ties[0].note)


def of_seats(found: Count, ties: Sequence[Decided]) -> Chosen:
    """Give a count into seats in the shape of all.

    Raises ValueError where something was decided about another tie than arose.
    """
    if ties and found.tie is None:
        raise ValueError("There is no tie, and one was decided about.")
    waits = None
    if tie := found.tie:
        if any((one.stage, one.purpose, set(one.options)) != (tie.stage, "win", set(tie.options)) for one in ties):
            raise ValueError("What was decided about the tie does not fit the tie that arose.")
        if found.is_open:
            waits = Waiting(stage=tie.stage, purpose="win", options=tie.options, take=tie.seats, changes_winners=True)
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


def of_ranked(found: RankedCount) -> Chosen:
    """Give a ranked count in the shape of all."""
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


def _round(stage: str) -> int:
    if not (stage.isascii() and stage.isdigit() and len(stage) < 10 and stage[0] != "0"):
        raise ValueError(f"A tie of this method arises in a round, and “{stage[:40]}” is no number of one.")
    return int(stage)
