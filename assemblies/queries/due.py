"""What is due in a body, for those who hold a role in it."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from assemblies.enums import TO_VOTE_AGAIN, AssemblyKind, AssemblyStatus, BallotStatus, MinutesStatus, MotionStatus
from assemblies.models import Assembly, Ballot, Minutes, Motion
from assemblies.rules import EARLIEST_OPENING
from organisations.models import Body
from organisations.queries.rulesets import rules_in_force
from organiser.base import clock


def drafts_in(body: Body) -> QuerySet[Assembly]:
    """Assemblies whose notice has not gone out, the first to meet first."""
    return Assembly.objects.filter(body=body, status=AssemblyStatus.DRAFT).order_by("starts_at", "pk")


def drafts_of(body: Body) -> list[tuple[Assembly, datetime]]:
    """The same, each with the last moment for its notice."""
    drafts = list(drafts_in(body))
    if not drafts:
        return []
    rules = rules_in_force(body)
    days = {AssemblyKind.SPECIAL: rules.special_notice_days, AssemblyKind.ORDINARY: rules.notice_days}
    return [(draft, draft.starts_at - timedelta(days=days[AssemblyKind(draft.kind)])) for draft in drafts]


def was_ever_prepared(body: Body) -> bool:
    """Whether an assembly of this body was ever prepared, whatever became of it."""
    return Assembly.objects.filter(body=body).exists()


def to_open_or_close(body: Body) -> QuerySet[Assembly]:
    """Called assemblies that can be opened by now, and open ones that wait to be closed."""
    can_open = Q(status=AssemblyStatus.CALLED, starts_at__lte=clock.now() + EARLIEST_OPENING)
    return Assembly.objects.filter(can_open | Q(status=AssemblyStatus.OPEN), body=body).order_by("starts_at", "pk")


def waiting_motions_of(body: Body) -> QuerySet[Motion]:
    """Motions with enough seconders that stand on no agenda and in no ballot, the oldest first."""
    waiting = (MotionStatus.SECONDED, *TO_VOTE_AGAIN)
    return Motion.objects.filter(body=body, status__in=waiting).order_by("moved_at", "pk")


def open_ballots_of(body: Body) -> QuerySet[Ballot]:
    """Ballots that are open or wait for a tie or for blocks to be decided, those whose time is up first."""
    return (
        Ballot.objects.filter(body=body)
        .exclude(status=BallotStatus.CLOSED)
        .select_related("motion", "assembly", "decides")
        .order_by("closes_at", "pk")
    )


def minutes_to_agree(body: Body) -> QuerySet[Minutes]:
    """Draft minutes, the oldest assembly first."""
    return (
        Minutes.objects.filter(assembly__body=body, status=MinutesStatus.DRAFT)
        .select_related("assembly")
        .order_by("assembly__starts_at", "pk")
    )
