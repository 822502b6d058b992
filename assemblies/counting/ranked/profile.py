"""What is counted: the options, and how many papers put them in which order."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Rank = tuple[int, ...]  # the options that share a place
Ranking = tuple[Rank, ...]  # the places from the first on
Gaps = Literal["end", "nothing", "refused"]  # what a reader takes a rank for that a paper leaves out


class BadBallots(ValueError):
    """Papers that cannot be counted, with the reason and, where they came from a file, the line."""

    def __init__(self, reason: str, *, line: int | None = None) -> None:
        self.reason = reason
        self.line = line
        super().__init__(f"Line {line}: {reason}" if line else reason)


@dataclass(frozen=True, kw_only=True)
class Profile:
    """The papers of one vote; equal ones are kept once, with their number.

    Args:
        options: names in the order of the paper; rankings name them by their place in it, from 0 on.
        ballots: how many papers have which ranking. Options that are not ranked stand below all ranked ones, equal
            among themselves. An empty ranking is a blank paper.
        seats: how many are elected.
        withdrawn: places of options that stand no more; papers are read as if they were not named.
        title: what the vote is about.
        shared_at: the line of the file in which options first share a rank.

    Raises:
        BadBallots: names are missing or doubled, a ranking names an option twice or one that is not there or leaves a
            rank out, a number of papers is not whole and above 0, or there are no seats.
    """

    options: tuple[str, ...]
    ballots: Mapping[Ranking, int]
    seats: int = 1
    withdrawn: frozenset[int] = frozenset()
    title: str = ""
    shared_at: int | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot be counted."""
        check_names(self.options)
        check_seats(self.seats)
        known = set(range(len(self.options)))
        if not self.withdrawn <= known:
            raise BadBallots("An option that is not there cannot have withdrawn.")
        if set(map(type, self.ballots.values())) - {int} or min(self.ballots.values(), default=1) < 1:
            raise BadBallots("The number of equal papers must be whole, 1 or more.")
        if not known.issuperset(chain.from_iterable(chain.from_iterable(self.ballots))):
            raise BadBallots(f"A paper names an option that is not there; there are {len(self.options)}.")
        if 0 in self.sizes:
            raise BadBallots("A paper leaves a rank out.")
        # All at once, as there may be a hundred thousand; who is named twice is looked for only if anybody is.
        different = sum(map(len, map(set, map(chain.from_iterable, self.ballots))))
        if different != sum(map(len, chain.from_iterable(self.ballots))):
            times = (Counter(chain.from_iterable(ranking)).most_common(1) for ranking in self.ballots if ranking)
            twice = next(option for found in times for option, often in found if often > 1)
            raise BadBallots(f"A paper names “{self.options[twice]}” twice.")

    @property
    def papers(self) -> int:
        """All papers, blank ones included."""
        return sum(self.ballots.values())

    @property
    def valid(self) -> int:
        """The papers that say something."""
        return self.papers - self.ballots.get((), 0)

    @property
    def standing(self) -> tuple[int, ...]:
        """The options that have not withdrawn, in the order of the paper."""
        return tuple(option for option in range(len(self.options)) if option not in self.withdrawn)

    def without(self, gone: Iterable[int]) -> Profile:
        """Give the papers as they read without these options; what is empty then is a blank paper."""
        gone = frozenset(gone)
        if not gone:
            return self
        left: Counter[Ranking] = Counter()
        for ranking, number in self.ballots.items():
            kept = (tuple(option for option in rank if option not in gone) for rank in ranking)
            left[tuple(filter(None, kept))] += number
        return replace(self, ballots=left, withdrawn=self.withdrawn | gone)

    def without_open_ends(self) -> Profile:
        """Give the papers without a last rank that is shared by all options not named before it.

        Naming all of them there says no more than naming none.
        """
        if not self.sizes - {1}:
            return self
        standing = len(self.standing)
        left: Counter[Ranking] = Counter()
        for ranking, number in self.ballots.items():
            is_open = len(ranking[-1:]) and len(ranking[-1]) > 1 and sum(map(len, ranking)) == standing
            left[ranking[:-1] if is_open else ranking] += number
        return replace(self, ballots=left) if left != self.ballots else self

    @cached_property
    def sizes(self) -> frozenset[int]:
        """How many options share a rank, over all ranks: 1 alone where every paper puts one after the other."""
        return frozenset(map(len, chain.from_iterable(self.ballots)))

    def in_one_order(self) -> Mapping[Ranking, int]:
        """Give the papers that are not blank, with one option on each rank.

        Raises:
            BadBallots: two options share a rank.
        """
        if self.sizes - {1}:
            raise BadBallots(
                "Two options share a rank, and this method needs one after the other. "
                "Schulze and ranked pairs count shared ranks.",
                line=self.shared_at,
            )
        return {ranking: number for ranking, number in self.ballots.items() if ranking}


def check_names(options: tuple[str, ...]) -> None:
    """Raise BadBallots unless there are options, each with a name of its own."""
    if not options:
        raise BadBallots("There are no options.")
    seen: set[str] = set()
    for name in options:
        if not name.strip():
            raise BadBallots("An option has no name.")
        if name in seen:
            raise BadBallots(f"Two options are called “{name}”. Give each a name of its own.")
        seen.add(name)


def check_seats(seats: int) -> None:
    """Raise BadBallots unless at least one is elected."""
    if type(seats) is not int or seats < 1:
        raise BadBallots("The number of seats must be whole, 1 or more.")
