"""Which programme is current, and who has agreed to it."""

from members.models import Membership
from organisations.models import Organisation, ProgrammeVersion


def current_programme(organisation: Organisation) -> ProgrammeVersion | None:
    """The latest version of the programme, where there is one."""
    return ProgrammeVersion.objects.filter(organisation=organisation).order_by("-number").first()


def has_agreed(membership: Membership) -> bool:
    """Whether the member agreed to the version of the programme that is current now."""
    version = current_programme(membership.organisation)
    return version is not None and membership.agreements.filter(version=version).exists()
