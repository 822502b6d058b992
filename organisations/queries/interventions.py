"""Interventions as the members of a body may read them."""

from django.db.models import QuerySet

from organisations.models import Body, Intervention
from organisations.queries.decisions import shows_figures
from organiser.base import authority, clock
from organiser.base.actor import Actor
from organiser.base.errors import NotFound, NotPermitted


def interventions_visible_to(viewer: Actor) -> QuerySet[Intervention]:
    """All interventions in the bodies the viewer is a member of, the latest first."""
    if not viewer.is_authenticated:
        return Intervention.objects.none()
    mine = authority.bodies_of(viewer).values("pk")
    return Intervention.objects.filter(body__in=mine).select_related("body").order_by("-at", "-pk")


def intervention_for(viewer: Actor, public_id: str) -> Intervention:
    """The intervention of that public id.

    Raises:
        NotFound: where there is none in a body of the viewer.
    """
    found = interventions_visible_to(viewer).filter(public_id=public_id).first()
    if found is None:
        raise NotFound("There is no such intervention here.", code="no_intervention")
    return found


def interventions_in(viewer: Actor, body: Body) -> QuerySet[Intervention]:
    """The interventions in one body.

    Raises:
        NotPermitted: for members of other branches.
    """
    if not shows_figures(viewer, body):
        raise NotPermitted(
            f"Interventions are for members of {body.name} to read.", code="not_constituency", rule="invariant 7"
        )
    return interventions_visible_to(viewer).filter(body=body)


def lately_in(viewer: Actor, body: Body) -> QuerySet[Intervention]:
    """Those in one body that are still to be shown on its page: ninety days long."""
    return interventions_visible_to(viewer).filter(body=body, shown_until__gte=clock.today())


def lately_in_organisation(viewer: Actor, body: Body) -> QuerySet[Intervention]:
    """Those still to be shown in any body of the viewer in one organisation; for the first page."""
    shown = interventions_visible_to(viewer).filter(shown_until__gte=clock.today())
    return shown.filter(organisation_id=body.organisation_key)
