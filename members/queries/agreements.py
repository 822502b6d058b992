"""Which programme is current, and who has agreed to it."""

from dataclasses import dataclass

from members.enums import BELONGING
from members.models import Membership
from members.queries.belonging import voters_of
from organisations.enums import OrganisationKind
from organisations.models import Body, Organisation, ProgrammeVersion
from organisations.queries.decisions import shows_figures
from organiser.base.actor import Actor

LEAST_CELL = 5


def current_programme(organisation: Organisation) -> ProgrammeVersion | None:
    """The latest version of the programme, where there is one."""
    return ProgrammeVersion.objects.filter(organisation=organisation).order_by("-number").first()


def has_agreed(membership: Membership) -> bool:
    """Whether the member agreed to the version of the programme that is current now."""
    version = current_programme(membership.organisation)
    return version is not None and membership.agreements.filter(version=version).exists()


@dataclass(frozen=True)
class Share:
    """How many of the full members agreed to a version; both are None where a cell under five would show.

    Args:
        agreed, full: those who agreed, and all full members.
    """

    agreed: int | None
    full: int | None

    @property
    def hidden(self) -> bool:
        """Whether the figure is kept back, because one could tell who it is (design.md section 8)."""
        return self.agreed is None


def agreement_share(viewer: Actor, version: ProgrammeVersion) -> Share | None:
    """The share of full members who agreed to a version; None for those who are not members of the organisation."""
    body = Body.objects.get(pk=version.organisation_id)
    if not shows_figures(viewer, body):
        return None
    voters = voters_of(body)
    full = voters.count()
    agreed = voters.filter(agreements__version=version).count()
    cells = (agreed, full - agreed)
    if full < LEAST_CELL or any(0 < cell < LEAST_CELL for cell in cells):
        return Share(None, None)
    return Share(agreed, full)


def asked_to_agree(viewer: Actor, body: Body) -> tuple[Membership, ProgrammeVersion] | None:
    """The version that somebody has not agreed to yet, with the membership by which to agree; for the first page."""
    if body.organisation.kind != OrganisationKind.POLITICAL:
        return None
    version = current_programme(body.organisation)
    mine = Membership.objects.filter(organisation=body.organisation_key, person_id=viewer.pk, state__in=BELONGING)
    membership = mine.exclude(agreements__version=version).first() if version is not None else None
    return None if membership is None or version is None else (membership, version)
