"""How many delegates and votes each body has in a council, reckoned from the number of its members alone.

Whole numbers and fractions, never floats. What a body is made of does not enter: a workplace branch and a residents'
branch of equal size get the same under every scheme (mission A15).

Sources: Anarcosindicalismo Básico p. 30 (CNT), IWW constitution art. VI §3, Alphabet Workers Union art. 8 and 17,
SolFed council report 24/01/13, and CGT Argentina for a largest share.
"""

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt
from typing import Literal

from organisations.apportionment import PROPORTIONAL

Method = Literal[
    "one_per_body", "per_member", "banded", "square_root", "equal_fixed", "largest_remainder", "sainte_lague"
]
# What the votes follow: each seat has one; or the method gives votes and fewer may sit; or the members are counted.
Votes = Literal["seats", "method", "members"]


@dataclass(frozen=True, slots=True)
class Scheme:
    """How a council is made up.

    Args:
        method: how many a body of that size gets.
        per: members for one seat (per_member); with square_root no body has more than one for each so many.
        bands: from how many members on there are how many (banded), in rising order.
        step: above the last band one more for each so many members; 0 for none.
        fixed: what each body gets (equal_fixed).
        minimum, maximum: of seats for one body that has members; None for no maximum.
        total: the most seats of the whole council (square_root), None for no limit; or all of them, shared out in
            proportion (largest_remainder, sainte_lague).
        tie_order: an order drawn by lot, for bodies that are equal at the last of the seats shared out.
        max_share: the largest share of all votes that one body may have; None for no limit.
        votes: what votes follow.
        carry_unsent: whether those who are sent carry the votes of those who are not.
        carry_other_bodies_max: for how many other bodies a delegation may carry the votes.
    """

    method: Method
    per: int = 1
    bands: tuple[tuple[int, int], ...] = ()
    step: int = 0
    fixed: int = 1
    minimum: int = 0
    maximum: int | None = None
    total: int | None = None
    tie_order: tuple[str, ...] = ()
    max_share: Fraction | None = None
    votes: Votes = "seats"
    carry_unsent: bool = False
    carry_other_bodies_max: int = 0


@dataclass(frozen=True, slots=True)
class Seats:
    """What one body has: delegates to send, and votes they cast together."""

    members: int
    seats: int
    votes: int

    def of_each(self, sent: int, *, carry_unsent: bool) -> Fraction:
        """The votes of each of the delegates who came; those of the unsent are shared out or lie idle.

        Raises:
            ValueError: where more came than there are seats, or nobody.
        """
        if not 1 <= sent <= self.seats:
            raise ValueError("From one to all of the delegates of a body can come.")
        return Fraction(self.votes, sent if carry_unsent else self.seats)


CNT = Scheme("banded", bands=((1, 1), (51, 2), (101, 3), (301, 4), (601, 5), (1001, 6), (1501, 7), (2501, 8)))
IWW = Scheme(
    "banded",
    bands=((10, 1), (20, 2), (30, 3), (50, 4), (70, 5), (90, 6)),
    step=40,
    maximum=4,
    votes="method",
    carry_unsent=True,
    carry_other_bodies_max=1,
)
AWU = Scheme("square_root", per=50, minimum=1, total=100, votes="members", carry_unsent=True)


def banded(members: int, bands: Sequence[tuple[int, int]], step: int) -> int:
    """What the table gives for so many members; nothing below its first line."""
    given, start = 0, 0
    for from_members, number in bands:
        if members >= from_members:
            given, start = number, from_members
    beyond = step and bands and start == bands[-1][0]
    return given + (members - start) // step if beyond else given


