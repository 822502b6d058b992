"""What somebody may see about her or his own memberships, and before joining."""

from collections.abc import Sequence

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from members.models import AccessLogEntry, Membership, MembershipSpan, Person, ProgrammeAgreement
from organisations.enums import BodyType
from organisations.models import Branch, Organisation, ProgrammeVersion
from organiser.base.errors import NotFound


def read_history(memberships: Sequence[Membership]) -> None:
    """Read the spans and agreements of memberships, in two queries whatever their number."""
    spans = MembershipSpan.objects.select_related("branch", "decision").order_by("from_on", "pk")
    agreements = ProgrammeAgreement.objects.select_related("version").order_by("-version__number")
    prefetch_related_objects(memberships, Prefetch("spans", spans), Prefetch("agreements", agreements))


def own_memberships(person: Person) -> QuerySet[Membership]:
    """A person's memberships in every state, those that ended too."""
    return (
        Membership.objects.filter(person_id=person.pk)
        .select_related("person", "branch", "organisation")
        .order_by("organisation__name", "pk")
    )


def own_membership(person: Person, public_id: str) -> Membership:
    """One's own membership of that public id.

    Raises:
        NotFound: for anybody else's.
    """
    membership = own_memberships(person).filter(public_id=public_id).first()
    if membership is None:
        raise NotFound("There is no such membership of yours.", code="no_member")
    return membership


def own_membership_in(person: Person, organisation: Organisation) -> Membership | None:
    """One's own membership of an organisation, in whatever state."""
    return own_memberships(person).filter(organisation=organisation).first()


def readings_of(person: Person) -> QuerySet[AccessLogEntry]:
    """Who read a person's full record, the latest first."""
    return (
        AccessLogEntry.objects.filter(person=person)
        .select_related("reader", "organisation", "body")
        .order_by("-at", "-pk")
    )


def programmes_of(memberships: list[Membership]) -> dict[int, ProgrammeVersion]:
    """The current programme of each organisation that has one, by its key, in one query."""
    versions = ProgrammeVersion.objects.filter(organisation__in={one.organisation_id for one in memberships})
    return {version.organisation_id: version for version in versions.order_by("number")}


def programme_version(public_id: str) -> ProgrammeVersion | None:
    """A version of a programme by its public id; whose it is and whether it is current, the action asks."""
    return ProgrammeVersion.objects.filter(public_id=public_id).first()


def organisation_to_join(public_id: str) -> Organisation:
    """The organisation that a link leads to: whoever has the link may read its name, aims and branches.

    Raises:
        NotFound: where there is none, or it has been dissolved.
    """
    organisation = Organisation.objects.filter(public_id=public_id, type=BodyType.ORGANISATION, dissolved_on="").first()
    if organisation is None:
        raise NotFound("This link leads to no organisation. Ask whoever gave it to you.", code="no_body")
    return organisation


def branch_to_join(organisation: Organisation, public_id: str) -> Branch | None:
    """A branch of an organisation by its public id."""
    return Branch.objects.filter(organisation=organisation, public_id=public_id, dissolved_on="").first()
