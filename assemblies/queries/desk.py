"""What those who hold a role see of assemblies and ballots in the technical records."""

from django.db.models import Q, QuerySet

from assemblies.enums import AssemblyStatus, BallotStatus
from assemblies.models import Assembly, Ballot, DecisionTask, Exclusion, Minutes, Motion, Roll
from assemblies.rules import STUCK_AFTER
from organiser.base import authority, clock
from organiser.base.actor import Actor


def assemblies(viewer: Actor) -> QuerySet[Assembly]:
    """Assemblies of bodies in which the viewer holds a role."""
    return Assembly.objects.filter(body__in=authority.bodies_with(viewer, None)).select_related("body", "called_by")


def motions(viewer: Actor) -> QuerySet[Motion]:
    """Motions in bodies in which the viewer holds a role."""
    return Motion.objects.filter(body__in=authority.bodies_with(viewer, None)).select_related(
        "body", "mover", "decision"
    )


def ballots(viewer: Actor) -> QuerySet[Ballot]:
    """Ballots of bodies in which the viewer holds a role."""
    return Ballot.objects.filter(body__in=authority.bodies_with(viewer, None)).select_related(
        "body__organisation", "motion", "assembly", "rule__rule_set", "roll", "result"
    )


def rolls(viewer: Actor) -> QuerySet[Roll]:
    """Rolls of bodies in which the viewer holds a role."""
    return Roll.objects.filter(body__in=authority.bodies_with(viewer, None)).select_related("body", "ballot")


def minutes(viewer: Actor) -> QuerySet[Minutes]:
    """Minutes of bodies in which the viewer holds a role."""
    return Minutes.objects.filter(assembly__body__in=authority.bodies_with(viewer, None)).select_related(
        "assembly__body", "agreed_in"
    )


def exclusions(viewer: Actor) -> QuerySet[Exclusion]:
    """Motions to exclude somebody in bodies in which the viewer holds a role."""
    return Exclusion.objects.filter(body__in=authority.bodies_with(viewer, None)).select_related(
        "body", "motion", "membership__person", "notice_by", "hearing_by", "appeal", "reinstated_by"
    )


def stuck_ballots() -> QuerySet[Ballot]:
    """Ballots that stayed open for a day after their time: those that the operator could close."""
    late = clock.now() - STUCK_AFTER
    overdue = Q(closes_at__lte=late) | Q(closes_at__isnull=True, assembly__ends_at__lte=late)
    return Ballot.objects.filter(overdue, status=BallotStatus.OPEN).select_related("body__organisation", "assembly")


def stuck_assemblies() -> QuerySet[Assembly]:
    """Assemblies that stayed open for a day after their end."""
    late = clock.now() - STUCK_AFTER
    return Assembly.objects.filter(status=AssemblyStatus.OPEN, ends_at__lte=late).select_related("body__organisation")


def decision_tasks(viewer: Actor) -> QuerySet[DecisionTask]:
    """Tasks of decisions of bodies in which the viewer holds a role."""
    return DecisionTask.objects.filter(body__in=authority.bodies_with(viewer, None)).select_related(
        "body", "decision", "person", "role", "reported_by"
    )
