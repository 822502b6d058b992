"""The register as those who keep it may read it."""

from django.db.models import Q, QuerySet

from members.enums import BELONGING, MembershipState
from members.models import Membership, Person
from members.validators import without_accents
from organisations.enums import Power
from organisations.models import Body, Organisation
from organiser.base import authority
from organiser.base.actor import Actor
from organiser.base.errors import NotFound


def memberships_visible_to(viewer: Actor) -> QuerySet[Membership]:
    """The viewer's own memberships, and those in registers that the viewer keeps.

    The secretary of a branch sees her branch and not the next; the secretary of an organisation sees all of it.
    """
    if not viewer.is_authenticated:
        return Membership.objects.none()
    kept = authority.bodies_with(viewer, Power.KEEP_REGISTER)
    seen = Q(branch__in=kept.values("pk")) | Q(organisation__in=kept.values("pk"))
    if viewer.bound_body_id is None:
        seen |= Q(person_id=viewer.pk)
    return Membership.objects.filter(seen).select_related("person", "branch", "organisation")


def register_of(viewer: Actor, body: Body) -> QuerySet[Membership]:
    """The memberships in the register of one body that the viewer may see, in the order of names."""
    memberships = memberships_visible_to(viewer)
    if isinstance(body, Organisation) or body.pk == body.organisation_id:
        memberships = memberships.filter(organisation_id=body.pk)
    else:
        memberships = memberships.filter(branch_id=body.pk)
    return memberships.order_by("sort_name", "pk")


def searched(memberships: QuerySet[Membership], text: str) -> QuerySet[Membership]:
    """Those whose number begins with the text, or whose name has words that begin with each of its words."""
    words = without_accents(text).casefold().split()
    found = memberships
    for word in words:
        found = found.filter(
            Q(sort_name__startswith=word) | Q(sort_name__contains=f" {word}") | Q(number__startswith=word.upper())
        )
    return found


def in_state(memberships: QuerySet[Membership], state: str) -> QuerySet[Membership]:
    """Those in one state; `members` means everybody who belongs now."""
    if state == "members":
        return memberships.filter(state__in=BELONGING)
    return memberships.filter(state=state) if state in MembershipState.values else memberships


def membership_for(viewer: Actor, public_id: str) -> Membership:
    """The membership of that public id.

    Raises:
        NotFound: where there is none that the viewer may know of.
    """
    membership = memberships_visible_to(viewer).filter(public_id=public_id).first()
    if membership is None:
        raise NotFound("There is no such member here.", code="no_member")
    return membership


def people_visible_to(viewer: Actor) -> QuerySet[Person]:
    """The people behind the memberships that the viewer may see."""
    return Person.objects.filter(memberships__in=memberships_visible_to(viewer)).distinct()
