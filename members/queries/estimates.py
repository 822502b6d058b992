"""How many a body could organise, as it reckons itself (mission D8)."""

from django.db.models import QuerySet

from members.models import ConstituencyEstimate
from organisations.models import Body
from organiser.base import authority
from organiser.base.actor import Actor
from organiser.base.errors import NotFound


def estimates_visible_to(viewer: Actor) -> QuerySet[ConstituencyEstimate]:
    """The estimates of the bodies that somebody belongs to, the latest first."""
    return (
        ConstituencyEstimate.objects.filter(body__in=authority.bodies_of(viewer))
        .select_related("body")
        .order_by("-given_at", "-pk")
    )


def estimate_of(body: Body) -> ConstituencyEstimate | None:
    """The estimate that holds for a body; None is unknown, never zero and never everybody."""
    return ConstituencyEstimate.objects.filter(body=body).order_by("-given_at", "-pk").first()


def estimate_for(viewer: Actor, public_id: str) -> ConstituencyEstimate:
    """One estimate.

    Raises:
        NotFound: where there is none that the viewer may know of.
    """
    found = estimates_visible_to(viewer).filter(public_id=public_id).first()
    if found is None:
        raise NotFound("There is no such estimate here, or it is not yours to read.", code="no_estimate")
    return found
