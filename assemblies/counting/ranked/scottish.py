"""Single transferable vote as Scottish councils are elected: SSI 2011/399, schedule 1, rules 45 to 52.

Values of papers are kept in whole hundred-thousandths, which is what the five decimals of the rules are.
"""

from __future__ import annotations

from collections.abc import Iterable
from operator import itemgetter
from typing import TYPE_CHECKING

from assemblies.counting.ranked.profile import Ranking

if TYPE_CHECKING:
    from assemblies.counting.ranked.profile import Profile
    from assemblies.counting.ranked.record import Record

PLACES = 5
ONE = 10**PLACES
NUMBER = itemgetter(1)
Papers = Iterable[tuple[Ranking, int]]  # with one option on each rank, and the number of papers that are equal
Pile = dict[int, list[tuple[Ranking, int]]]  # what an option holds, by the value of each paper


class Tally:
    """Who holds which papers, what they are worth together, and how everybody stood at earlier stages."""

    def __init__(self, options: Iterable[int]) -> None:
        self.totals = dict.fromkeys(options, 0)
        self.piles: dict[int, Pile] = {option: {} for option in self.totals}
        self.continuing = set(self.totals)
        # The place of each option among all by votes, and where these are equal by the place one stage before. So two
        # options have the same place only where they were equal at every stage.
        self.place = dict.fromkeys(self.totals, 0)

    def deal(self, papers: Papers, value: int) -> None:
        """Give each paper to the first continuing option on it; papers without one stay out."""
        got: dict[int, list[tuple[Ranking, int]]] = {option: [] for option in self.continuing}
        for paper in papers:
            for (option,) in paper[0]:
                if option in got:
                    got[option].append(paper)
                    break
        for option, part in got.items():
            if part:
                self.totals[option] += value * sum(map(NUMBER, part))
                self.piles[option].setdefault(value, []).extend(part)

    def end_stage(self) -> None:
        """Remember how everybody stands now."""
        now = {option: (total, self.place[option]) for option, total in self.totals.items()}
        places = {key: place for place, key in enumerate(sorted(set(now.values())))}
        self.place = {option: places[key] for option, key in now.items()}

    def take_pile(self, option: int, left: int) -> Pile:
        """Take all papers from an option, which keeps so many votes."""
        self.totals[option] = left
        pile, self.piles[option] = self.piles[option], {}
        return pile


def scottish(profile: Profile, record: Record) -> None:
    """Elect with a quota, surpluses of every paper, and exclusions."""
    orders = profile.in_one_order(stop_at_gap=True)
    record.places = PLACES
    record.valid = valid = sum(orders.values())
    tally = Tally(profile.standing)
    tally.deal(orders.items(), ONE)
    quota = (valid // (profile.seats + 1) + 1) * ONE
    waiting: list[int] = []  # elected, with a surplus that was not transferred yet
    note, excluded = "First preferences are counted.", list[int]()
    while True:
        elected = elect(tally, quota, profile.seats - len(record.elected))
        waiting += [option for option in elected if tally.totals[option] > quota]
        tally.end_stage()
        lost = valid * ONE - sum(tally.totals.values())
        record.add(tally.totals, quota=quota, lost=lost, elected=elected, excluded=excluded, note=note)
        excluded = []
        if len(record.elected) == profile.seats or not tally.continuing:
            break
        if waiting:
            option = highest(waiting, tally, record)
            waiting.remove(option)
            transfer(option, quota, tally)
            note = f"The surplus of {record.names[option]} is transferred."
        else:
            option = lowest(tally, record)
            excluded = [option]
            tally.continuing.discard(option)
            for value, papers in tally.take_pile(option, 0).items():
                tally.deal(papers, value)
            note = f"{record.names[option]} is excluded."
    rest = sorted(tally.continuing, key=tally.place.__getitem__, reverse=True)
    record.order = [*record.elected, *rest, *reversed(record.excluded)]


def elect(tally: Tally, quota: int, vacancies: int) -> list[int]:
    """Take out of the continuing who has the quota, and everybody where they are no more than the seats left."""
    reached = [option for option in tally.continuing if tally.totals[option] >= quota]
    tally.continuing.difference_update(reached)
    if len(tally.continuing) <= vacancies - len(reached):
        reached += tally.continuing
        tally.continuing.clear()
    return sorted(reached, key=lambda option: (-tally.totals[option], -tally.place[option], option))


def transfer(option: int, quota: int, tally: Tally) -> None:
    """Hand on every paper at its share of the surplus, cut to five decimals."""
    total = tally.totals[option]
    for value, papers in tally.take_pile(option, quota).items():
        tally.deal(papers, (total - quota) * value // total)


def highest(waiting: list[int], tally: Tally, record: Record) -> int:
    """Say whose surplus goes first: the largest, then who had more at the latest stage that differs, then by lot."""
    most = max(tally.place[option] for option in waiting)
    return pick([option for option in waiting if tally.place[option] == most], record, exclude=False)


def lowest(tally: Tally, record: Record) -> int:
    """Say who is excluded: the lowest, then who had fewer at the latest stage that differs, then by lot."""
    least = min(tally.place[option] for option in tally.continuing)
    return pick([option for option in tally.continuing if tally.place[option] == least], record, exclude=True)


def pick(equal: list[int], record: Record, *, exclude: bool) -> int:
    """Give the only one, or whom the decision on the tie names."""
    return equal[0] if len(equal) == 1 else record.settle("exclude" if exclude else "transfer", equal)[0]
