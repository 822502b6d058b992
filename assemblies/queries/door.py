"""The door of an assembly: who belongs to the body, who is there."""

from django.db.models import Exists, OuterRef, QuerySet

from assemblies.models import Assembly, Attendance
from members.models import Membership
from members.queries.belonging import members_of
from members.queries.register import searched
from organiser.base.actor import Actor
from organiser.base.errors import NotFound


def _there(assembly: Assembly) -> QuerySet[Attendance]:
    return Attendance.objects.filter(assembly=assembly, person=OuterRef("person"), left_at__isnull=True)


def awaited_at(assembly: Assembly, text: str = "") -> QuerySet[Membership]:
    """Members of the body who are not in the room, by name; for those who keep the door."""
    members = searched(members_of(assembly.body), text).select_related("person")
    return members.exclude(Exists(_there(assembly))).order_by("sort_name", "pk")


def inside(assembly: Assembly) -> QuerySet[Membership]:
    """Members of the body who are in the room, by name; for those who keep the door."""
    members = members_of(assembly.body).select_related("person")
    return members.filter(Exists(_there(assembly))).order_by("sort_name", "pk")


def member_at_door(assembly: Assembly, public_id: str) -> Membership:
    """One member of the body.

    Raises:
        NotFound: for somebody who is none.
    """
    member = members_of(assembly.body).filter(public_id=public_id).select_related("person").first()
    if member is None:
        raise NotFound(f"Not all of them are members of {assembly.body.name}.", code="no_member", field="members")
    return member


def is_inside(viewer: Actor, assembly: Assembly) -> bool:
    """Whether the viewer is checked in now."""
    return Attendance.objects.filter(assembly=assembly, person_id=viewer.pk, left_at__isnull=True).exists()
