"""Alliances as the people of their members and of those invited read them; strangers know of none."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from organisations.enums import AFFILIATION_OVER, AllianceStage, AllianceStanding, Scope
from organisations.models import Affiliation, Alliance, AllianceMember, Body, Organisation, StageConsent
from organisations.queries.disclosures import Naming, eyes_of, naming_for
from organisations.rules import may_speak_for
from organiser.base.actor import Actor
from organiser.base.errors import NotFound, RuleNotMet

KNOWN = (AllianceStanding.MEMBER, AllianceStanding.INVITED)


def alliances_visible_to(viewer: Actor) -> QuerySet[Alliance]:
    """The alliances and networks in which an organisation of the viewer is a member, or to which it is invited."""
    own = AllianceMember.objects.filter(organisation__in=eyes_of(viewer), status__in=KNOWN)
    return Alliance.objects.filter(pk__in=own.values("alliance")).order_by("name", "pk")


def alliance_for(viewer: Actor, public_id: str) -> Alliance:
    """The alliance of that public id.

    Raises:
        NotFound: where there is none, or none that an organisation of the viewer stands in.
    """
    alliance = alliances_visible_to(viewer).filter(public_id=public_id).first()
    if alliance is None:
        raise NotFound("There is no such alliance here, or your organisation is not in it.", code="no_alliance")
    return alliance


def members_of_alliance(alliance: Alliance) -> QuerySet[AllianceMember]:
    """The members now, in the order in which they came."""
    return AllianceMember.objects.filter(alliance=alliance, status=AllianceStanding.MEMBER).order_by("pk")


def standing_of(alliance: Alliance, organisation: Organisation | Body) -> AllianceMember:
    """Where a member stands in an alliance.

    Raises:
        NotFound: where the organisation is not a member now.
    """
    standing = members_of_alliance(alliance).filter(organisation=organisation.pk).select_related("alliance").first()
    if standing is None:
        raise NotFound(f"{organisation.name} is not a member of such an alliance.", code="not_in_alliance")
    return standing


def demand_in_no_alliance(body: Body) -> None:
    """Go on only if an organisation stands in no alliance and in no federation, and is asked into none by itself.

    Raises:
        RuleNotMet: where others still count on it.
    """
    standing = AllianceMember.objects.filter(organisation=body.pk, status=AllianceStanding.MEMBER)
    bound = Affiliation.objects.filter(Q(affiliate=body.pk) | Q(federation=body.pk))
    if standing.exists() or bound.exclude(status__in=AFFILIATION_OVER).exists():
        raise RuleNotMet(
            f"{body.name} still stands in an alliance or a federation. Leave or end it first, by a decision.",
            code="still_allied",
            rule="mission A18",
        )


def alliances_of(organisation: Organisation | Body, *statuses: AllianceStanding) -> QuerySet[Alliance]:
    """The alliances in which an organisation has one of these standings, by name."""
    rows = AllianceMember.objects.filter(organisation=organisation.pk, status__in=statuses or KNOWN)
    return Alliance.objects.filter(pk__in=rows.values("alliance")).order_by("name", "pk")


@dataclass(frozen=True)
class MemberSeen:
    """A member that may be named to the viewer."""

    name: str
    scope: str
    joined_on: date | None
    ours: bool
    standing: AllianceMember


@dataclass(frozen=True)
class Members:
    """The members of an alliance as one viewer sees them: some by name, all of them in the totals.

    Args:
        total, unnamed: how many there are, and how many of them are not named to the viewer.
        named: the others.
        scopes: how many of them are local, regional and so on; over all members.
        consented: how many of all decided for the next stage.
        inside: whether the viewer belongs to a member, not only to one that is invited.
    """

    total: int
    unnamed: int
    named: list[MemberSeen]
    scopes: list[tuple[str, int]]
    consented: int
    inside: bool


def members_seen(viewer: Actor, alliance: Alliance, naming: Naming | None = None) -> Members:
    """The members of an alliance as this viewer sees them."""
    naming = naming or naming_for(viewer, alliance)
    rows = list(members_of_alliance(alliance).select_related("organisation"))
    named = [
        MemberSeen(
            row.organisation.name, row.get_scope_display(), row.joined_on, row.organisation_id in naming.own, row
        )
        for row in rows
        if row.organisation_id in naming.named
    ]
    counted = Counter(row.scope for row in rows)
    scopes = [(scope.label, counted[scope.value]) for scope in Scope if counted[scope.value]]
    consented = consents_to(alliance, next_stage(alliance)).count() if next_stage(alliance) else 0
    inside = any(one.ours for one in named)
    return Members(len(rows), len(rows) - len(named), named, scopes, consented, inside)


def next_stage(alliance: Alliance) -> AllianceStage | None:
    """The stage to which an alliance goes when every member has decided so; none after the last."""
    stages = list(AllianceStage)
    place = stages.index(AllianceStage(alliance.stage)) + 1
    return stages[place] if place < len(stages) else None


def consents_to(alliance: Alliance, stage: str | None) -> QuerySet[StageConsent]:
    """What members of now decided about a stage, this time."""
    return StageConsent.objects.filter(
        standing__alliance=alliance, standing__status=AllianceStanding.MEMBER, stage=stage, attempt=alliance.attempt
    )


def organisation_within(viewer: Actor, alliance: Alliance) -> Organisation:
    """The organisation through which somebody looks at an alliance: a member before one that is only invited.

    Raises:
        NotFound: where the viewer belongs to none of them.
    """
    rows = AllianceMember.objects.filter(alliance=alliance, organisation__in=eyes_of(viewer), status__in=KNOWN)
    found = rows.select_related("organisation").order_by("-status", "pk").first()
    if found is None:
        raise NotFound("There is no such alliance here, or your organisation is not in it.", code="no_alliance")
    return found.organisation


def speaking_within(viewer: Actor, alliance: Alliance) -> Organisation | None:
    """The member for which somebody brings something before an alliance: one whose assemblies she or he calls."""
    rows = members_of_alliance(alliance).filter(organisation__in=eyes_of(viewer)).select_related("organisation")
    return next((row.organisation for row in rows if may_speak_for(viewer, row.organisation_id)), None)


def demand_inside(viewer: Actor, alliance: Alliance) -> None:
    """Go on only for people of a member: who is only invited reads what an alliance is for, not what lies on its table.

    Raises:
        NotFound: otherwise.
    """
    if not members_of_alliance(alliance).filter(organisation__in=eyes_of(viewer)).exists():
        raise NotFound("Only the members of an alliance read what lies on its table.", code="no_alliance")


def standings_of(organisation: Organisation | Body) -> QuerySet[AllianceMember]:
    """Where an organisation stands now: as a member, or invited; by the name of the alliance."""
    rows = AllianceMember.objects.filter(organisation=organisation.pk, status__in=KNOWN)
    return rows.select_related("alliance", "decision").order_by("alliance__name", "pk")
