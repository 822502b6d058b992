"""What those who hold a role see in the technical records: the bodies they work for, and no other."""

from django.db.models import QuerySet

from organisations.models import (
    AimsVersion,
    Branch,
    Committee,
    Decision,
    Intervention,
    Organisation,
    ProgrammeVersion,
    RuleSet,
)
from organiser.base import authority
from organiser.base.actor import Actor


def organisations(viewer: Actor) -> QuerySet[Organisation]:
    """Organisations in which the viewer holds a role."""
    return Organisation.objects.filter(pk__in=authority.bodies_with(viewer, None)).select_related("founding_decision")


def branches(viewer: Actor) -> QuerySet[Branch]:
    """Branches in which the viewer holds a role."""
    return Branch.objects.filter(pk__in=authority.bodies_with(viewer, None)).select_related("founding_decision")


def committees(viewer: Actor) -> QuerySet[Committee]:
    """Committees of bodies in which the viewer holds a role."""
    return Committee.objects.filter(parent__in=authority.bodies_with(viewer, None)).select_related("founding_decision")


def rule_sets(viewer: Actor) -> QuerySet[RuleSet]:
    """Rules of bodies in which the viewer holds a role."""
    return RuleSet.objects.filter(body__in=authority.bodies_with(viewer, None)).select_related("body", "decision")


def decisions(viewer: Actor) -> QuerySet[Decision]:
    """Decisions of bodies in which the viewer holds a role."""
    return Decision.objects.filter(body__in=authority.bodies_with(viewer, None)).select_related("body", "ended_by")


def programmes(viewer: Actor) -> QuerySet[ProgrammeVersion]:
    """Programmes of organisations in which the viewer holds a role."""
    return ProgrammeVersion.objects.filter(organisation__in=authority.bodies_with(viewer, None)).select_related(
        "organisation", "decision"
    )


def aims(viewer: Actor) -> QuerySet[AimsVersion]:
    """Aims of organisations in which the viewer holds a role."""
    return AimsVersion.objects.filter(organisation__in=authority.bodies_with(viewer, None)).select_related(
        "organisation", "decision"
    )


def interventions(viewer: Actor) -> QuerySet[Intervention]:
    """What the operator did in bodies in which the viewer holds a role."""
    return Intervention.objects.filter(body__in=authority.bodies_with(viewer, None)).select_related("body")
