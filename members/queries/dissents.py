"""Dissents as the members of an organisation read them."""

from django.db.models import QuerySet

from members.models import Dissent
from organisations.models import ProgrammeVersion
from organiser.base import authority
from organiser.base.actor import Actor
from organiser.base.errors import NotFound


def dissents_visible_to(viewer: Actor) -> QuerySet[Dissent]:
    """The dissents recorded in the organisations the viewer is a member of, the latest first."""
    if not viewer.is_authenticated:
        return Dissent.objects.none()
    return (
        Dissent.objects.filter(organisation__in=authority.bodies_of(viewer).values("pk"))
        .select_related("membership__person", "membership__organisation", "membership__branch", "version")
        .order_by("-recorded_at", "-pk")
    )


def dissent_for(viewer: Actor, public_id: str) -> Dissent:
    """The dissent of that public id.

    Raises:
        NotFound: where there is none that the viewer may read.
    """
    dissent = dissents_visible_to(viewer).filter(public_id=public_id).first()
    if dissent is None:
        raise NotFound("There is no such dissent here.", code="no_dissent")
    return dissent


def dissents_from(viewer: Actor, version: ProgrammeVersion) -> QuerySet[Dissent]:
    """The dissents from one version, by paragraph; those that were withdrawn too."""
    return dissents_visible_to(viewer).filter(version=version).order_by("part", "recorded_at", "pk")
