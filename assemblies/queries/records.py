"""Assemblies, agenda items, presence and minutes one by one, for programs."""

from django.db.models import QuerySet

from assemblies.models import AgendaItem, Assembly, Attendance, Minutes
from assemblies.queries.assemblies import agenda_for, assemblies_visible_to
from members.queries.naming import member_id
from organiser.base import authority
from organiser.base.actor import Actor
from organiser.base.errors import NotFound


def named_attendances(assembly: Assembly) -> QuerySet[Attendance]:
    """Who came, with the membership of each; for those who keep the door."""
    return Attendance.objects.filter(assembly=assembly).select_related("person").annotate(member=member_id("person"))


def assembly_with_caller(viewer: Actor, public_id: str) -> Assembly:
    """An assembly with the member who called it.

    Raises:
        NotFound: where there is none that the viewer may know of.
    """
    assemblies = assemblies_visible_to(viewer).select_related("called_by")
    assembly = assemblies.annotate(caller=member_id("called_by")).filter(public_id=public_id).first()
    if assembly is None:
        raise NotFound("There is no such assembly here, or it is not yours to see.", code="no_assembly")
    return assembly


def items_of(viewer: Actor, assembly: Assembly) -> QuerySet[AgendaItem]:
    """The agenda in order as the viewer may read it, each item knowing its assembly."""
    return agenda_for(viewer, assembly).select_related("assembly", "motion", "decision")


def item_on(assembly: Assembly, public_id: str) -> AgendaItem:
    """An item of this agenda.

    Raises:
        NotFound: where there is none.
    """
    item = AgendaItem.objects.filter(assembly=assembly, public_id=public_id).select_related("assembly__body").first()
    if item is None:
        raise NotFound("There is no such item on this agenda.", code="no_item", field="item")
    return item


def minutes_visible_to(viewer: Actor) -> QuerySet[Minutes]:
    """The minutes of the assemblies of the viewer's own bodies; they hold figures and names."""
    visible = assemblies_visible_to(viewer).filter(body__in=authority.bodies_of(viewer))
    return Minutes.objects.filter(assembly__in=visible).select_related("assembly__body", "agreed_in")


def minutes_named(viewer: Actor, public_id: str) -> Minutes:
    """The minutes of that public id.

    Raises:
        NotFound: where there are none that the viewer may read.
    """
    minutes = minutes_visible_to(viewer).filter(public_id=public_id).first()
    if minutes is None:
        raise NotFound("There are no such minutes here, or they are not yours to read.", code="no_minutes")
    return minutes
