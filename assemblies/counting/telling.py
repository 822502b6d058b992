"""A ranked count in sentences, for the page, the minutes and the record: papers, every round, ties, who is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assemblies.counting.seats_wording import RESOLVED, listed
from assemblies.counting.wording import counted, number

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from assemblies.counting.ranked.outcome import Count, Tie

__all__ = ["told"]

ABOUT = {
    "exclude": "who is excluded",
    "transfer": "whose surplus goes first",
    "lock": "which of equal victories counts first",
    "win": "who is elected",
    "order": "who stands before whom",
}
WAYS = {way.value: words for way, words in RESOLVED.items()}


def told(count: Count) -> tuple[str, ...]:
    """Say what was counted and how it ended; what was done in each round stands in the note of the round."""
    return (*_counted(count), *map(_decided, (tie for tie in count.ties if tie.chosen)), *_ended(count))


def _counted(count: Count) -> Iterator[str]:
    blank = count.papers - count.valid
    also = f", of which {number(blank)} blank" if blank else ""
    yield f"{counted(count.papers, 'paper', 'papers')}{also}."
    quota = count.rounds[0].quota if count.rounds else None
    if quota is not None and count.method != "irv":
        seats = counted(count.seats, "seat", "seats")
        falls = "" if count.method == "scottish-stv" else " in the first round, and less once papers run out"
        yield f"With {seats} to fill, the quota is {_plain(quota)}{falls}: whoever has it is elected."
    if count.method == "debian-schulze" and (dropped := count.rounds[0].excluded):
        yield f"Too few papers prefer these to {count.settings['default']}: {listed(dropped)}."
    if len(count.rounds) > 1 and count.method != "debian-schulze":
        yield f"The count took {number(len(count.rounds))} rounds."


def _decided(tie: Tie) -> str:
    way = WAYS.get(tie.by, f"by {tie.by}")
    named = ", then ".join(tie.chosen) if tie.purpose in {"lock", "order"} else listed(tie.chosen)
    return f"{_tie(tie)} It was resolved {way}: {named}."


def _ended(count: Count) -> Iterator[str]:
    if tie := count.waits_for:
        yield f"{_tie(tie)} The count stops here, until the tie is resolved."
        if tie.changes_winners is False:
            yield "Whichever way it is resolved, the same are elected."
        if tie.changes_winners is None:
            yield "Whether it changes who is elected was not found out."
        if count.winners:
            yield f"Elected in any case: {listed(count.winners)}."
        elif tie.changes_winners is None:
            yield "Who is elected in any case was not found out."
        else:
            yield "Nobody is elected yet."
        return
    yield f"Elected: {listed(count.winners)}." if count.winners else "Nobody is elected."
    if vacant := count.seats - len(count.winners):
        yield f"{counted(vacant, 'seat stays', 'seats stay')} empty."


def _tie(tie: Tie) -> str:
    return f"A tie in round {number(tie.stage)} on {ABOUT[tie.purpose]}: {listed(tie.options)} are equal."


def _plain(quota: Decimal) -> str:
    """Write a quota without the noughts behind the point, which say nothing."""
    text = f"{quota:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
