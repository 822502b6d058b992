"""Ranked pairs, Tideman's method: victories are locked in from the strongest on, unless one contradicts those before.

Pairs of equal strength are locked in together where they do not contradict each other: their order cannot matter then.
Where they do, it is a tie, which needs an order of the options concerned.
"""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from assemblies.counting.ranked.pairwise import elect_in_layers, layers, pairs_of, preferences, victories
from assemblies.counting.ranked.record import TieStands

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assemblies.counting.ranked.profile import Profile
    from assemblies.counting.ranked.record import Record

Pairs = list[tuple[int, int]]
MOST_TRIED = 2000  # partial results looked at to find out whether a tie can change the winners,
MOST_STEPS = 3_000_000  # and steps taken for them


class Locked:
    """What is locked in: for each option, as bits, those that stand below it."""

    def __init__(self, below: Sequence[int]) -> None:
        self.below = list(below)

    def contradicts(self, pair: tuple[int, int]) -> bool:
        """Whether the second already stands above the first."""
        return bool(self.below[pair[1]] >> pair[0] & 1)

    def lock(self, pair: tuple[int, int]) -> bool:
        """Lock it in, unless it contradicts what is locked; say whether it was."""
        if self.contradicts(pair):
            return False
        added = self.below[pair[1]] | 1 << pair[1]
        if self.below[pair[0]] | added != self.below[pair[0]]:
            for option, below in enumerate(self.below):
                if option == pair[0] or below >> pair[0] & 1:
                    self.below[option] = below | added
        return True

    def lock_all(self, pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        """Lock in what can be, one after the other; give those that were."""
        return [pair for pair in pairs if self.lock(pair)]


def ranked_pairs(profile: Profile, record: Record) -> None:
    """Elect by ranked pairs; of pairs with the same number in favour the one with fewer papers against goes first."""
    matrix = preferences(profile)

    def strength(pair: tuple[int, int]) -> tuple[int, int]:
        one, other = pair
        return -matrix[one][other], matrix[other][one]

    won = sorted(victories(matrix, record.standing), key=strength)
    groups = [list(group) for _, group in groupby(won, strength)]
    locked, kept = Locked([0] * len(profile.options)), set[tuple[int, int]]()
    settled = set[tuple[int, int]]()
    try:
        for after, group in enumerate(groups, 1):
            free, tied = apart(locked, group)
            kept.update(locked.lock_all(free))
            if tied:
                kept.update(locked.lock_all(in_order(tied, locked, won, groups[after:], record)))
            settled.update(group)
    finally:
        settled |= kept
        states = ["locked" if pair in kept else "skipped" if pair in settled else "waits" for pair in won]
        below = {option: locked.below[option].bit_count() for option in record.standing}
        note = "Victories from the strongest to the weakest; totals are how many options stand below."
        record.add(below, note=note, pairs=pairs_of(matrix, won, record, states))
    elect_in_layers(layers_of(locked, record), record)


def layers_of(locked: Locked, record: Record) -> list[list[int]]:
    """Put the options in order by what is locked in."""
    return layers(record.standing, lambda one, other: bool(locked.below[one] >> other & 1))


def apart(locked: Locked, group: Pairs) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Part pairs of equal strength into those whose order cannot matter and those that contradict each other.

    A pair lies on a circle if, with all of them added to what is locked, its second option reaches its first.
    """
    live = [pair for pair in group if not locked.contradicts(pair)]
    if len(live) < 2:
        return live, []
    ends = {option for pair in live for option in pair}  # what is locked needs no middle: it is closed already
    reach = {option: locked.below[option] for option in ends}
    for one, other in live:
        reach[one] |= 1 << other | locked.below[other]
    for middle in ends:
        for start in ends:
            if reach[start] >> middle & 1:
                reach[start] |= reach[middle]
    on_circle = [pair for pair in live if reach[pair[1]] >> pair[0] & 1]
    return [pair for pair in live if not reach[pair[1]] >> pair[0] & 1], on_circle


def beating_all(won: Pairs, record: Record) -> list[int]:
    """Give who beats everybody, then who beats everybody but that one, and so on, up to the number of seats.

    They come first whichever pairs are locked before others, since no victory leads back to them.
    """
    wins = Counter(one for one, _ in won)
    first: list[int] = []
    for option in sorted(record.standing, key=lambda option: -wins[option])[: record.seats]:
        if wins[option] < len(record.standing) - 1 - len(first):
            break
        first.append(option)
    return first


def in_order(tied: Pairs, locked: Locked, won: Pairs, later: Sequence[Pairs], record: Record) -> list[tuple[int, int]]:
    """Order equal pairs by an order of their options: the victory of the earlier first, over the later first.

    Raises:
        TieStands: nothing was decided about it; `record` says what the tie can change.
    """
    concerned = sorted({option for pair in tied for option in pair})
    try:
        order = record.settle("lock", concerned, len(concerned))
    except TieStands:
        record.sure, record.changes = outlook(tied, locked, later, record)
        if record.changes is None:
            record.sure = beating_all(won, record)
            record.changes = None if len(record.sure) < record.seats else False
        raise
    place = {option: index for index, option in enumerate(order)}
    return sorted(tied, key=lambda pair: (place[pair[0]], -place[pair[1]]))


def outlook(tied: Pairs, locked: Locked, later: Sequence[Pairs], record: Record) -> tuple[list[int], bool | None]:
    """Say who is elected whichever way ties are decided, and whether that differs; None where it takes too long."""
    results: set[frozenset[int] | None] = set()
    sure: set[int] | None = None
    waiting = [(tuple(locked.below), frozenset(tied), 0)]
    seen = set(waiting)
    taken = 0
    while waiting:
        below, left, done = waiting.pop()
        taken += len(left) * (len(left) + len(below))
        if len(seen) > MOST_TRIED or taken > MOST_STEPS:
            return [], None
        now = Locked(below)
        steps = []
        if left:
            for pair in left:
                then = Locked(below)
                then.lock(pair)
                steps.append((tuple(then.below), frozenset(p for p in left - {pair} if not then.contradicts(p)), done))
        elif done < len(later):
            free, on_circle = apart(now, later[done])
            now.lock_all(free)
            steps.append((tuple(now.below), frozenset(on_circle), done + 1))
        else:
            certain, whole = elected_in(layers_of(now, record), record.seats)
            sure = certain if sure is None else sure & certain
            results.add(frozenset(certain) if whole else None)
        for step in steps:
            if step not in seen:
                seen.add(step)
                waiting.append(step)
    return sorted(sure or ()), len(results) > 1 or None in results


def elected_in(order: list[list[int]], seats: int) -> tuple[set[int], bool]:
    """Give who is elected before any tie between winners, and whether that fills the seats."""
    elected: set[int] = set()
    for layer in order:
        if len(elected) + len(layer) > seats:
            return elected, len(elected) == seats
        elected.update(layer)
    return elected, True
