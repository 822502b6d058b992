"""Who belongs where: the answer that the ground floor hands to every list."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from members.enums import BELONGING, VOTING
from members.models import Membership, MembershipSpan
from organisations.enums import BodyType
from organisations.models import Body, Organisation
from organiser.base.actor import Actor


def memberships_of(viewer: Actor) -> QuerySet[Membership]:
    """The memberships by which a person belongs somewhere now."""
    return Membership.objects.filter(person_id=viewer.pk, state__in=BELONGING)


def bodies_of(viewer: Actor) -> QuerySet[Body]:
    """The bodies a person is a member of: the organisation, the branch where there is one, and their committees.

    A branch that merged or was dissolved stays open to those who were in it, so that its history is read (mission A10).
    """
    return _reached(bodies_belonged_to(viewer), viewer)


def bodies_belonged_to(viewer: Actor) -> QuerySet[Body]:
    """The same bodies, also those that a token does not reach."""
    memberships = memberships_of(viewer)
    was_in = MembershipSpan.objects.filter(membership__in=memberships, branch__dissolved_on__gt="").values("branch")
    return _bodies_by(memberships, was_in)


def bodies_voting_in(viewer: Actor) -> QuerySet[Body]:
    """The bodies a person is a full member of."""
    return _reached(_bodies_by(memberships_of(viewer).filter(state__in=VOTING)), viewer)


def _bodies_by(memberships: QuerySet[Membership], was_in: QuerySet[Any, Any] | None = None) -> QuerySet[Body]:
    belongs = Q()
    for own in (memberships.values("organisation"), memberships.values("branch"), was_in):
        if own is not None:
            belongs |= Q(pk__in=own) | Q(as_committee__parent__in=own)
    return Body.objects.filter(belongs)


def _reached(bodies: QuerySet[Body], viewer: Actor) -> QuerySet[Body]:
    return bodies.filter(pk=viewer.bound_body_id) if viewer.bound_body_id is not None else bodies


def organisations_of(viewer: Actor) -> QuerySet[Organisation]:
    """The organisations a person belongs to."""
    return Organisation.objects.filter(pk__in=memberships_of(viewer).values("organisation"))


def members_of(body: Body) -> QuerySet[Membership]:
    """Everybody who belongs to a body now: those it organises (mission B9).

    A committee has no members of its own; it acts for the members of the body that founded it.
    """
    memberships = Membership.objects.filter(state__in=BELONGING)
    if body.type == BodyType.ORGANISATION:
        return memberships.filter(organisation_id=body.pk)
    if body.type == BodyType.BRANCH:
        return memberships.filter(branch_id=body.pk)
    committee = getattr(body, "as_committee", None) if not body.dissolved_on else None
    return members_of(committee.parent) if committee is not None else memberships.none()


def register_behind(body: Body) -> Body:
    """The body in whose register the members of a body stand: a committee acts for those of the body above it."""
    while body.type == BodyType.COMMITTEE:
        body = body.as_committee.parent
    return body


def constituency_of(body: Body) -> Q:
    """The memberships that a body is or was about, in whatever state: a committee is about those it acts for."""
    body = register_behind(body)
    if body.type == BodyType.ORGANISATION:
        return Q(organisation=body.pk)
    return Q(branch=body.pk) if body.type == BodyType.BRANCH else Q(pk__in=[])


def voters_of(body: Body) -> QuerySet[Membership]:
    """The full members of a body; tenure is for the rules of the body to say."""
    return members_of(body).filter(state__in=VOTING)


def is_member(person: Actor, body: Body) -> bool:
    """Whether a person belongs to the constituency of a body now."""
    return members_of(body).filter(person_id=person.pk).exists()


def only_founders_in(body: Body) -> bool:
    """Whether a register holds nobody but those whom the founding of their organisation wrote into it."""
    memberships = Membership.objects.filter(organisation=body.organisation_key)
    if body.type == BodyType.BRANCH:
        memberships = memberships.filter(branch=body.pk)
    founders = MembershipSpan.objects.filter(membership=OuterRef("pk"), decision=body.organisation.founding_decision_id)
    return not memberships.filter(~Exists(founders)).exists()
