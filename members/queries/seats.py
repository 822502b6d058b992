"""Seats of a council, reckoned from the register: nobody types them in (mission A7, A15)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from members.enums import VOTING
from members.models import Membership, MembershipSpan
from organisations.enums import SeatsVotes
from organisations.models import Body, RepresentationScheme
from organisations.queries.councils import bodies_of_council, pure_scheme, scheme_of
from organisations.representation import reckon
from organiser.base import authority
from organiser.base.actor import Actor

SMALLEST_SHOWN = 5


@dataclass(frozen=True)
class SeatRow:
    """What one body has in a council, as a viewer may read it.

    Args:
        members: how many count; None for those who are not members of the body (invariant 7).
        votes: None where it would tell a number below five to outsiders.
    """

    body: Body
    members: int | None
    seats: int
    votes: int | None


@dataclass(frozen=True)
class SeatTable:
    """The seats of a council today."""

    scheme: RepresentationScheme
    rows: list[SeatRow]
    seats: int
    votes: int | None


def members_by_branch(branches: list[int], on: date | None = None) -> dict[int, int]:
    """How many full members each branch has today, or had on a day, in one query."""
    rows: QuerySet[Any, Any] = Membership.objects.all()
    if on is not None:
        running = Q(until_on__isnull=True) | Q(until_on__gt=on)
        rows = MembershipSpan.objects.filter(running, from_on__lte=on)
    counted = rows.filter(branch__in=branches, state__in=VOTING).order_by().values("branch")
    found = dict(counted.annotate(count=Count("pk")).values_list("branch", "count"))
    return {branch: found.get(branch, 0) for branch in branches}


def seats_of(viewer: Actor, council: Body) -> SeatTable:
    """Every body of a council with its seats and votes, by name."""
    scheme = scheme_of(council.pk)
    bodies = [row.body for row in bodies_of_council(council.pk)]
    counted = members_by_branch([body.pk for body in bodies], scheme.basis_date)
    given = reckon({str(key): number for key, number in counted.items()}, pure_scheme(scheme))
    own = set(authority.bodies_of(viewer).values_list("pk", flat=True))
    tells = scheme.seats_vs_votes == SeatsVotes.MEMBERS or (scheme.method == "per_member" and scheme.per == 1)
    rows = []
    for body in bodies:
        one = given[str(body.pk)]
        inside = body.pk in own
        hidden = tells and not inside and 0 < one.members < SMALLEST_SHOWN
        rows.append(SeatRow(body, one.members if inside else None, one.seats, None if hidden else one.votes))
    votes = [row.votes for row in rows]
    whole = None if None in votes else sum(one.votes for one in given.values())
    return SeatTable(scheme, rows, sum(row.seats for row in rows), whole)
