"""Whose membership ends because she or he said so, and whose suspension is over."""

from datetime import timedelta

from django.db.models import QuerySet

from members.enums import BELONGING
from members.models import Membership
from organisations.models import Body
from organiser.base import clock

SOON = timedelta(days=31)


def due_to_leave() -> QuerySet[Membership]:
    """Those whose day has come; for the clock, of all organisations."""
    due = Membership.objects.filter(leaves_on__lte=clock.today(), state__in=BELONGING)
    return due.select_related("organisation", "branch").order_by("pk")


def leaving_soon(body: Body) -> QuerySet[Membership]:
    """Those in the register of a body whose membership ends within a month, the first first."""
    column = "organisation" if body.pk == body.organisation_id else "branch"
    soon = Membership.objects.filter(**{column: body.pk}, leaves_on__lte=clock.today() + SOON, state__in=BELONGING)
    return soon.order_by("leaves_on", "pk")


def suspensions_over() -> QuerySet[Membership]:
    """Those whose suspension is over, also of people who have left; for the clock, of all organisations."""
    due = Membership.objects.filter(suspended_until__lte=clock.today())
    return due.select_related("organisation", "branch").order_by("pk")
