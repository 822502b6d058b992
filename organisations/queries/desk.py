"""What those who hold a role see in the technical records: the bodies they work for, and no other."""

from django.db.models import Q, QuerySet

from organisations.enums import AllianceStanding
from organisations.models import (
    Affiliation,
    Agreement,
    AimsVersion,
    Alliance,
    AllianceMember,
    BodyEvent,
    Branch,
    Committee,
    CommonGround,
    Concern,
    Council,
    Decision,
    DisclosureConsent,
    Intervention,
    Organisation,
    ProgrammeVersion,
    Ratification,
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


def councils(viewer: Actor) -> QuerySet[Council]:
    """Councils of organisations in which the viewer holds a role."""
    return Council.objects.filter(organisation__in=authority.bodies_with(viewer, None)).select_related(
        "founding_decision"
    )


def events(viewer: Actor) -> QuerySet[BodyEvent]:
    """What happened to bodies in which the viewer holds a role."""
    return BodyEvent.objects.filter(body__in=authority.bodies_with(viewer, None)).select_related(
        "body", "other", "decision"
    )


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


def affiliations(viewer: Actor) -> QuerySet[Affiliation]:
    """Affiliations of organisations in which the viewer holds a role, on either side."""
    own = authority.bodies_with(viewer, None)
    return Affiliation.objects.filter(Q(affiliate__in=own) | Q(federation__in=own))


def alliances(viewer: Actor) -> QuerySet[Alliance]:
    """Alliances of organisations in which the viewer holds a role; of the other members nothing stands in them."""
    standings = alliance_standings(viewer).exclude(status=AllianceStanding.LEFT)
    return Alliance.objects.filter(pk__in=standings.values("alliance"))


def alliance_standings(viewer: Actor) -> QuerySet[AllianceMember]:
    """Where organisations stand in which the viewer holds a role: their own rows, and none of the other members."""
    own = authority.bodies_with(viewer, None)
    return AllianceMember.objects.filter(organisation__in=own).select_related("organisation", "alliance", "decision")


def ratifications(viewer: Actor) -> QuerySet[Ratification]:
    """What organisations ratified in which the viewer holds a role."""
    rows = Ratification.objects.filter(organisation__in=authority.bodies_with(viewer, None))
    return rows.select_related("organisation", "version__agreement", "decision")


def agreements(viewer: Actor) -> QuerySet[Agreement]:
    """Agreements on the table of the alliances of organisations in which the viewer holds a role."""
    return Agreement.objects.filter(alliance__in=alliances(viewer)).select_related("alliance")


def concerns(viewer: Actor) -> QuerySet[Concern]:
    """Concerns raised in those alliances."""
    return Concern.objects.filter(alliance__in=alliances(viewer)).select_related("alliance")


def common_grounds(viewer: Actor) -> QuerySet[CommonGround]:
    """Questions about common ground in those alliances."""
    return CommonGround.objects.filter(alliance__in=alliances(viewer)).select_related("alliance")


def disclosures(viewer: Actor) -> QuerySet[DisclosureConsent]:
    """Consents to be named of organisations in which the viewer holds a role."""
    rows = DisclosureConsent.objects.filter(organisation__in=authority.bodies_with(viewer, None))
    return rows.select_related("organisation", "alliance", "decision", "ended_by")
