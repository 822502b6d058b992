"""What comes of a tie, however it is decided: every way is followed, and ways that come to the same are followed once.

Three things make few of many ways, and none of them guesses. Options that are out together (`safe_batch`) go in any
order with the same end. Options that could change places on all papers (`alike`) need one of them tried. And a state
that was met before, on which all that follows hangs, is not followed again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

    from assemblies.counting.ranked.record import Record
    from assemblies.counting.ranked.trial import Trial

Result = frozenset[int]  # who is elected

MOST_TRIALS = 400  # counts made to find out whether a tie can change who is elected,
MOST_READ = 4_000_000  # and names read in all of them;
LEAST_TRIALS = 12  # so many are made of any papers


class Ended(Exception):  # no error: it ends the search
    """There are too many ways, or enough of them were followed."""


def every_way(
    stopped: Record, run: Callable[[str, Sequence[int]], Trial], readings: int
) -> tuple[list[int], bool | None]:
    """Say who is elected however the ties from here on are decided, and whether that differs between decisions.

    Where it takes too many counts only those are given who are elected already, with None.
    """
    if stopped.open and stopped.open.purpose in {"win", "lock"}:
        return [*stopped.elected, *(one for one in stopped.sure if one not in stopped.elected)], stopped.changes
    for batches in ("any", "empty"):
        most = max(LEAST_TRIALS, min(MOST_TRIALS, MOST_READ // max(readings, 1)))
        search = Search(run, batches, most, frozenset(stopped.elected))
        try:
            results = search.follow(())
        except Ended:
            return stopped.elected, True if search.nobody_is_sure else None
        if results:
            always = frozenset.intersection(*results)
            return [*stopped.elected, *sorted(always - {*stopped.elected})], len(results) > 1
    return stopped.elected, None


class Search:
    """Follows every way from the tie at which a count stopped."""

    def __init__(self, run: Callable[[str, Sequence[int]], Trial], batches: str, most: int, elected: Result) -> None:
        self.run = run
        self.batches = batches
        self.left = most
        self.elected = elected  # before the tie
        self.ends: set[Result] = set()
        self.met: dict[Hashable, frozenset[Result]] = {}

    @property
    def nobody_is_sure(self) -> bool:
        """Whether the ways that were followed have nobody in common beside those elected before the tie."""
        return len(self.ends) > 1 and frozenset.intersection(*self.ends) <= self.elected

    def follow(self, path: tuple[int, ...]) -> frozenset[Result]:
        """Give every result to which these choices can lead; none where some of it is in doubt.

        Raises:
            Ended: it takes too many counts, or those made are enough to say that nobody else is sure.
        """
        if not self.left or self.nobody_is_sure:
            raise Ended
        self.left -= 1
        record = self.run(self.batches, path)
        if record.doubtful:
            return frozenset()
        if record.open is None:
            result = frozenset(record.elected)
            self.ends.add(result)
            return frozenset([result])
        known, papers = record.state()
        key = (known, frozenset(record.elected), record.open.purpose)
        if key not in self.met:
            self.met[key] = self.onward(path, record, papers)
        return self.met[key]

    def onward(self, path: tuple[int, ...], record: Trial, papers: Mapping[tuple[Any, ...], int]) -> frozenset[Result]:
        """Follow each choice of one tie, and one alone of those that are alike."""
        results: set[Result] = set()
        for first, *others in alike(papers, record.tied):
            found = self.follow((*path, first))
            if not found:
                return found
            results |= found
            results |= {frozenset(swapped(result, first, other)) for result in found for other in others}
        return frozenset(results)


def swapped(options: Iterable[int], one: int, other: int) -> tuple[int, ...]:
    """Give the same options with these two in each other's place."""
    return tuple(other if option == one else one if option == other else option for option in options)


def alike(papers: Mapping[tuple[Any, ...], int], tied: Sequence[int]) -> list[list[int]]:
    """Put options together that could change places on all papers, and these would be the same papers.

    They are equal in everything then, so that whoever is chosen of them, the rest is the same with names exchanged.
    """
    naming: dict[int, dict[tuple[Any, ...], int]] = {option: {} for option in tied}
    for paper, number in papers.items():
        for option in paper[0]:
            if option in naming:
                naming[option][paper] = number
    groups: list[list[int]] = []
    for option in tied:
        for group in groups:
            mine, theirs = naming[option], naming[group[0]]
            if len(mine) == len(theirs) and all(
                papers.get((swapped(paper[0], option, group[0]), *paper[1:])) == number
                for paper, number in (mine | theirs).items()
            ):
                group.append(option)
                break
        else:
            groups.append([option])
    return groups


def safe_batch(votes: Mapping[int, int], *, seats: int, ceiling: int | None, slack: int = 0) -> list[int]:
    """Give the fewest lowest options that are excluded next in any case, with the same end in whatever order.

    They have together less than the next one up, so that nobody else is lowest while one of them is left. Each of their
    papers comes to the first other option on it, at its value, whichever of them went first. And no surplus comes
    between, since even with all their papers nobody reaches the quota.

    Args:
        votes: of those who hope.
        seats: how many are left to fill: so many others must be there.
        ceiling: what nobody may reach; None where whoever reaches it takes the last seat, as he would in any order:
            there are not papers enough for a second one.
        slack: how much further above the lowest still counts as lowest.
    """
    ordered = sorted(votes, key=lambda option: (votes[option], option))
    highest = votes[ordered[-1]]
    together = 0
    for place, option in enumerate(ordered[: len(ordered) - max(seats, 1)], 1):
        together += votes[option]
        if ceiling is not None and highest + together >= ceiling:
            break
        if together + slack < votes[ordered[place]]:
            return ordered[:place]
    return []
