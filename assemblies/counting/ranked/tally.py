"""Who holds which papers, what they are worth together, and how everybody stood at earlier stages."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cmp_to_key
from operator import itemgetter
from typing import TYPE_CHECKING

from assemblies.counting.ranked.every_way import safe_batch
from assemblies.counting.ranked.profile import Ranking

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from assemblies.counting.ranked.record import Record, State

NUMBER = itemgetter(1)
Papers = Iterable[tuple[Ranking, int]]  # with one option on each rank, and the number of papers that are equal
Pile = dict[int, list[tuple[Ranking, int]]]  # what an option holds, by the value of each paper


class Tally:
    """Papers on piles, one for each option."""

    def __init__(self, options: Iterable[int], again: Mapping[Ranking, int] | None = None) -> None:
        self.again = again or {}  # papers that will be counted anew, for another seat
        self.totals = dict.fromkeys(options, 0)
        self.piles: dict[int, Pile] = {option: {} for option in self.totals}
        self.continuing = set(self.totals)
        self.held = 0  # by all together
        self.changed = set(self.totals)  # since the end of the last stage,
        self.moved = self.changed  # and in that stage
        self.stage = 0
        # On trial, stages in which several were excluded who had votes: nobody knows how the others stood in between.
        self.together: set[int] = set()
        self.unsure = False  # whether a comparison looked back past one of these
        self.stages: dict[int, list[int]] = {option: [] for option in self.totals}  # at which each total changed,
        self.history: dict[int, list[int]] = {option: [] for option in self.totals}  # and what it was from then on

    def deal(self, papers: Papers, value: int) -> None:
        """Give each paper to the first continuing option on it; papers without one stay out."""
        continuing = self.continuing
        got: defaultdict[int, list[tuple[Ranking, int]]] = defaultdict(list)
        for paper in papers:
            for (option,) in paper[0]:
                if option in continuing:
                    got[option].append(paper)
                    break
        for option, part in got.items():
            votes = value * sum(map(NUMBER, part))
            self.totals[option] += votes
            self.held += votes
            self.piles[option].setdefault(value, []).extend(part)
        self.changed.update(got)

    def take_pile(self, option: int, left: int) -> Pile:
        """Take all papers from an option, which keeps so many votes."""
        self.held += left - self.totals[option]
        self.totals[option] = left
        self.changed.add(option)
        pile, self.piles[option] = self.piles[option], {}
        return pile

    def hand_on(self, out: Iterable[int]) -> None:
        """Give the papers of those who are excluded to the next on them, at the value they have."""
        self.continuing.difference_update(out)
        for option in out:
            for value, papers in self.take_pile(option, 0).items():
                self.deal(papers, value)

    def end_stage(self) -> None:
        """Remember how everybody stands now."""
        self.stage += 1
        for option in self.changed:
            self.stages[option].append(self.stage)
            self.history[option].append(self.totals[option])
        self.moved, self.changed = self.changed, set()

    def at(self, option: int, stage: int) -> int:
        """What an option had at the end of a stage."""
        return self.history[option][bisect_right(self.stages[option], stage) - 1]

    def compare(self, one: int, other: int) -> int:
        """Above 0 if the first has more votes, or where they are equal, had more at the latest stage that differs."""
        if difference := self.totals[one] - self.totals[other]:
            return difference
        if not self.together and self.history[one] == self.history[other] and self.stages[one] == self.stages[other]:
            return 0
        for stage in sorted({*self.stages[one], *self.stages[other]}, reverse=True):
            if difference := self.at(one, stage) - self.at(other, stage):
                return difference
            self.unsure = self.unsure or stage in self.together
        return 0

    def in_order(self, options: Iterable[int]) -> list[int]:
        """Put options in order, those with more votes first."""
        return sorted(sorted(options), key=cmp_to_key(self.compare), reverse=True)

    def to_transfer(self, waiting: Collection[int], record: Record) -> int:
        """Say whose surplus goes first, the largest."""
        tied = self.equal(waiting, record, pick=max)
        return tied[0] if len(tied) == 1 else record.settle("transfer", tied, state=self.state)[0]

    def to_exclude(self, record: Record, *, seats: int, quota: int) -> list[int]:
        """Say who is excluded, the lowest; several only on trial, where their order cannot matter.

        Args:
            record: knows what was decided about ties.
            seats: how many are left to fill.
            quota: with which an option is elected, whose surplus would come between exclusions.
        """
        tied = self.equal(self.continuing, record, pick=min)
        if len(tied) == 1:
            return tied
        if record.batches:
            ceiling = None if seats == 1 else quota
            batch = safe_batch({one: self.totals[one] for one in self.continuing}, seats=seats, ceiling=ceiling)
            empty = not any(self.totals[one] for one in batch)
            if batch and (empty or record.batches == "any"):
                self.together |= set() if empty else {self.stage + 1}
                return batch
        return record.settle("exclude", tied, state=self.state)

    def equal(self, options: Collection[int], record: Record, *, pick: Callable[..., int]) -> list[int]:
        """Give the lowest or the highest; where votes are equal the latest stage decides at which they were not."""
        votes = pick(map(self.totals.__getitem__, options))
        equal = [option for option in options if self.totals[option] == votes]
        self.unsure = False
        found = pick(equal, key=cmp_to_key(self.compare))
        tied = [option for option in equal if self.compare(option, found) == 0]
        if self.unsure:
            record.doubt()
        return tied

    def state(self) -> State:
        """Give all on which the rest of the count hangs, and of it the papers as they read now."""
        papers: Counter[tuple[tuple[int, ...], int]] = Counter()
        for ranking, number in self.again.items():
            papers[tuple(one for (one,) in ranking if one in self.totals), 0] += number
        holding = [option for option, pile in self.piles.items() if pile]
        for option in holding:
            holder = () if option in self.continuing else (option,)  # who is elected stands before those who go on
            for value, part in self.piles[option].items():
                for ranking, number in part:
                    papers[(*holder, *(one for (one,) in ranking if one in self.continuing)), value] += number
        self.unsure = False
        classes: list[set[int]] = []
        for option in self.in_order({*self.continuing, *holding}):
            if classes and self.compare(option, next(iter(classes[-1]))) == 0:
                classes[-1].add(option)
            else:
                classes.append({option})
        known = (frozenset(self.continuing), tuple(map(frozenset, classes)), frozenset(papers.items()))
        return (object() if self.unsure else known), papers
