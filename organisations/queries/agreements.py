"""What binds whom in an alliance, and what troubles its members."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from organisations.enums import AllianceStanding
from organisations.models import (
    Agreement,
    AgreementVersion,
    Alliance,
    AllianceMember,
    Body,
    Concern,
    ConcernReply,
    Organisation,
    Ratification,
    Weighing,
)
from organisations.queries.disclosures import Naming

NOT_RATIFIED = "not ratified"


def concerns_before(body: Body) -> QuerySet[Concern]:
    """The concerns that stand open in the alliances of an organisation, the oldest first; for its own assembly.

    Branches and committees have none: only the whole organisation stands in alliances (mission E9).
    """
    member = AllianceMember.objects.filter(organisation=body.pk, status=AllianceStanding.MEMBER)
    unanswered = Concern.objects.filter(alliance__in=member.values("alliance"), replies__isnull=True)
    return unanswered.select_related("alliance").order_by("raised_at", "pk")


def open_concerns(alliance: Alliance) -> QuerySet[Concern]:
    """The concerns that no other member has answered yet, the oldest first (mission E9)."""
    answered = ConcernReply.objects.filter(concern=OuterRef("pk"))
    return Concern.objects.filter(~Exists(answered), alliance=alliance).order_by("pk")


def ratifications_in(alliance: Alliance) -> QuerySet[Ratification]:
    """The ratifications that bind: those of members of now; who has left is bound no longer."""
    return Ratification.objects.filter(
        version__agreement__alliance=alliance, standing__status=AllianceStanding.MEMBER
    ).order_by("pk")


def is_bound(organisation: Organisation | Body, version: AgreementVersion) -> bool:
    """Whether a wording binds an organisation: only by its own ratification, and only while it is a member."""
    alliance = version.agreement.alliance
    return ratifications_in(alliance).filter(organisation=organisation.pk, version=version).exists()


@dataclass(frozen=True)
class Bound:
    """What one named member has to do with one wording."""

    name: str
    ratified: Ratification | None

    @property
    def ratified_on(self) -> date | None:
        """The day from which it is bound."""
        return self.ratified.on if self.ratified else None

    @property
    def words(self) -> str:
        """As it stands on the page."""
        return f"ratified {self.ratified.on.isoformat()}" if self.ratified else NOT_RATIFIED


@dataclass(frozen=True)
class VersionSeen:
    """One wording: who is named beside it, and how many ratified it in all."""

    version: AgreementVersion
    by: str
    members: list[Bound]
    ratified: int
    total: int


@dataclass(frozen=True)
class AgreementSeen:
    """An agreement with its wordings, the latest first."""

    agreement: Agreement
    versions: list[VersionSeen]


def agreements_seen(alliance: Alliance, naming: Naming) -> list[AgreementSeen]:
    """The agreements of an alliance, with who is bound by which wording."""
    binding: dict[int, dict[int, Ratification]] = {}
    weighings = Prefetch("weighings", queryset=Weighing.objects.select_related("concern").order_by("pk"))
    for row in ratifications_in(alliance).prefetch_related(weighings):
        binding.setdefault(row.version_id, {})[row.organisation_id] = row
    members = list(
        alliance.standings.filter(status=AllianceStanding.MEMBER).select_related("organisation").order_by("pk")
    )
    named = [member for member in members if member.organisation_id in naming.named]
    versions = Prefetch(
        "versions", queryset=AgreementVersion.objects.select_related("by__organisation").order_by("-number")
    )
    seen = []
    for agreement in Agreement.objects.filter(alliance=alliance).prefetch_related(versions).order_by("-pk"):
        shown = []
        for version in agreement.versions.all():
            bound = binding.get(version.pk, {})
            beside = [Bound(member.organisation.name, bound.get(member.organisation_id)) for member in named]
            shown.append(VersionSeen(version, naming.name(version.by), beside, len(bound), len(members)))
        seen.append(AgreementSeen(agreement, shown))
    return seen


@dataclass(frozen=True)
class ConcernSeen:
    """A concern with the answers to it."""

    concern: Concern
    by: str
    ours: bool
    replies: list[tuple[str, ConcernReply]]

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered yet."""
        return not self.replies


def concerns_seen(alliance: Alliance, naming: Naming) -> list[ConcernSeen]:
    """The concerns of an alliance: the open ones first, then the latest."""
    replies = Prefetch("replies", queryset=ConcernReply.objects.select_related("by__organisation").order_by("pk"))
    rows = Concern.objects.filter(alliance=alliance).select_related("by__organisation").prefetch_related(replies)
    seen = [
        ConcernSeen(
            concern,
            naming.name(concern.by),
            concern.by.organisation_id in naming.own,
            [(naming.name(reply.by), reply) for reply in concern.replies.all()],
        )
        for concern in rows.order_by("-pk")
    ]
    return sorted(seen, key=lambda one: not one.is_open)


def versions_to_ratify(organisation: Organisation | Body) -> QuerySet[AgreementVersion]:
    """Wordings in alliances of this organisation that it has not ratified, the latest first."""
    rows = AgreementVersion.objects.filter(
        agreement__alliance__standings__organisation=organisation.pk,
        agreement__alliance__standings__status=AllianceStanding.MEMBER,
    )
    done = Ratification.objects.filter(
        version=OuterRef("pk"), organisation=organisation.pk, standing__status=AllianceStanding.MEMBER
    )
    return rows.filter(~Exists(done)).select_related("agreement__alliance").order_by("-pk")
