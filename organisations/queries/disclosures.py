"""Whether an organisation may be named, and to whom (mission E8).

Without its own decision an organisation counts in totals and is named to nobody outside it, by no door.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from organisations.enums import AllianceStanding, DisclosedTo
from organisations.models import Alliance, AllianceMember, DisclosureConsent, Organisation
from organiser.base import authority
from organiser.base.actor import Actor

UNNAMED = "A member that is not named"


def eyes_of(viewer: Actor) -> frozenset[int]:
    """Keys of the organisations through which somebody looks at alliances: those she or he belongs to.

    Through a token only the one organisation it reaches; a token for a branch sees no alliance.
    """
    if not viewer.is_authenticated:
        return frozenset()
    organisations = authority.organisations_of(viewer)
    if viewer.bound_body_id is not None:
        organisations = organisations.filter(pk=viewer.bound_body_id)
    return frozenset(organisations.values_list("pk", flat=True))


def consents() -> QuerySet[DisclosureConsent]:
    """The consents that hold now."""
    return DisclosureConsent.objects.filter(ended_on=None)


def named_in(alliance: Alliance, readers: Collection[int]) -> frozenset[int]:
    """Keys of the organisations that people of the organisations `readers` may see named in this alliance.

    Their own; those that may be named to anybody; and, where one of the readers is a member, those that said so to the
    members of this alliance or of all of theirs.
    """
    to = Q(to=DisclosedTo.PUBLIC)
    if AllianceMember.objects.filter(
        alliance=alliance, organisation__in=readers, status=AllianceStanding.MEMBER
    ).exists():
        to |= Q(to=DisclosedTo.ALL_ALLIANCES) | Q(to=DisclosedTo.ALLIANCE, alliance=alliance)
    return frozenset(readers) | frozenset(consents().filter(to).values_list("organisation_id", flat=True))


def named_to_anybody() -> frozenset[int]:
    """Keys of the organisations that may be named to anybody."""
    return frozenset(consents().filter(to=DisclosedTo.PUBLIC).values_list("organisation_id", flat=True))


def called(organisation: Organisation, public: Collection[int] | None = None) -> str:
    """How another organisation speaks of it: by name where it may be named to anybody, else by its id.

    Args:
        public: keys of those that may be named to anybody, where they were asked for before.
    """
    named = named_to_anybody() if public is None else public
    return organisation.name if organisation.pk in named else f"the organisation {organisation.public_id}"


@dataclass(frozen=True)
class Naming:
    """Who is named to one reader in one alliance."""

    own: frozenset[int]
    named: frozenset[int]

    def name(self, standing: AllianceMember) -> str:
        """The name of the organisation behind a standing, or that it is not named."""
        return standing.organisation.name if standing.organisation_id in self.named else UNNAMED


def naming_for(viewer: Actor, alliance: Alliance) -> Naming:
    """Who is named to this viewer in this alliance."""
    own = eyes_of(viewer)
    return Naming(own, named_in(alliance, own))
