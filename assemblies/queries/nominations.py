"""Nominations as a person may read them, and who was elected by a count."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from assemblies.enums import BEFORE_VOTING, NominationState
from assemblies.models import Ballot, Motion, Nomination, Option
from assemblies.queries.motions import motions_visible_to
from members.models import Membership
from members.queries.belonging import members_of
from members.queries.naming import member_id
from organisations.models import Body
from organiser.base import authority
from organiser.base.actor import Actor
from organiser.base.errors import Invalid, NotFound


def nominations_visible_to(viewer: Actor) -> QuerySet[Nomination]:
    """Nominations in the elections of bodies the viewer is a member of, with the memberships of those they name.

    They name people, so other branches learn nothing of them (invariant 7).
    """
    elections = motions_visible_to(viewer).filter(body__in=authority.bodies_of(viewer))
    return (
        Nomination.objects.filter(motion__in=elections.order_by().values("pk"))
        .select_related("person", "nominated_by", "motion__body__organisation")
        .annotate(member=member_id("person"), nominated_by_member=member_id("nominated_by"))
        .order_by("pk")
    )


def nomination_for(viewer: Actor, public_id: str) -> Nomination:
    """The nomination of that public id.

    Raises:
        NotFound: where there is none that the viewer may know of.
    """
    nomination = nominations_visible_to(viewer).filter(public_id=public_id).first()
    if nomination is None:
        raise NotFound("There is no such nomination here, or it is not yours to see.", code="no_nomination")
    return nomination


def nominations_in(viewer: Actor, motion: Motion) -> QuerySet[Nomination]:
    """Who was nominated in an election, in the order in which they were."""
    return nominations_visible_to(viewer).filter(motion=motion)


def to_answer_in(viewer: Actor, body: Body) -> QuerySet[Nomination]:
    """The nominations of one organisation that wait for the viewer to say whether she or he stands."""
    return nominations_visible_to(viewer).filter(
        person_id=viewer.pk,
        state=NominationState.ASKED,
        motion__status__in=BEFORE_VOTING,
        organisation_id=body.organisation_key,
    )


def numbers_of(nominations: Iterable[Nomination]) -> dict[int, str]:
    """The membership numbers of those nominated, by the key of the person."""
    found = list(nominations)
    members = Membership.objects.filter(
        person__in=[one.person_id for one in found], organisation__in={one.organisation_id for one in found}
    )
    return dict(members.values_list("person_id", "number"))


def with_elected(ballot: Ballot, payload: dict[str, Any], winners: Iterable[str]) -> dict[str, Any]:
    """The payload of an election with those who stood and those who were chosen, by the ids of their memberships."""
    options = Option.objects.filter(ballot=ballot, nomination__isnull=False)
    member = member_id("nomination__person")
    stood = dict(options.annotate(member=member).order_by("place").values_list("label", "member"))
    elected = [stood[label] for label in winners if label in stood]
    return {**payload, "stood": list(stood.values()), "elected": elected}


def own_membership(viewer: Actor, motion: Motion) -> Membership:
    """The membership by which somebody belongs to the organisation of an election.

    Raises:
        NotFound: for whoever does not belong to it.
    """
    membership = Membership.objects.filter(person_id=viewer.pk, organisation_id=motion.organisation_id).first()
    if membership is None:
        raise NotFound("There is no such motion here, or it is not yours to read.", code="no_motion")
    return membership


def member_to_nominate(body: Body, public_id: str) -> Membership:
    """The member of a body that is to be nominated.

    Raises:
        Invalid: where the body has no such member.
    """
    membership: Membership | None = members_of(body).filter(public_id=public_id).select_related("person").first()
    if membership is None:
        raise Invalid(f"{body.name} has no such member. Choose a member.", code="no_member", field="member")
    return membership
