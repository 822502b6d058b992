"""Assemblies and their agendas as a person may see them."""

from django.db.models import Case, Prefetch, Q, QuerySet, When

from assemblies.enums import AssemblyStatus, BallotStatus
from assemblies.models import AgendaItem, Assembly, Attendance, Ballot
from organisations.enums import Power
from organisations.models import Body
from organisations.queries.bodies import in_sight
from organiser.base import authority, clock
from organiser.base.actor import Actor
from organiser.base.errors import NotFound


def assemblies_visible_to(viewer: Actor) -> QuerySet[Assembly]:
    """Called assemblies of all bodies the viewer may know of; drafts only for those who call them."""
    if not viewer.is_authenticated:
        return Assembly.objects.none()
    called = in_sight(viewer) & ~Q(status=AssemblyStatus.DRAFT)
    own_drafts = Q(body__in=authority.bodies_with(viewer, Power.CALL_ASSEMBLIES))
    return (
        Assembly.objects.filter(called | own_drafts).select_related("body__organisation").order_by("-starts_at", "-pk")
    )


def assembly_for(viewer: Actor, public_id: str) -> Assembly:
    """The assembly of that public id.

    Raises:
        NotFound: where there is none that the viewer may know of.
    """
    assembly = assemblies_visible_to(viewer).filter(public_id=public_id).first()
    if assembly is None:
        raise NotFound("There is no such assembly here, or it is not yours to see.", code="no_assembly")
    return assembly


def upcoming(viewer: Actor) -> QuerySet[Assembly]:
    """Assemblies that the viewer's own bodies are holding or have called, the next one first."""
    return (
        assemblies_visible_to(viewer)
        .filter(body__in=authority.bodies_of(viewer))
        .filter(
            Q(status=AssemblyStatus.OPEN)
            | Q(status__in=[AssemblyStatus.CALLED, AssemblyStatus.DRAFT], ends_at__gte=clock.now())
        )
        .order_by("starts_at", "pk")
    )


def agenda_of(assembly: Assembly) -> QuerySet[AgendaItem]:
    """The agenda in order, with motions and their ballots and results."""
    # A run-off stands before the first ballot only while it waits for something.
    over = Case(When(decides__isnull=False, status=BallotStatus.CLOSED, then=1), default=0)
    held = Ballot.objects.filter(assembly=assembly).select_related("result", "rule")
    ballots = held.order_by(over, "-opened_at", "-pk")
    return (
        AgendaItem.objects.filter(assembly=assembly)
        .select_related("motion__mover", "decision")
        .prefetch_related(Prefetch("motion__ballots", queryset=ballots, to_attr="held_here"))
        .order_by("position")
    )


def agenda_for(viewer: Actor, assembly: Assembly) -> QuerySet[AgendaItem]:
    """The agenda as a person may read it: elections and recalls are left out for those of other branches."""
    own = Q(assembly__body__in=authority.bodies_of(viewer))
    motion = Q(motion__isnull=True) | Q(motion__about_person=False)
    decision = Q(decision__isnull=True) | Q(decision__about_person=False)
    return agenda_of(assembly).filter(own | (motion & decision))


def present_in(assembly: Assembly) -> QuerySet[Attendance]:
    """Those who are there now."""
    return Attendance.objects.filter(assembly=assembly, left_at__isnull=True)


def held_by(body: Body) -> QuerySet[Assembly]:
    """Assemblies of a body that took place, the latest first."""
    return Assembly.objects.filter(body=body, status=AssemblyStatus.CLOSED).order_by("-starts_at")
