"""Motions as a person may read them."""

from django.db.models import Count, Prefetch, Q, QuerySet

from assemblies.enums import MotionStatus
from assemblies.models import Contribution, Motion, MotionVersion, Seconding
from organisations.queries.bodies import in_sight
from organiser.base import authority
from organiser.base.actor import Actor
from organiser.base.errors import NotFound


def motions_visible_to(viewer: Actor) -> QuerySet[Motion]:
    """Motions of all bodies the viewer may know of, the latest first; names are for members of the body.

    So are elections and recalls as a whole, since their titles name people (invariant 7).
    """
    return (
        Motion.objects.filter(in_sight(viewer))
        .filter(Q(about_person=False) | Q(body__in=authority.bodies_of(viewer)))
        .select_related("body__organisation", "mover", "decision", "brought_by", "summary_by", "summary_waived_by")
        .annotate(seconded_by=Count("secondings"))
        .order_by("-moved_at", "-pk")
    )


def motion_for(viewer: Actor, public_id: str) -> Motion:
    """The motion of that public id, with versions, seconders and contributions.

    Raises:
        NotFound: where there is none that the viewer may know of.
    """
    motion = (
        motions_visible_to(viewer)
        .filter(public_id=public_id)
        .prefetch_related(
            Prefetch("versions", queryset=MotionVersion.objects.order_by("-number")),
            Prefetch("secondings", queryset=Seconding.objects.select_related("person").order_by("at")),
            Prefetch("contributions", queryset=Contribution.objects.select_related("person").order_by("at")),
        )
        .first()
    )
    if motion is None:
        raise NotFound("There is no such motion here, or it is not yours to read.", code="no_motion")
    return motion


def looking_for_seconders(viewer: Actor) -> QuerySet[Motion]:
    """Motions of the viewer's own bodies that lack seconders and that the viewer could still second."""
    return (
        motions_visible_to(viewer)
        .filter(body__in=authority.bodies_of(viewer), status=MotionStatus.PROPOSED)
        .exclude(mover_id=viewer.pk)
        .exclude(secondings__person_id=viewer.pk)
    )


def wording(motion: Motion) -> str:
    """The latest wording of a motion."""
    version = motion.versions.order_by("-number").first()
    return version.text if version is not None else ""
