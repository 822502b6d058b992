"""Seats of a council, reckoned from the register: nobody types them in (mission A7, A15)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from members.enums import VOTING
from members.models import Membership, MembershipSpan
from organisations.apportionment import PROPORTIONAL
from organisations.models import Body, RepresentationScheme
from organisations.queries.councils import bodies_of_council, pure_scheme, scheme_of
from organisations.representation import Scheme, Seats, reckon, tie_of
from organiser.base import authority
from organiser.base.actor import Actor

SMALLEST_SHOWN = 5


@dataclass(frozen=True)
class SeatRow:
    """What one body has in a council, as a viewer may read it.

    Args:
        members: how many count; None for those who are not members of the body (invariant 7).
        seats, votes: None where they would tell outsiders a number below five, or how many members there are.
    """

    body: Body
    members: int | None
    seats: int | None
    votes: int | None


@dataclass(frozen=True)
class SeatTable:
    """The seats of a council today; a sum from which a hidden number follows is None.

    `waiting` are seats for which bodies are equal, until an order is drawn, and `tied` these bodies; where the seats of
    one of them are hidden, none is named.
    """

    scheme: RepresentationScheme
    rows: list[SeatRow]
    seats: int | None
    votes: int | None
    waiting: int = 0
    tied: tuple[Body, ...] = ()


def members_by_branch(branches: list[int], on: date | None = None) -> dict[int, int]:
    """How many full members each branch has today, or had on a day, in one query."""
    rows: QuerySet[Any, Any] = Membership.objects.all()
    if on is not None:
        running = Q(until_on__isnull=True) | Q(until_on__gt=on)
        rows = MembershipSpan.objects.filter(running, from_on__lte=on)
    counted = rows.filter(branch__in=branches, state__in=VOTING).order_by().values("branch")
    found = dict(counted.annotate(count=Count("pk")).values_list("branch", "count"))
    return {branch: found.get(branch, 0) for branch in branches}


def telling(counted: Mapping[str, int], scheme: Scheme, own: set[str]) -> dict[str, set[str]]:
    """Which of `seats` and `votes` tell outsiders too much, for each body of a council; a scheme is known to all.

    The council is reckoned anew as if the small bodies of others had 1, 2, 3 or 4 members: whatever then comes out
    differently, in any row but those of one's own bodies, would narrow their number down. Under a square root or a
    largest share that can be the row of a large body. Of a large one a number tells if one member more and one fewer
    would both change it. Votes that follow the members are their number, so they tell it always.

    Args:
        counted: the members of each body.
        own: the bodies of which the reader is a member, who may know how many they are.
    """
    others = {name: number for name, number in counted.items() if name not in own and number > 0}
    small = {name for name, number in others.items() if number < SMALLEST_SHOWN}
    as_it_is = reckon(counted, scheme)
    hidden: dict[str, set[str]] = {name: set() for name in counted}
    tries = [reckon({**counted, **dict.fromkeys(small, number)}, scheme) for number in range(1, SMALLEST_SHOWN)]
    large = {name: number for name, number in others.items() if name not in small}
    one_more, one_fewer = (
        reckon({**counted, **{name: max(number + step, SMALLEST_SHOWN) for name, number in large.items()}}, scheme)
        for step in (1, -1)
    )
    for name in others:
        for what in ("seats", "votes"):
            shown = _of(as_it_is, name, what)
            narrows = small and any(_of(one, name, what) != shown for one in tries)
            fewer = shown - 1 if counted[name] == SMALLEST_SHOWN else _of(one_fewer, name, what)
            exact = name in large and shown not in {_of(one_more, name, what), fewer}
            if narrows or exact or (what == "votes" and scheme.votes == "members"):
                hidden[name].add(what)
    if scheme.method in PROPORTIONAL and any(_tells(counted, scheme, name) for name in large):
        return {name: {"seats", "votes"} for name in counted}  # one's own share of all tells it as well
    return hidden


def _tells(counted: Mapping[str, int], scheme: Scheme, name: str) -> bool:
    """Whether the seats in proportion would be others with one member more of this body, and with one fewer."""
    as_it_is = _shown(counted, scheme)
    return all(_shown({**counted, name: counted[name] + step}, scheme) != as_it_is for step in (1, -1))


def _shown(counted: Mapping[str, int], scheme: Scheme) -> list[tuple[int, int]]:
    return [(one.seats, one.votes) for one in reckon(counted, scheme).values()]


def _of(given: Mapping[str, Seats], name: str, what: str) -> int:
    return given[name].seats if what == "seats" else given[name].votes


def seats_of(viewer: Actor, council: Body) -> SeatTable:
    """Every body of a council with its seats and votes, by name, as far as the viewer may know them."""
    scheme = scheme_of(council.pk)
    bodies = [row.body for row in bodies_of_council(council.pk)]
    counted = members_by_branch([body.pk for body in bodies], scheme.basis_date)
    numbers, pure = {str(key): number for key, number in counted.items()}, pure_scheme(scheme)
    keys = {body.public_id: str(body.pk) for body in bodies}
    pure = replace(pure, tie_order=tuple(keys[one] for one in scheme.tie_order if one in keys))
    given = reckon(numbers, pure)
    own = set(authority.bodies_of(viewer).values_list("pk", flat=True))
    hidden = telling(numbers, pure, {str(key) for key in own})
    rows = []
    for body in bodies:
        one, tells = given[str(body.pk)], hidden[str(body.pk)]
        seats = None if "seats" in tells else one.seats
        votes = None if "votes" in tells else one.votes
        rows.append(SeatRow(body, one.members if body.pk in own else None, seats, votes))
    names, waiting = tie_of(numbers, pure) or ((), 0)
    tied = [row for row in rows if str(row.body.pk) in names]
    if any(row.seats is None for row in rows):
        tied, waiting = [], 0
    seats, votes = (_sum([getattr(row, what) for row in rows]) for what in ("seats", "votes"))
    return SeatTable(scheme, rows, seats, votes, waiting, tuple(row.body for row in tied))


def _sum(numbers: list[int | None]) -> int | None:
    """All of them together; None where one of them is hidden, which would follow from it."""
    shown = [number for number in numbers if number is not None]
    return sum(shown) if len(shown) == len(numbers) else None
