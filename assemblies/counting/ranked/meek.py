"""Single transferable vote by Meek's method, with the arithmetic of the reference rule of the PR Foundation.

Every elected option keeps a part of each paper that reaches it, just enough for the quota, and hands the rest on. All
numbers are whole thousand-millionths, and the rule says in which direction each is rounded.

Papers that agree, as far as they are read, are read together: options that are excluded do not matter, and nothing is
left of a paper behind the first one that still hopes. So the papers come down to as many groups as there are ways to
put some of the elected before one of the others, some hundreds where there were a hundred thousand.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from assemblies.counting.ranked.every_way import safe_batch

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from assemblies.counting.ranked.profile import Profile, Ranking
    from assemblies.counting.ranked.record import Record, State

PLACES = 9
ONE = 10**PLACES
OMEGA = ONE // 10**6  # a surplus below this is none

Order = tuple[int, ...]


class Tally:
    """The papers in groups, what each option keeps of a paper, and who still hopes."""

    def __init__(self, orders: Mapping[Ranking, int], options: tuple[int, ...]) -> None:
        self.keep = dict.fromkeys(options, ONE)
        self.hoping = set(options)
        self.votes = dict.fromkeys(options, 0)
        self.last: dict[int, int] = {}  # votes in the round before
        # By what is read of them: elected options in their order, and the first that hopes at the end.
        self.groups: dict[Order, dict[Ranking, int]] = {}
        self.sizes: defaultdict[Order, int] = defaultdict(int)
        self.ending: defaultdict[int, list[Order]] = defaultdict(list)  # by who stands last
        self.regroup([orders])

    def regroup(self, parts: Iterable[Mapping[Ranking, int]]) -> None:
        """Put these papers into groups by what is read of them now."""
        keep, hoping, groups, sizes = self.keep, self.hoping, self.groups, self.sizes
        for part in parts:
            for ranking, number in part.items():
                read: Order = ()
                for (option,) in ranking:
                    if keep[option]:
                        read = (*read, option)
                        if option in hoping:
                            break
                sizes[read] += number
                if read in groups:
                    groups[read][ranking] = number
                else:
                    groups[read] = {ranking: number}
                    if read:
                        self.ending[read[-1]].append(read)

    def read_on(self, option: int) -> None:
        """Group the papers anew on which this option stood last, now that it hopes no more."""
        touched = self.ending.pop(option, [])
        for read in touched:
            del self.sizes[read]
        self.regroup([self.groups.pop(read) for read in touched])

    def drop(self, out: Iterable[int]) -> None:
        """Exclude these: nothing is kept by them any more."""
        self.hoping.difference_update(out)
        for option in out:
            self.keep[option] = 0
        for option in out:
            self.read_on(option)

    def distribute(self) -> None:
        """Let every paper run through those who keep a part of it: what they keep is rounded up."""
        keep, votes = self.keep, dict.fromkeys(self.votes, 0)
        for read, size in self.sizes.items():
            left = ONE
            for option in read:
                kept = -(-left * keep[option] // ONE)
                votes[option] += kept * size
                left -= kept
        self.votes = votes

    def state(self) -> State:
        """Give all on which the rest of the count hangs, and of it the papers as they read now."""
        papers: Counter[tuple[Order, ...]] = Counter()
        for part in self.groups.values():
            for ranking, number in part.items():
                papers[(tuple(option for (option,) in ranking if self.keep[option]),)] += number
        return (frozenset(self.hoping), tuple(sorted(self.keep.items()))), papers

    def moved(self) -> list[int]:
        """Who has other votes than in the round before."""
        last, self.last = self.last, self.votes
        return [option for option, votes in self.votes.items() if last.get(option) != votes]


def meek(profile: Profile, record: Record) -> None:
    """Elect by the reference rule; ties are decided by what is handed in, never by chance."""
    orders = profile.in_one_order()
    record.places = PLACES
    tally = Tally(orders, profile.standing)
    note = "First preferences are counted."
    while len(record.elected) < profile.seats and len(record.elected) + len(tally.hoping) > profile.seats:
        quota, surplus, elected, steps = iterate(tally, record)
        note += f" Keep factors were set {'once' if steps == 1 else f'{steps} times'}." if steps else ""
        lost = record.valid * ONE - sum(tally.votes.values())
        record.add(tally.votes, changed=tally.moved(), quota=quota, lost=lost, elected=elected, note=note)
        if elected:
            for option in elected:
                tally.read_on(option)
            note = "Surpluses are transferred."
        else:
            out = lowest(tally, surplus, record)
            record.exclude(out)
            tally.drop(out)
            note = f"The papers of {record.names[out[0]]} are transferred."
    finish(tally, record, note)


def iterate(tally: Tally, record: Record) -> tuple[int, int, list[int], int]:
    """Set the keep factors until somebody reaches the quota or the surplus is used up.

    Gives quota, surplus, who is elected, and how often factors were set.
    """
    before, steps = None, 0
    while True:
        tally.distribute()
        quota = sum(tally.votes.values()) // (record.seats + 1) + 1
        elected = [option for option in tally.hoping if tally.votes[option] >= quota]
        if elected:
            tally.hoping.difference_update(elected)
        holding = [*record.elected, *elected]
        surplus = max(0, sum(tally.votes[option] - quota for option in holding))
        if elected or surplus < OMEGA or (before is not None and surplus >= before):
            return quota, surplus, sorted(elected, key=lambda one: (-tally.votes[one], one)), steps
        for option in holding:
            wanted = -(-tally.keep[option] * quota // ONE)
            tally.keep[option] = -(-wanted * ONE // tally.votes[option])
        before, steps = surplus, steps + 1


def lowest(tally: Tally, surplus: int, record: Record) -> list[int]:
    """Say who is excluded: the lowest. Whoever is not further above than the whole surplus counts as equal to it.

    On trial these may be several. Before anybody is elected all factors are 1, and a batch comes to the same in any
    order. Later factors hang on the way to them, in their last places; so those alone go together who have no votes,
    and with no surplus to share: then nothing moves, and no factor is set.
    """
    votes = {option: tally.votes[option] for option in tally.hoping}
    least = min(votes.values())
    equal = [option for option in tally.hoping if votes[option] <= least + surplus]
    if len(equal) == 1:
        return equal
    if record.batches and (not record.elected or surplus < OMEGA):
        moving = 0 if record.elected else sum(votes.values())
        batch = safe_batch(votes, seats=record.seats - len(record.elected), ceiling=None, slack=surplus)
        together = sum(votes[option] for option in batch)
        quota = (moving - together) // (record.seats + 1) + 1  # when all their papers have run out
        stays = max(votes.values()) + together < quota or record.seats == 1
        if batch and (not together if record.elected else stays or not together):
            return batch
    return record.settle("exclude", equal, state=tally.state)


def finish(tally: Tally, record: Record, note: str) -> None:
    """Elect who is left where the seats allow it, and say how the papers lie then."""
    if len(record.elected) < record.seats and tally.hoping:
        tally.distribute()
        votes = sum(tally.votes.values())
        record.add(
            tally.votes,
            changed=tally.moved(),
            quota=votes // (record.seats + 1) + 1,
            lost=record.valid * ONE - votes,
            elected=sorted(tally.hoping, key=lambda option: (-tally.votes[option], option)),
            note=f"{note} No more are left than seats.",
        )
        tally.hoping.clear()
    rest = sorted(tally.hoping, key=lambda option: (-tally.votes[option], option))
    record.order = [*record.elected, *rest, *reversed(record.excluded)]
