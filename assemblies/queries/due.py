"""What is due in a body, for those who hold a role in it."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from assemblies.enums import AssemblyKind, AssemblyStatus, BallotStatus, MinutesStatus, MotionStatus
from assemblies.models import Assembly, Ballot, Minutes, Motion
from assemblies.rules import EARLIEST_OPENING
from organisations.models import Body
from organisations.queries.rulesets import rules_in_force
from organiser.base import clock


def drafts_of(body: Body) -> QuerySet[Assembly]:
    """Assemblies whose notice has not gone out, the first to meet first."""
    return Assembly.objects.filter(body=body, status=AssemblyStatus.DRAFT).order_by("starts_at", "pk")


def last_notice(body: Body, assembly: Assembly) -> datetime:
    """The last moment at which the notice of an assembly can go out."""
    rules = rules_in_force(body)
    special = assembly.kind == AssemblyKind.SPECIAL
    return assembly.starts_at - timedelta(days=rules.special_notice_days if special else rules.notice_days)


def to_open_or_close(body: Body) -> QuerySet[Assembly]:
    """Called assemblies that can be opened by now, and open ones that wait to be closed."""
    can_open = Q(status=AssemblyStatus.CALLED, starts_at__lte=clock.now() + EARLIEST_OPENING)
    return Assembly.objects.filter(can_open | Q(status=AssemblyStatus.OPEN), body=body).order_by("starts_at", "pk")


def waiting_motions_of(body: Body) -> QuerySet[Motion]:
    """Motions with enough seconders that stand on no agenda and in no ballot, the oldest first."""
    waiting = (MotionStatus.SECONDED, MotionStatus.QUORUM_MISSED, MotionStatus.TIED)
    return Motion.objects.filter(body=body, status__in=waiting).order_by("moved_at", "pk")


def open_ballots_of(body: Body) -> QuerySet[Ballot]:
    """Ballots that are open, those whose time is up first."""
    return (
        Ballot.objects.filter(body=body, status=BallotStatus.OPEN)
        .select_related("motion", "assembly")
        .order_by("closes_at", "pk")
    )


def minutes_to_agree(body: Body) -> QuerySet[Minutes]:
    """Draft minutes, the oldest assembly first."""
    return (
        Minutes.objects.filter(assembly__body=body, status=MinutesStatus.DRAFT)
        .select_related("assembly")
        .order_by("assembly__starts_at", "pk")
    )
