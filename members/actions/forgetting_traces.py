"""Forgetting, by the clock, what is kept longer than anybody needs it: who read a record, and who got which letter."""

from datetime import datetime, time
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from members.enums import MailingState
from members.models import AccessLogEntry, MailingRecipient
from organiser.base import clock
from organiser.base.months import months_before

CHUNK = 5000
OVER = (MailingState.SENT, MailingState.STOPPED)


def forget_traces() -> int:
    """Delete what is older than the months of the site, a few thousand rows at a time; gives how many went.

    That somebody was sent what every member must be told stays: by it is shown that an assembly was called.
    """
    months = settings.KEEP_TRACES_MONTHS
    if not months:
        return 0
    before = timezone.make_aware(datetime.combine(months_before(clock.today(), months), time.min))
    letters = MailingRecipient.objects.filter(
        mailing__statutory=False, mailing__state__in=OVER, mailing__released_at__lt=before
    )
    return _delete(AccessLogEntry.objects.filter(at__lt=before)) + _delete(letters)


def _delete(rows: QuerySet[Any]) -> int:
    gone = 0
    while keys := list(rows.order_by("pk").values_list("pk", flat=True)[:CHUNK]):
        gone += rows.model._default_manager.filter(pk__in=keys).delete()[0]  # noqa: SLF001
    return gone
