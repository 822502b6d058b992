"""Alternatives of motions that a person may see."""

from django.db.models import QuerySet

from assemblies.models import Alternative, Motion
from assemblies.queries.motions import motions_visible_to
from organiser.base.actor import Actor
from organiser.base.errors import NotFound


def alternatives_of(motion: Motion) -> QuerySet[Alternative]:
    """What stands to be chosen in a motion now, in the order in which it was brought."""
    return (
        Alternative.objects.filter(motion=motion, withdrawn_at__isnull=True).select_related("brought_by").order_by("pk")
    )


def alternative_in(motion: Motion, public_id: str) -> Alternative:
    """The alternative of a motion that somebody may read.

    Raises:
        NotFound: where there is none.
    """
    found = Alternative.objects.filter(motion=motion, public_id=public_id).select_related("motion__body__organisation")
    alternative = found.first()
    if alternative is None:
        raise NotFound("There is no such alternative in this motion.", code="no_alternative")
    return alternative


def alternative_for(viewer: Actor, public_id: str) -> Alternative:
    """The alternative of that public id.

    Raises:
        NotFound: where there is none that the viewer may know of.
    """
    found = Alternative.objects.filter(public_id=public_id, motion__in=motions_visible_to(viewer).order_by())
    alternative = found.select_related("motion__body__organisation").first()
    if alternative is None:
        raise NotFound("There is no such alternative here, or it is not yours to see.", code="no_alternative")
    return alternative
