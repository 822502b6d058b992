"""The aims of an organisation, every version with the decision it rests on."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from organisations.models import AimsVersion, Body, Decision
from organisations.queries.bodies import bodies_visible_to
from organiser.base.actor import Actor
from organiser.base.errors import NotFound


@dataclass(frozen=True)
class ReadableAims:
    """One version of the aims as people read it."""

    number: int
    text: str
    adopted_on: date
    decision: Decision


def aims_visible_to(viewer: Actor) -> QuerySet[AimsVersion]:
    """The versions of the aims of the organisations the viewer belongs to, the latest first."""
    organisations = bodies_visible_to(viewer).values("organisation")
    return (
        AimsVersion.objects.filter(organisation__in=organisations)
        .select_related("organisation", "decision")
        .order_by("-adopted_on", "-number")
    )


def aims_for(viewer: Actor, public_id: str) -> AimsVersion:
    """The version of that public id.

    Raises:
        NotFound: where there is none that the viewer may read.
    """
    version = aims_visible_to(viewer).filter(public_id=public_id).first()
    if version is None:
        raise NotFound("There is no such version of the aims here.", code="no_aims")
    return version


def versions_of_aims(viewer: Actor, body: Body) -> list[ReadableAims]:
    """Every version of the aims of the organisation of a body, the latest first."""
    versions = aims_visible_to(viewer).filter(organisation_id=body.organisation_key).order_by("-number")
    return [ReadableAims(one.number, one.text, one.adopted_on, one.decision) for one in versions]
