"""The register of decisions as a person may read it."""

from typing import Any

from django.db.models import Q, QuerySet

from organisations.enums import ENDING_EFFECTS, NAMES_A_PERSON, NAMING_EFFECTS, DecisionStatus
from organisations.models import Body, Decision
from organisations.queries.bodies import in_sight
from organiser.base import authority, clock
from organiser.base.actor import Actor
from organiser.base.errors import NotFound


def decisions_visible_to(viewer: Actor) -> QuerySet[Decision]:
    """Decisions of all bodies of the organisations the viewer belongs to, the latest first.

    Elections, recalls and what ends them name people, so they are for members of the body alone (invariant 7).
    """
    return (
        Decision.objects.filter(in_sight(viewer))
        .filter(Q(about_person=False) | Q(body__in=authority.bodies_of(viewer)))
        .select_related("body", "ended_by")
        .order_by("-decided_at", "-number")
    )


def names_a_person(kind: str, effect: str, payload: dict[str, Any]) -> bool:
    """Whether a motion or decision names somebody: by its kind, or because it ends a decision that does."""
    if kind in NAMES_A_PERSON or effect in NAMING_EFFECTS:
        return True
    ended = str(payload.get("decision", "")) if effect in ENDING_EFFECTS else ""
    return bool(ended) and Decision.objects.filter(public_id=ended, about_person=True).exists()


def decision_for(viewer: Actor, public_id: str) -> Decision:
    """The decision of that public id.

    Raises:
        NotFound: where there is none that the viewer may know of.
    """
    decision = decisions_visible_to(viewer).filter(public_id=public_id).first()
    if decision is None:
        raise NotFound("There is no such decision here, or it is not yours to read.", code="no_decision")
    return decision


def in_force(body: Body) -> QuerySet[Decision]:
    """The decisions of one body that are in force."""
    return Decision.objects.filter(
        body=body, status__in=[DecisionStatus.IN_FORCE, DecisionStatus.PROVISIONAL]
    ).order_by("-decided_at", "-number")


def shows_figures(viewer: Actor, body: Body) -> bool:
    """Whether the viewer may read votes and names of this body: only its own members, and a token bound to it.

    Members of another branch read what was decided, not how many people there are (invariant 7).
    """
    return authority.belongs_to(viewer, body.pk)


def due_to_begin() -> QuerySet[Decision]:
    """Decisions whose first day has come and that are not in force yet; for the clock, of all bodies."""
    due = Decision.objects.filter(status=DecisionStatus.PROVISIONAL, effective_on__lte=clock.today())
    return due.exclude(expires_on__lte=clock.today()).select_related("body", "organisation").order_by("pk")


def due_to_expire() -> QuerySet[Decision]:
    """Decisions whose last day is over and that still hold; for the clock, of all bodies."""
    holds = (DecisionStatus.PROVISIONAL, DecisionStatus.IN_FORCE)
    due = Decision.objects.filter(status__in=holds, expires_on__lte=clock.today())
    return due.select_related("body", "organisation").order_by("pk")
