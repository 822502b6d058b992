"""What a calendar program reads: decided anew each time, as that person may see it at that moment."""

from copy import copy

from django.db.models import QuerySet

from assemblies.enums import TaskStatus
from assemblies.models import CalendarKey, DecisionTask
from assemblies.queries.reviews import HOLDS
from assemblies.queries.tasks import tasks_visible_to
from members.models import Person
from organisations.models import Body, Decision
from organisations.queries.bodies import bodies_visible_to
from organisations.queries.decisions import decisions_visible_to
from organiser.base.errors import NotFound


def calendar_key_of(person: Person, body: Body) -> CalendarKey | None:
    """The address somebody has for a body now."""
    return CalendarKey.objects.filter(person=person, body=body, revoked_at__isnull=True).first()


def reader_with(digest: str) -> tuple[Person, Body]:
    """Who reads with an address, bound to its one body as a token is, and that body.

    Raises:
        NotFound: for an address that was never made or was revoked, and for somebody who has left.
    """
    key = CalendarKey.objects.filter(digest=digest, revoked_at__isnull=True, person__is_active=True)
    found = key.select_related("person", "body").first()
    reader = copy(found.person) if found is not None else None
    if found is None or reader is None:
        raise NotFound("There is no such calendar.", code="no_calendar")
    reader.bound_body_id = found.body_id
    if not bodies_visible_to(reader).exists():
        raise NotFound("There is no such calendar.", code="no_calendar")
    return reader, found.body


def dated_decisions(reader: Person, body: Body) -> QuerySet[Decision]:
    """The decisions of a body that hold and have a day of review or expiry."""
    holding = decisions_visible_to(reader).filter(body=body, status__in=HOLDS)
    return holding.exclude(review_on__isnull=True, expires_on__isnull=True)


def open_tasks(reader: Person, body: Body) -> QuerySet[DecisionTask]:
    """The tasks of a body that are still to be done."""
    return tasks_visible_to(reader).filter(body=body, status=TaskStatus.OPEN)
