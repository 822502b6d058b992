"""Filling a seat that falls free from the papers of its election: they are counted again without whoever is gone.

All papers are counted, by the method of the election and for as many seats as it had, as if those who are gone had
never stood. Those who still serve stand in it like everybody, so that their votes stay with them, and keep their seats
whatever comes out. The seat goes to the first who is elected and does not serve yet.

Where the count meets a tie, a lot decides that is reckoned from what was published when the ballot closed, before
anybody knew whose seat would fall free. It is drawn over the places on the paper, which no erasure changes. So the same
papers give the same person, whoever counts.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, get_args

from assemblies.counting.choosing import RANKED, Choosing, Decided, Question
from assemblies.counting.lots import draw
from assemblies.counting.marks import (
    BLANK,
    read_marks,
    read_points,
    read_ranking,
    write_marks,
    write_points,
    write_ranking,
)
from assemblies.counting.ranked.outcome import Purpose
from assemblies.counting.ranked.ties import by_drawn_order

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from assemblies.counting.choosing import Chosen

__all__ = ["Again", "Lot", "Papers", "count_again", "first_of", "struck_line", "without"]

LOT = "lot"
NOTE = "Reckoned from the digests of roll and papers."
# What a paper had to do when it was cast, and cannot any more once somebody is struck off it.
FOR_CASTING = {"least", "spend_all"}
# More would find room on no paper that lost a name, so that they mean the same as all that are left.
AT_MOST = ("most", "strikes")


@dataclass(frozen=True)
class Papers:
    """What is counted again: the question, the papers, how many were spoilt and stay so, and where options stood.

    `places` are those on the paper of the election, from 1 on, in the order of the options that are left.
    """

    question: Question
    papers: Counter[str]
    spoilt: int
    places: tuple[int, ...]


@dataclass(frozen=True)
class Lot:
    """One lot that was reckoned: between whom, at which places on the paper, who was named, and every step of it.

    It is drawn over the places. A name can be taken off the paper by an erasure, and the lot is still the same.
    """

    between: tuple[str, ...]
    places: tuple[int, ...]
    named: tuple[str, ...]
    evidence: dict[str, Any]

    def to_json(self) -> dict[str, Any]:
        """Give it as plain JSON types."""
        return {
            "between": list(self.between),
            "places": list(self.places),
            "named": list(self.named),
            "evidence": self.evidence,
        }


@dataclass(frozen=True)
class Again:
    """What came of it: the count, how its ties were decided, and who is named; nobody where `named` is empty."""

    chosen: Chosen | None
    ties: tuple[Decided, ...] = ()
    lots: tuple[Lot, ...] = ()
    named: str = ""


def without(question: Question, papers: Iterable[tuple[str, int]], gone: Collection[str]) -> Papers | None:
    """Give the papers as they read without those who are gone; None where nobody is left to be chosen.

    What says nothing then is a blank paper. A paper that was spoilt when it was cast is left out: without one of too
    many names it would speak all at once.

    Raises ValueError for a paper that was never one of this ballot.
    """
    kept = [place for place, label in enumerate(question.options) if label not in gone]
    options = tuple(question.options[place] for place in kept)
    if not set(options) - {question.settings.get("default")}:
        return None
    settings = {name: value for name, value in question.settings.items() if name not in FOR_CASTING}
    settings |= {name: min(settings[name], len(options)) for name in AT_MOST if settings.get(name) is not None}
    asked = replace(question, options=options, settings=settings)
    places = {old: new for new, old in enumerate(kept)}
    found: Counter[str] = Counter()
    spoilt = 0
    for line, times in papers:
        if question.demand(line):
            found[struck_line(question, line, places)] += times
        else:
            spoilt += times
    return Papers(asked, found, spoilt, tuple(place + 1 for place in kept))


def struck_line(question: Question, line: str, places: Mapping[int, int]) -> str:
    """Give the line of one paper with the options of `places` alone, each at its new place."""
    if line == BLANK:
        return line
    if question.method in RANKED:
        ranks = ([places[place] for place in rank if place in places] for rank in read_ranking(line))
        return write_ranking(rank for rank in ranks if rank)
    number = {label: places[place] for place, label in enumerate(question.options) if place in places}
    if question.method is Choosing.POINTS:
        given = read_points(line, question.options).given
        return write_points((number[label], points) for label, points in given if label in number)
    marks = read_marks(line, question.options)
    marked, struck = ((number[label] for label in names if label in number) for names in (marks.marked, marks.struck))
    return write_marks(marked, struck)


def count_again(found: Papers | None, serving: Collection[str], sources: Sequence[str]) -> Again:
    """Count such papers and name the first who is elected and does not serve yet.

    Args:
        found: as `without` gives it.
        serving: those who hold a seat and keep it.
        sources: what lots are reckoned from, such as the digests of roll and papers.

    Raises ValueError where the papers cannot be counted.
    """
    if found is None or set(found.question.options) - {found.question.settings.get("default")} <= set(serving):
        return Again(None)
    ties: list[Decided] = []
    lots: list[Lot] = []
    papers = sorted(found.papers.items())
    chosen = found.question.count(papers, ties)
    while (waits := chosen.waits_for) is not None:
        order, places, evidence = _reckoned(found, waits.options, sources, waits.stage)
        purpose = next(one for one in get_args(Purpose) if one == waits.purpose)
        named = by_drawn_order(order, purpose, waits.options, waits.take)
        lots.append(Lot(waits.options, places, named, evidence))
        ties.append(
            Decided(stage=waits.stage, purpose=waits.purpose, options=waits.options, chosen=named, by=LOT, note=NOTE)
        )
        chosen = found.question.count(papers, ties)
    default = found.question.settings.get("default")
    coming = [label for label in chosen.winners if label not in serving and label != default]
    equal = first_of(chosen, coming)
    if len(equal) > 1:
        order, places, evidence = _reckoned(found, equal, sources, "first")
        lots.append(Lot(tuple(equal), places, order[:1], evidence))
        equal = list(order[:1])
    return Again(chosen, tuple(ties), tuple(lots), "".join(equal))


def _reckoned(
    found: Papers, tied: Sequence[str], sources: Sequence[str], stage: str
) -> tuple[tuple[str, ...], tuple[int, ...], dict[str, Any]]:
    """Draw the tied by their places on the paper of the election: their order, the place of each, every step."""
    place_of = dict(zip(found.question.options, found.places, strict=True))
    label_of = {str(place_of[label]): label for label in tied}
    drawn = draw(sorted(label_of, key=int), 1, sources, name=stage)
    return tuple(label_of[one] for one in drawn.order), tuple(place_of[label] for label in tied), drawn.to_json()


def first_of(chosen: Chosen, coming: Sequence[str]) -> list[str]:
    """Say who of those elected comes first, and who came with the same votes at the same moment."""
    if not coming:
        return []
    rounds = chosen.record.get("rounds")
    if rounds is None:
        value = {row["option"]: row["value"] for row in chosen.record["rows"]}
        return [label for label in coming if value[label] == value[coming[0]]]
    elected = {label: number for number, one in enumerate(rounds) for label in one["elected"]}
    until = elected.get(coming[0], len(rounds) - 1)

    def had(label: str) -> tuple[int, list[Any]]:
        return elected.get(label, len(rounds) - 1), [one["totals"].get(label) for one in rounds[: until + 1]]

    return [label for label in coming if had(label) == had(coming[0])]
