"""What a member sees first, of one organisation at a time."""

from django.db.models import Count, Exists, OuterRef, QuerySet

from assemblies.models import Assembly, Attendance, Ballot, Motion
from assemblies.queries.assemblies import upcoming
from assemblies.queries.ballots import owed_by
from assemblies.queries.motions import looking_for_seconders
from members.enums import VOTING, MembershipState
from members.models import Membership
from members.queries.belonging import memberships_of, voters_of
from members.queries.places import own_of
from organisations.enums import BodyType
from organisations.models import Body, Decision
from organisations.queries.decisions import decisions_visible_to
from organiser.base import authority
from organiser.base.actor import Actor
from organiser.base.kept import is_kept


def current_body(viewer: Actor, kept: str | None) -> Body | None:
    """The body whose day is shown: the one looked at last, else the branch or organisation joined first.

    Args:
        kept: the public id kept in the session, which may be out of date.
    """
    if kept:
        body: Body | None = authority.bodies_of(viewer).filter(public_id=kept).select_related("organisation").first()
        if body is not None:
            return body
    home = own_of(viewer).home
    return None if home is None else Body.objects.select_related("organisation").get(pk=home)


def waits_for_admission(viewer: Actor) -> bool:
    """Whether somebody has asked to join and waits for an answer."""
    return Membership.objects.filter(person_id=viewer.pk, state=MembershipState.APPLICANT).exists()


def ballots_owed_in(viewer: Actor, body: Body) -> QuerySet[Ballot]:
    """The open ballots of one organisation in which the viewer still has a vote."""
    owed = owed_by(viewer).filter(organisation_id=body.organisation_key)
    return owed.select_related("motion__mover").annotate(seconded_by=Count("motion__secondings"))


def assemblies_ahead_in(viewer: Actor, body: Body) -> QuerySet[Assembly]:
    """The next assemblies of one organisation, with the number of items and whether the viewer is `here`."""
    there = Attendance.objects.filter(assembly=OuterRef("pk"), person_id=viewer.pk, left_at__isnull=True)
    ahead = upcoming(viewer).filter(organisation_id=body.organisation_key)
    return ahead.annotate(items_count=Count("items"), here=Exists(there))


def decisions_of_mine_in(viewer: Actor, body: Body) -> QuerySet[Decision]:
    """What the viewer's own bodies of one organisation decided, the latest first."""
    return decisions_visible_to(viewer).filter(
        organisation_id=body.organisation_key, body__in=authority.bodies_of(viewer)
    )


def to_second_in(viewer: Actor, body: Body) -> QuerySet[Motion]:
    """Motions of one organisation that lack seconders and that the viewer, with a vote there, could second."""
    mine = memberships_of(viewer).filter(organisation_id=body.organisation_key, state__in=VOTING)
    return looking_for_seconders(viewer).filter(Exists(mine), organisation_id=body.organisation_key)


def has_vote(viewer: Actor, body: Body) -> bool:
    """Whether somebody is a full member of the body: its motions are moved and seconded by them."""
    if is_kept() and body.type in {BodyType.ORGANISATION, BodyType.BRANCH}:
        return body.pk in own_of(viewer).voting
    return voters_of(body).filter(person_id=viewer.pk).exists()
