"""Ballots over days that close soon, and whom to remind of them."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from assemblies.enums import BallotStatus
from assemblies.models import Ballot, RollEntry, Vote
from assemblies.queries.batches import standing_votes
from members.enums import NoticesBy
from organiser.base import clock

BEFORE_CLOSING = timedelta(hours=24)


def remind_at(ballot: Ballot) -> datetime | None:
    """When members are reminded of a ballot: a day before it closes, but not before half of its time is over.

    None for a ballot of an assembly, where everybody who votes is there.
    """
    if ballot.assembly_id is not None or ballot.closes_at is None:
        return None
    return max(ballot.closes_at - BEFORE_CLOSING, ballot.opened_at + (ballot.closes_at - ballot.opened_at) / 2)


def due_to_remind() -> Iterator[Ballot]:
    """Open ballots over days of which members are to be reminded now, the first to close first."""
    now = clock.now()
    closing = Ballot.objects.filter(
        status=BallotStatus.OPEN,
        assembly__isnull=True,
        reminded_at__isnull=True,
        closes_at__gt=now,
        closes_at__lte=now + BEFORE_CLOSING,
    )
    for ballot in closing.select_related("body__organisation", "motion").order_by("closes_at", "pk"):
        due = remind_at(ballot)
        if due is not None and due <= now:
            yield ballot


def being_reminded() -> QuerySet[Ballot]:
    """Open ballots of which members are reminded, and some have no letter yet; the first to close first."""
    ballots = Ballot.objects.filter(status=BallotStatus.OPEN, closes_at__gt=clock.now(), reminding_from__isnull=False)
    return ballots.select_related("body__organisation", "motion").order_by("closes_at", "pk")


def to_remind(ballot: Ballot) -> QuerySet[RollEntry]:
    """Those on the roll who are reminded by mail: of a vote by name those who have not voted, of a secret one all.

    If only those got a letter who had not voted, every mailbox and every mail server would hold who had.
    """
    entries = RollEntry.objects.filter(
        roll=ballot.roll_id,
        person__notices_by=NoticesBy.EMAIL,
        person__email__isnull=False,
        person__is_active=True,
    )
    if ballot.secret:
        return entries
    return entries.filter(~Exists(standing_votes(Vote.objects.filter(ballot=ballot, entry=OuterRef("pk")))))
