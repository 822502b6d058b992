"""From collectives that belong to people who do: who has consented, and who that is (mission A8)."""

from django.db.models import QuerySet

from members.enums import BELONGING, MembershipState
from members.models import BasisConsent, Membership
from organisations.enums import MembershipBasis
from organisations.models import Organisation


def consents_in(organisation: Organisation) -> QuerySet[BasisConsent]:
    """The consents that hold."""
    return BasisConsent.objects.filter(organisation=organisation, withdrawn_at__isnull=True)


def has_consented(membership: Membership) -> bool:
    """Whether somebody wants to belong herself or himself."""
    return BasisConsent.objects.filter(membership=membership, withdrawn_at__isnull=True).exists()


def lapsed_by_conversion(membership: Membership) -> bool:
    """Whether somebody is out because the organisation went over to its people, and she or he had not consented."""
    if membership.state != MembershipState.LAPSED:
        return False
    open_span = membership.spans.select_related("decision").filter(until_on__isnull=True).first()
    return open_span is not None and open_span.decision is not None and open_span.decision.effect == "convert_basis"


def state_before_conversion(membership: Membership) -> MembershipState:
    """What somebody was before that; nobody becomes a member by having been left out."""
    was = membership.spans.filter(until_on__isnull=False).order_by("from_on", "pk").last()
    return MembershipState(was.state) if was is not None and was.state in BELONGING else MembershipState.FULL


def may_consent(membership: Membership) -> bool:
    """Whether the question is open to somebody: by way of a collective still, or out since the change."""
    collective = membership.organisation.membership_basis == MembershipBasis.COLLECTIVE
    return (collective and membership.state in BELONGING) or lapsed_by_conversion(membership)


def one_for_each(organisation: Organisation) -> tuple[list[Membership], list[Membership]]:
    """The memberships that go on, one for each consenting person, and those that end.

    Whom two collectives have named stands in the register twice: the same name with the same e-mail, or the same
    address where there is none. The oldest of them for which there is a consent goes on, so nobody is counted twice.
    """
    consented = set(consents_in(organisation).values_list("membership", flat=True))
    belonging = Membership.objects.filter(organisation=organisation, state__in=BELONGING)
    go_on: list[Membership] = []
    end: list[Membership] = []
    seen: set[tuple[str, ...]] = set()
    for membership in belonging.select_related("person", "branch", "organisation").order_by("joined_on", "pk"):
        person = membership.person
        where = (person.email or "").lower() or f"{person.address} {person.postcode}".casefold().strip()
        who = (person.sort_name, where) if where else (str(membership.pk),)
        if membership.pk in consented and who not in seen:
            seen.add(who)
            go_on.append(membership)
        else:
            end.append(membership)
    return go_on, end
