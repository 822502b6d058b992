"""Whose membership ends because she or he said so."""

from django.db.models import QuerySet

from members.enums import BELONGING
from members.models import Membership
from organiser.base import clock


def due_to_leave() -> QuerySet[Membership]:
    """Those whose day has come; for the clock, of all organisations."""
    due = Membership.objects.filter(leaves_on__lte=clock.today(), state__in=BELONGING)
    return due.select_related("organisation", "branch").order_by("pk")
