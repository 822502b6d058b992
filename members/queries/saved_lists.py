"""Saved lists as those may read them who keep the register they are about."""

from django.db.models import Q, QuerySet

from members.models import SavedList
from organisations.enums import Power
from organisations.models import Body
from organiser.base import authority
from organiser.base.actor import Actor
from organiser.base.errors import NotFound
from organiser.base.ids import is_public_id


def lists_visible_to(viewer: Actor) -> QuerySet[SavedList]:
    """The viewer's own lists, and those shared with her, of registers that she keeps now.

    A list is about one register. Whoever keeps that of the organisation reads the shared lists of its branches too; a
    list of the organisation is not for those who keep one branch, since it reaches others. Who lays the work down reads
    none of them any more, her own neither.
    """
    if not viewer.is_authenticated:
        return SavedList.objects.none()
    kept = authority.bodies_with(viewer, Power.KEEP_REGISTER).values("pk")
    kept_here = Q(body__in=kept) | Q(organisation__in=kept)
    return (
        SavedList.objects.filter(kept_here)
        .filter(Q(owner_id=viewer.pk) | Q(shared=True))
        .select_related("body", "organisation", "owner")
    )


def lists_in(viewer: Actor, body: Body) -> QuerySet[SavedList]:
    """Those about the register of one body, by name."""
    return lists_visible_to(viewer).filter(body=body).order_by("name", "pk")


def list_for(viewer: Actor, public_id: str) -> SavedList:
    """The saved list of that public id.

    Raises:
        NotFound: where there is none that the viewer may read.
    """
    found = lists_visible_to(viewer).filter(public_id=public_id).first()
    if found is None:
        raise NotFound("There is no such list here.", code="no_list")
    return found


def list_asked_for(viewer: Actor, body: Body, public_id: str) -> SavedList | None:
    """The list whose name stands above a register, where its address names one."""
    return lists_in(viewer, body).filter(public_id=public_id).first() if is_public_id(public_id) else None
