"""How few of those whom a body could organise carry it: active, members, constituency (mission D8)."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q, QuerySet

from assemblies.models import Attendance, Ballot, Vote
from members.models import ConstituencyEstimate, Membership
from members.queries.belonging import members_of, memberships_of
from members.queries.estimates import estimate_of
from members.queries.headcounts import COUNTED
from organisations.enums import BodyType
from organisations.models import Body
from organisations.queries.decisions import shows_figures
from organiser.base import clock
from organiser.base.actor import Actor
from organiser.base.cells import SMALL, divides
from organiser.base.errors import NotFound, NotPermitted
from skills.models import Term

YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Reach:
    """Three numbers side by side; None is not told, or for the constituency unknown."""

    active: int | None
    members: int | None
    estimate: ConstituencyEstimate | None

    @property
    def constituency(self) -> int | None:
        """How many the body could organise, as it reckons."""
        return self.estimate.number if self.estimate is not None else None


def active_in(members: QuerySet[Membership], organisation: int) -> QuerySet[Membership]:
    """Those of the members who came to an assembly, voted or held a role anywhere in the organisation within a year."""
    since, today = clock.now() - YEAR, clock.today()
    came = Attendance.objects.filter(came_at__gte=since)
    # Only ballots that ran within the year are looked through, each by the index over its votes.
    ballots = Ballot.objects.filter(Q(closed_at__isnull=True) | Q(closed_at__gte=since))
    voted = Vote.objects.filter(ballot__in=ballots.values("pk"), cast_at__gte=since)
    running = Q(ended_on__isnull=True, ends_on__gte=today - YEAR) | Q(ended_on__gte=today - YEAR)
    held = Term.objects.filter(running, starts_on__lte=today)
    return members.filter(
        Q(person__in=came.filter(organisation=organisation).values("person"))
        | Q(person__in=voted.filter(organisation=organisation).values("entry__person"))
        | Q(person__in=held.filter(organisation=organisation).values("person"))
    )


def reach_of(viewer: Actor, body: Body) -> Reach:
    """The numbers of a body for its members.

    Active members are told where there are five, and five who are not; and only where the same holds for the others
    when one's own branch is taken away (invariant 7).

    Raises:
        NotFound: for a body without members of its own.
        NotPermitted: for those who are not members of the body.
    """
    if body.type not in COUNTED:
        raise NotFound("Committees, councils and alliances have no members of their own.", code="no_members")
    if not shows_figures(viewer, body):
        raise NotPermitted(f"The figures of {body.name} are for its members.", code="not_constituency")
    inside = members_of(body)
    whole, active = inside.count(), active_in(inside, body.organisation_key).count()
    told, divided = whole >= SMALL, divides(active, whole)
    own = memberships_of(viewer).filter(organisation=body.pk).values_list("branch", flat=True).first()
    if own is not None:
        mine = inside.filter(branch=own)
        rest = whole - mine.count()
        branches = body.organisation.bodies.filter(type=BodyType.BRANCH, dissolved_on="")
        if rest or branches.exclude(pk=own).exists():
            told &= rest >= SMALL
            divided &= divides(active - active_in(mine, body.organisation_key).count(), rest)
    return Reach(active if divided else None, whole if told else None, estimate_of(body))
