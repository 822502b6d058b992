"""Which ties of a count can be decided by voting again, and what that vote comes to.

A run-off asks who of the tied is to be chosen. That is what a tie is about where it is for the last seats, and where
everybody who is left is tied and one too many: whoever is excluded then loses the seat, and all the others are chosen.
In the middle of a count of rankings a tie is about whose papers go on first, and nobody can vote on that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assemblies.counting.chosen import Decided
from assemblies.counting.ranked.ties import by_drawn_order
from assemblies.counting.seats import TieBreak

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assemblies.counting.choosing import Question
    from assemblies.counting.chosen import Chosen

__all__ = ["named_by_lot", "named_by_run_off", "run_off_seats"]

EXCLUDE: Final = "exclude"
WIN: Final = "win"


def run_off_seats(question: Question, papers: Mapping[str, int], ties: Sequence[Decided], found: Chosen) -> int | None:
    """How many of the tied a run-off would choose; None where the tie is none for a run-off.

    Args:
        ties: what was decided about the ties before.
        found: the count that stopped.
    """
    waits = found.waits_for
    if waits is None or waits.changes_winners is False:
        return None
    if waits.purpose == WIN:
        return waits.take
    others = len(waits.options) - 1
    if waits.purpose != EXCLUDE or waits.take != 1 or others > question.seats:
        return None
    sure = set(found.winners) - set(waits.options)
    for out in waits.options:
        decision = Decided(
            stage=waits.stage, purpose=waits.purpose, options=waits.options, chosen=(out,), by=TieBreak.RUN_OFF.value
        )
        after = question.count(sorted(papers.items()), [*ties, decision])
        if after.waits_for is not None or set(after.winners) != sure | (set(waits.options) - {out}):
            return None
    return others


def named_by_run_off(purpose: str, tied: Sequence[str], winners: Sequence[str]) -> tuple[str, ...]:
    """Whom the decision on a tie names: whoever was chosen, or whoever was not where it is about who is excluded."""
    return tuple(one for one in tied if one not in winners) if purpose == EXCLUDE else tuple(winners)


def named_by_lot(purpose: str, order: Sequence[str], take: int, kept: Sequence[str] = ()) -> tuple[str, ...]:
    """Whom a drawn order of the tied names, where a run-off chose some of them and left places free.

    Args:
        order: of all the tied but those whom the run-off chose.
        take: how many are to be named.
        kept: those whom the run-off chose.
    """
    if purpose == WIN:
        return (*kept, *order[: take - len(kept)])
    return by_drawn_order(order, EXCLUDE, order, take)
