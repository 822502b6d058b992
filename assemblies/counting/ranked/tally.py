"""Who holds which papers, what they are worth together, and how everybody stood at earlier stages."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from functools import cmp_to_key
from operator import itemgetter
from typing import TYPE_CHECKING

from assemblies.counting.ranked.profile import Ranking

if TYPE_CHECKING:
    from collections.abc import Collection

    from assemblies.counting.ranked.record import Record

NUMBER = itemgetter(1)
Papers = Iterable[tuple[Ranking, int]]  # with one option on each rank, and the number of papers that are equal
Pile = dict[int, list[tuple[Ranking, int]]]  # what an option holds, by the value of each paper


class Tally:
    """Papers on piles, one for each option."""

    def __init__(self, options: Iterable[int]) -> None:
        self.totals = dict.fromkeys(options, 0)
        self.piles: dict[int, Pile] = {option: {} for option in self.totals}
        self.continuing = set(self.totals)
        self.held = 0  # by all together
        self.changed = set(self.totals)  # since the end of the last stage,
        self.moved = self.changed  # and in that stage
        self.stage = 0
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
        if self.history[one] == self.history[other] and self.stages[one] == self.stages[other]:
            return 0
        for stage in sorted({*self.stages[one], *self.stages[other]}, reverse=True):
            if difference := self.at(one, stage) - self.at(other, stage):
                return difference
        return 0

    def in_order(self, options: Iterable[int]) -> list[int]:
        """Put options in order, those with more votes first."""
        return sorted(sorted(options), key=cmp_to_key(self.compare), reverse=True)

    def choose(self, options: Collection[int], record: Record, *, exclude: bool) -> int:
        """Say who is excluded, the lowest, or whose surplus goes first, the highest.

        Where votes are equal the latest stage decides at which they were not, and where they always were, what was
        decided about the tie.
        """
        pick = min if exclude else max
        votes = pick(map(self.totals.__getitem__, options))
        equal = [option for option in options if self.totals[option] == votes]
        found = pick(equal, key=cmp_to_key(self.compare))
        tied = [option for option in equal if self.compare(option, found) == 0]
        return found if len(tied) == 1 else record.settle("exclude" if exclude else "transfer", tied)[0]
