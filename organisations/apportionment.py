"""A total number of seats, shared out in proportion to members; whole numbers and fractions alone.

Two methods. Largest remainder with Hare's quota: everybody has the whole part of seats × members ÷ all members, and the
seats left go to the largest remainders. Sainte-Laguë (Webster): each next seat goes to the largest of members ÷
(2 × seats so far + 1). The first never leaves the quota rule (a share is rounded up or down), the second never
takes a seat from anybody when the council grows; no method does both (Balinski and Young, Fair Representation, 1982).

Equal remainders, or quotients, at the last seats are a tie. It is told, and resolved only by an order handed in.
"""

import heapq
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Apportioned:
    """Who has how many seats.

    Args:
        seats: of each; those for which there is an undecided tie are in nobody's.
        tied: who is equal at the last seats; empty without a tie.
        take: how many seats these share out among them, one at most for each.
        decided: whether an order that names all of them decided it.
    """

    seats: dict[str, int]
    tied: tuple[str, ...] = ()
    take: int = 0
    decided: bool = True


def largest_remainder(members: Mapping[str, int], total: int, order: Sequence[str] = ()) -> Apportioned:
    """Whole parts of the shares first, then one more for the largest remainders.

    >>> sorted(largest_remainder({"a": 6, "b": 6, "c": 2}, 10).seats.values())  # and with 11 seats c has one alone
    [2, 4, 4]
    """
    everybody = sum(members.values())
    if everybody <= 0:
        return Apportioned(dict.fromkeys(members, 0))
    seats = {name: number * total // everybody for name, number in members.items()}
    rest = {name: number * total % everybody for name, number in members.items()}
    left = total - sum(seats.values())
    if not left:
        return Apportioned(seats)
    last = sorted(rest.values(), reverse=True)[left - 1]
    for name, number in rest.items():
        seats[name] += number > last
    tied = [name for name, number in rest.items() if number == last]
    return _shared(seats, tied, total - sum(seats.values()), order)


def sainte_lague(members: Mapping[str, int], total: int, order: Sequence[str] = ()) -> Apportioned:
    """Seat by seat to the largest quotient by 1, 3, 5 and so on.

    >>> sainte_lague({"a": 53, "b": 24, "c": 23}, 7).seats
    {'a': 3, 'b': 2, 'c': 2}
    """
    everybody = sum(members.values())
    if everybody <= 0:
        return Apportioned(dict.fromkeys(members, 0))
    # Those seats whose quotients are above all ÷ (2 × fewer seats) come first in any case, and are given at once.
    few = max(0, total - len(members))
    seats = {name: max(0, -(-(2 * number * few - everybody) // (2 * everybody))) for name, number in members.items()}
    left = total - sum(seats.values())
    quotients = [(-Fraction(number, 2 * seats[name] + 1), name) for name, number in members.items() if number > 0]
    heapq.heapify(quotients)
    while left:
        best = quotients[0][0]
        tied = []
        while quotients and quotients[0][0] == best:
            tied.append(heapq.heappop(quotients)[1])
        if len(tied) > left:
            return _shared(seats, [name for name in members if name in tied], left, order)
        for name in tied:
            seats[name] += 1
            heapq.heappush(quotients, (-Fraction(members[name], 2 * seats[name] + 1), name))
        left -= len(tied)
    return Apportioned(seats)


def _shared(seats: dict[str, int], tied: Sequence[str], take: int, order: Sequence[str]) -> Apportioned:
    """Give one more to as many of the tied as there are seats; where these are fewer, an order has to say to whom."""
    if take >= len(tied):
        return Apportioned({name: number + (name in tied) for name, number in seats.items()})
    decided = set(tied) <= set(order)
    first = sorted(tied, key=order.index)[:take] if decided else []
    return Apportioned({name: number + (name in first) for name, number in seats.items()}, tuple(tied), take, decided)


PROPORTIONAL: dict[str, Callable[..., Apportioned]] = {
    "largest_remainder": largest_remainder,
    "sainte_lague": sainte_lague,
}
