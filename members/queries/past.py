"""The register as it stood on an earlier day."""

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from members.enums import BELONGING, MembershipState
from members.models import Membership, MembershipSpan, Person
from members.queries.own import read_history
from members.queries.register import memberships_visible_to, register_of
from members.rules import widest_register
from organisations.enums import Power
from organisations.models import Body
from organisations.queries.bodies import body_for
from organiser.base import authority
from organiser.base.actor import Actor
from organiser.base.errors import NotFound


def members_on(
    memberships: QuerySet[Membership], day: date, body: Body | None = None, state: str = "members"
) -> QuerySet[Membership]:
    """Those who belonged on a day, by the spans of their memberships: one query, whatever happened since.

    A span ends on the day on which the next one begins, so that day belongs to the next.

    Args:
        body: with a branch, only those who belonged to that branch on the day.
        state: only those who stood so on the day; `members` for all who belonged, empty for everybody it knew.
    """
    spans = MembershipSpan.objects.filter(membership=OuterRef("pk"), from_on__lte=day)
    if state == "members":
        spans = spans.filter(state__in=BELONGING)
    elif state in MembershipState.values:
        spans = spans.filter(state=state)
    spans = spans.filter(Q(until_on__isnull=True) | Q(until_on__gt=day))
    if body is not None and body.pk != body.organisation_id:
        spans = spans.filter(branch=body.pk)
    return memberships.filter(Exists(spans))


def tell_of_day(rows: Collection[Membership], day: date) -> None:
    """Set on each row `state_then`, and the name of the branch in `branch_then`: as on that day, by one query."""
    spans = MembershipSpan.objects.filter(membership__in=[row.pk for row in rows], from_on__lte=day)
    spans = spans.filter(Q(until_on__isnull=True) | Q(until_on__gt=day)).order_by("from_on", "pk")
    then = {key: (state, name) for key, state, name in spans.values_list("membership", "state", "branch__name")}
    for row in rows:
        row.state_then, row.branch_then = then.get(row.pk, (None, None))  # type: ignore[attr-defined]


def register_on(viewer: Actor, body: Body, day: date, state: str = "members") -> QuerySet[Membership]:
    """The register of a body as it stood on a day, in the order of names.

    Whoever keeps the register of the organisation finds those too who have gone to another branch since; whoever keeps
    that of a branch finds those who still stand in it, since others are not hers to see any more (invariant 7).
    """
    return members_on(register_of(viewer, widest_register(viewer, body) or body), day, body, state)


def full_record(viewer: Actor, public_id: str) -> Membership:
    """A membership with its whole history, for the member and those who keep the register.

    Raises:
        NotFound: for everybody else.
    """
    membership = memberships_visible_to(viewer).filter(public_id=public_id).first()
    if membership is None:
        raise NotFound("There is no such member here.", code="no_member")
    read_history([membership])
    return membership


def kept_or_own(viewer: Person, memberships: QuerySet[Membership]) -> QuerySet[Membership]:
    """Those in the registers that the viewer keeps; for somebody who keeps none, her or his own.

    The registers are named by their keys, so that the index of each is read in the order of names.
    """
    kept = list(authority.bodies_with(viewer, Power.KEEP_REGISTER).values_list("pk", "organisation_id"))
    if not kept:
        return memberships.filter(person=viewer)
    whole = [body for body, organisation in kept if body == organisation]
    if whole:
        return memberships.filter(organisation__in=whole)
    return memberships.filter(branch__in=[body for body, _organisation in kept])


def register_named(
    viewer: Actor, memberships: QuerySet[Membership], body_id: str, *, ever: bool = False
) -> tuple[QuerySet[Membership], Body]:
    """Those of the memberships that stand in the register of one body.

    Args:
        ever: all that the viewer may see of its organisation, for who stood in that register on an earlier day.

    Raises:
        NotFound: for a body that the viewer may not know of.
    """
    body = body_for(viewer, body_id)
    if ever or body.pk == body.organisation_id:
        return memberships.filter(organisation=body.organisation_key), body
    return memberships.filter(branch=body.pk), body
