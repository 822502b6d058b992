"""What is asked in dues: schemes, what members chose, and what somebody pays by them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from members.models import DuesPlan, DuesScheme, Membership
from organisations.models import Body
from organiser.base import authority, clock
from organiser.base.actor import Actor
from organiser.base.errors import NotFound


def schemes_visible_to(viewer: Actor) -> QuerySet[DuesScheme]:
    """What is asked of the members of the bodies the viewer belongs to; a scheme holds no amount of any person."""
    if not viewer.is_authenticated:
        return DuesScheme.objects.none()
    bodies = authority.bodies_of(viewer).values("pk")
    return DuesScheme.objects.filter(body__in=bodies).select_related("body", "organisation", "decision")


def scheme_for(viewer: Actor, public_id: str) -> DuesScheme:
    """The scheme of that public id.

    Raises:
        NotFound: where there is none that the viewer may know of.
    """
    found = schemes_visible_to(viewer).filter(public_id=public_id).first()
    if found is None:
        raise NotFound("There is no such scheme of dues here.", code="no_scheme")
    return found


def scheme_on(body: Body, day: date) -> DuesScheme | None:
    """What holds in a body on a day: its own scheme, or that of its organisation, also after it gave its own up."""
    found = DuesScheme.objects.filter(body__in=[body.pk, body.organisation_id], from_on__lte=day)
    found = found.select_related("body", "organisation", "decision").order_by("-from_on", "-version")
    schemes = list(found)
    own = next((one for one in schemes if one.body_id == body.pk), None)
    if own is not None and not own.follows:
        return own
    return next((one for one in schemes if one.body_id == body.organisation_id), None)


def own_scheme(body: Body, day: date) -> DuesScheme | None:
    """The scheme of a branch itself on a day; None where it has none, or gave it up."""
    scheme = scheme_on(body, day)
    return scheme if scheme is not None and scheme.body_id == body.pk else None


def coming_scheme(body: Body) -> DuesScheme | None:
    """The scheme that was decided and has not begun, the next to begin first."""
    ahead = DuesScheme.objects.filter(body__in=[body.pk, body.organisation_id], from_on__gt=clock.today())
    return ahead.select_related("body", "decision").order_by("from_on", "-version").first()


def bodies_with_own_scheme(organisation_id: int, day: date) -> set[int]:
    """Keys of the branches of an organisation that have a scheme of their own on a day."""
    rows = DuesScheme.objects.filter(organisation=organisation_id, from_on__lte=day).exclude(body=organisation_id)
    last = dict(rows.order_by("from_on", "version").values_list("body", "follows"))
    return {body for body, follows in last.items() if not follows}


def plan_of(membership: Membership, day: date | None = None) -> DuesPlan | None:
    """What a member chose last, or what counts for a period that begins on a day."""
    plans = DuesPlan.objects.filter(membership=membership)
    if day is not None:
        plans = plans.filter(from_on__lte=day)
    return plans.order_by("-from_on", "-pk").first()


@dataclass(frozen=True)
class Amount:
    """What somebody pays for a period: for herself, and on top for others."""

    cents: int
    extra_cents: int = 0


def amount_by(scheme: DuesScheme, plan: DuesPlan | None) -> Amount:
    """What a scheme asks of somebody who chose this; a choice it no longer has room for counts as none."""
    if plan is None:
        return Amount(scheme.usual_cents)
    extra = plan.extra_cents if scheme.solidarity else 0
    if plan.band:
        cents = {band["label"]: band["cents"] for band in scheme.bands}.get(plan.band, scheme.usual_cents)
    elif plan.cents is not None and scheme.least_cents is not None and plan.cents >= scheme.least_cents:
        cents = plan.cents
    else:
        cents = scheme.usual_cents
    return Amount(cents, extra)
