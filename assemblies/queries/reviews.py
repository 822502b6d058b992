"""Decisions with a day on which the body looks at them again: which agenda they go on (mission E17)."""

from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from assemblies.enums import AssemblyStatus
from assemblies.models import AgendaItem, Assembly
from assemblies.queries.assemblies import assemblies_visible_to
from organisations.enums import DecisionStatus
from organisations.models import Body, Decision
from organiser.base import clock
from organiser.base.actor import Actor

HOLDS = (DecisionStatus.PROVISIONAL, DecisionStatus.IN_FORCE)
AHEAD = (AssemblyStatus.DRAFT, AssemblyStatus.CALLED)


def on_no_agenda() -> QuerySet[Decision]:
    """Decisions that hold, have a day of review and have not come back yet; an assembly called off does not count."""
    items = AgendaItem.objects.filter(decision=OuterRef("pk")).exclude(assembly__status=AssemblyStatus.CANCELLED)
    return Decision.objects.filter(~Exists(items), review_on__isnull=False, status__in=HOLDS)


def to_review_by(body: Body, day: date) -> QuerySet[Decision]:
    """The decisions of a body, and of those it is heir of, that an assembly on that day looks at again."""
    own = Q(body=body) | Q(body__heir=body)
    return on_no_agenda().filter(own, review_on__lte=day).order_by("review_on", "pk")


def reviews_coming(body: Body, days: int) -> QuerySet[Decision]:
    """The decisions of a body that want to be looked at within so many days and stand on no agenda."""
    return to_review_by(body, clock.today() + timedelta(days=days))


def assembly_to_review_in(decision: Decision) -> Assembly | None:
    """The first assembly that lies ahead, is prepared or called, and meets on the day of review or later."""
    ahead = Assembly.objects.filter(
        Q(body=decision.body_id) | Q(body__inherits=decision.body_id), status__in=AHEAD, starts_at__gt=clock.now()
    )
    return ahead.filter(starts_at__date__gte=decision.review_on).order_by("starts_at", "pk").first()


def reviews_to_place() -> QuerySet[Decision]:
    """Decisions of all bodies that an assembly lying ahead can look at again; for the clock."""
    ahead = Assembly.objects.filter(
        Q(body=OuterRef("body")) | Q(body=OuterRef("body__heir")),
        status__in=AHEAD,
        starts_at__gt=clock.now(),
        starts_at__date__gte=OuterRef("review_on"),
    )
    return on_no_agenda().filter(Exists(ahead)).select_related("body").order_by(F("review_on"), "pk")


def reviews_of(viewer: Actor, decision: Decision) -> QuerySet[AgendaItem]:
    """The agendas on which a decision came back, as far as the viewer may see the assemblies."""
    items = AgendaItem.objects.filter(decision=decision, assembly__in=assemblies_visible_to(viewer))
    return items.select_related("assembly").order_by("assembly__starts_at", "pk")
