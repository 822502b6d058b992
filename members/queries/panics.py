"""Whether sign-in is closed for somebody, and when all ways in were ended."""

from datetime import datetime, timedelta

from django.db.models import Max, Q, QuerySet

from members.models import Membership, Panic, Person
from organisations.models import Body
from organiser.base import authority, clock
from organiser.base.actor import Actor
from organiser.base.errors import Conflict, NotFound

TOLD_FOR = timedelta(days=30)
SAME = timedelta(minutes=1)


def closed_until(person: Person) -> datetime | None:
    """Until when sign-in is closed for somebody, by a panic of her or his branch or organisation; None where it is not.

    Those who run the machine and belong nowhere are not shut out: they open it again.
    """
    mine = Membership.objects.filter(person_id=person.pk)
    bodies = Q(body__in=mine.values("branch")) | Q(body__in=mine.values("organisation"))
    found: datetime | None = Panic.objects.filter(bodies, closed_until__gt=clock.now()).aggregate(
        last=Max("closed_until")
    )["last"]
    return found


def demand_no_panic_now(person: Person, body: Body) -> None:
    """Go on only where no panic ended all ways in within the last minute; for what makes a new one.

    Lock the body first. Whoever was signed in when it was pressed may have a request under way, which must not leave a
    way in behind.

    Raises:
        Conflict: otherwise.
    """
    mine = Membership.objects.filter(person_id=person.pk)
    bodies = Q(body__in=mine.values("branch")) | Q(body__in=mine.values("organisation")) | Q(body=body.pk)
    if Panic.objects.filter(bodies, at__gt=clock.now() - SAME).exists():
        raise Conflict(
            "All ways in were ended within the last minute. Sign in anew and try it again.", code="ways_in_ended"
        )


def panics_of(body_id: int) -> QuerySet[Panic]:
    """The times at which all ways into a body were ended, the latest first."""
    return Panic.objects.filter(body=body_id).select_related("by")


def panics_told_to(person: Person) -> QuerySet[Panic]:
    """Those of the last thirty days that concerned this person, the latest first."""
    mine = Membership.objects.filter(person_id=person.pk)
    bodies = Q(body__in=mine.values("branch")) | Q(body__in=mine.values("organisation"))
    recent = Panic.objects.filter(bodies, at__gt=clock.now() - TOLD_FOR)
    return recent.select_related("by", "body")


def panics_visible_to(viewer: Actor) -> QuerySet[Panic]:
    """Those of the bodies that the viewer belongs to."""
    return Panic.objects.filter(body__in=authority.bodies_of(viewer)).select_related("body", "organisation", "by")


def panic_for(viewer: Actor, public_id: str) -> Panic:
    """The one of that public id.

    Raises:
        NotFound: where there is none that the viewer may know of.
    """
    found = panics_visible_to(viewer).filter(public_id=public_id).first()
    if found is None:
        raise NotFound("There is nothing of that id here.", code="no_panic")
    return found


def panics_worked_for(viewer: Actor) -> QuerySet[Panic]:
    """Those of the bodies in which the viewer holds a role."""
    return Panic.objects.filter(body__in=authority.bodies_with(viewer, None)).select_related("body", "by")