def _up(members: int, per: int) -> int:
    """One for each so many, and one for the rest."""
    return -(-members // per)


def _below(square: Fraction, members: int) -> int:
    """The largest whole number that is smaller than the root of square · members."""
    product = square * members
    root = isqrt(product.numerator // product.denominator)
    return root - 1 if root * root == product else root


def by_square_root(members: Mapping[str, int], scheme: Scheme) -> dict[str, int]:
    """⌊k·√members⌋ with the largest k at which no body passes its own limit and the council not its total.

    k is never rounded: the number of a body rises where k² passes j²/members, so only such fractions are looked at. The
    largest k allowed lies just below the first of them that breaks a limit.
    """
    least = max(scheme.minimum, 1)
    limits = {name: _up(number, scheme.per) if scheme.per > 1 else None for name, number in members.items()}
    if scheme.maximum is not None:
        limits = {name: min(limit or scheme.maximum, scheme.maximum) for name, limit in limits.items()}
    ends = [
        Fraction((max(limit, least) + 1) ** 2, members[name]) for name, limit in limits.items() if limit is not None
    ]
    end = min(ends, default=None)
    if scheme.total is not None:
        full = _where_full(members, least, scheme.total)
        end = min(end, full) if end is not None else full
    if end is None:
        raise ValueError("A scheme by square roots needs a limit: members for one seat, a maximum or a total.")
    return {name: max(least, _below(end, number)) for name, number in members.items()}


def _where_full(members: Mapping[str, int], least: int, total: int) -> Fraction:
    """The first k² at which the council would have more than its total."""
    taken = least * len(members)
    rises = [(Fraction((least + 1) ** 2, number), least + 1, number) for number in members.values()]
    heapq.heapify(rises)
    at = rises[0][0] if rises else Fraction(1)
    while rises and taken <= total:
        at, *_rest = heapq.heapreplace(rises, _next(rises[0]))
        taken += 1
    return at


def _next(rise: tuple[Fraction, int, int]) -> tuple[Fraction, int, int]:
    _at, seats, number = rise
    return Fraction((seats + 1) ** 2, number), seats + 1, number


def by_method(members: Mapping[str, int], scheme: Scheme) -> dict[str, int]:
    """What the method alone gives to each body that has members; to one without, nothing."""
    there = {name: number for name, number in members.items() if number > 0}
    if scheme.method in PROPORTIONAL:
        given = PROPORTIONAL[scheme.method](there, scheme.total or 0, scheme.tie_order).seats
    elif scheme.method == "square_root":
        given = by_square_root(there, scheme) if there else {}
    else:
        given = {name: _one(number, scheme) for name, number in there.items()}
    return {name: given.get(name, 0) for name in members}


def tie_of(members: Mapping[str, int], scheme: Scheme) -> tuple[tuple[str, ...], int] | None:
    """Who is equal at how many last seats, about which no order was drawn; these seats are in nobody's till then."""
    if scheme.method not in PROPORTIONAL:
        return None
    there = {name: number for name, number in members.items() if number > 0}
    found = PROPORTIONAL[scheme.method](there, scheme.total or 0, scheme.tie_order)
    return None if found.decided else (found.tied, found.take)


def _one(members: int, scheme: Scheme) -> int:
    if scheme.method == "one_per_body":
        return 1
    if scheme.method == "equal_fixed":
        return scheme.fixed
    if scheme.method == "per_member":
        return _up(members, scheme.per)
    return banded(members, scheme.bands, scheme.step)


def capped(votes: Mapping[str, int], share: Fraction) -> dict[str, int]:
    """The same votes with no body above that share of all; with too few bodies for it, each has one.

    The cap is the largest whole number that is no more than the share of what remains when all above it are cut to it.
    """
    low, high = 0, max(votes.values(), default=0)
    while low < high:
        middle = (low + high + 1) // 2
        if middle <= share * sum(min(number, middle) for number in votes.values()):
            low = middle
        else:
            high = middle - 1
    return {name: min(number, max(low, 1)) for name, number in votes.items()}


def reckon(members: Mapping[str, int], scheme: Scheme) -> dict[str, Seats]:
    """Seats and votes of every body of a council.

    Args:
        members: how many members count for each body, by any name of it.
        scheme: how the council is made up.
    """
    given = by_method(members, scheme)
    seats = {name: _within(number, members[name], scheme) for name, number in given.items()}
    votes = {"seats": seats, "method": given, "members": dict(members)}[scheme.votes]
    if scheme.max_share is not None:
        votes = capped(votes, scheme.max_share)
        if scheme.votes == "seats":
            seats = votes
    return {name: Seats(number, seats[name], votes[name] if seats[name] else 0) for name, number in members.items()}


def _within(number: int, members: int, scheme: Scheme) -> int:
    if members <= 0:
        return 0
    number = max(number, scheme.minimum)
    return number if scheme.maximum is None else min(number, scheme.maximum)
