"""Tasks of decisions: whose they are, which are late, and how many decisions were carried out in time."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Max, Q, QuerySet

from assemblies.enums import TaskStatus
from assemblies.models import DecisionTask
from members.queries.naming import member_id
from organisations.enums import DecisionStatus, Outcome, Power
from organisations.models import Body, Decision
from organiser.base import authority, clock
from organiser.base.actor import Actor
from organiser.base.errors import NotFound
from skills.queries.powers import in_office


def tasks_visible_to(viewer: Actor) -> QuerySet[DecisionTask]:
    """Tasks of the bodies the viewer belongs to, those due first first: they name people (invariant 7).

    What a dissolved body left undone is also for those who call the assemblies of its heir to see.
    """
    calls = authority.bodies_with(viewer, Power.CALL_ASSEMBLIES)
    return (
        DecisionTask.objects.filter(Q(body__in=authority.bodies_of(viewer)) | Q(body__heir__in=calls))
        .select_related("body", "decision", "person", "role", "reported_by")
        .order_by("due_on", "pk")
    )


def task_for(viewer: Actor, public_id: str) -> DecisionTask:
    """The task of that public id.

    Raises:
        NotFound: where there is none that the viewer may know of.
    """
    task = tasks_visible_to(viewer).filter(public_id=public_id).first()
    if task is None:
        raise NotFound("There is no such task here, or it is not yours to read.", code="no_task")
    return task


def named_tasks(viewer: Actor) -> QuerySet[DecisionTask]:
    """The tasks a viewer may read, with the membership of whoever holds each in `holder_member`."""
    return tasks_visible_to(viewer).annotate(holder_member=member_id("person"))


def named_task(viewer: Actor, public_id: str) -> DecisionTask:
    """One of them.

    Raises:
        NotFound: where there is none that the viewer may know of.
    """
    return named_tasks(viewer).get(pk=task_for(viewer, public_id).pk)


def tasks_of(viewer: Actor, decision: Decision) -> QuerySet[DecisionTask]:
    """The tasks of one decision."""
    return tasks_visible_to(viewer).filter(decision=decision)


def held_by(viewer: Actor) -> QuerySet[DecisionTask]:
    """The tasks that somebody holds now: by name, by a role, or by a power.

    The roles and powers of a dissolved body are held by nobody, so its heir's callers hold what hung on them.
    """
    roles = in_office(clock.today()).filter(person_id=viewer.pk).values("role")
    calls = authority.bodies_with(viewer, Power.CALL_ASSEMBLIES)
    mine = Q(person_id=viewer.pk) | Q(role__in=roles) | Q(power=Power.CALL_ASSEMBLIES, body__in=calls)
    mine |= Q(person=None, body__heir__in=calls)
    return tasks_visible_to(viewer).filter(mine)


def my_tasks_in(viewer: Actor, body: Body) -> QuerySet[DecisionTask]:
    """What somebody still has to do in one organisation, the latest first of all."""
    return held_by(viewer).filter(organisation_id=body.organisation_key, status=TaskStatus.OPEN)


def _left_to(body: Body) -> Q:
    """What is for a body to see to: its own tasks, and those of the bodies whose heir it is."""
    return Q(body=body) | Q(body__heir=body)


def overdue_in(body: Body) -> QuerySet[DecisionTask]:
    """Tasks of a body whose day is over and on which nobody reported."""
    late = DecisionTask.objects.filter(_left_to(body), status=TaskStatus.OPEN, due_on__lt=clock.today())
    return late.select_related("decision", "person", "role").order_by("due_on", "pk")


def without_effect_in(body: Body) -> QuerySet[DecisionTask]:
    """Open tasks to see to a decision that carried and could not take effect."""
    stuck = DecisionTask.objects.filter(_left_to(body), status=TaskStatus.OPEN).exclude(decision__effect_failed="")
    return stuck.exclude(power="").select_related("decision").order_by("due_on", "pk")


@dataclass(frozen=True)
class CarriedOut:
    """What came of the decisions whose time is up: carried out in time, too late, or not (mission E24)."""

    in_time: int
    late: int
    missing: int

    @property
    def known(self) -> int:
        """All of them; with none, the share is unknown."""
        return self.in_time + self.late + self.missing


def carried_out(body: Body, on: date | None = None) -> CarriedOut:
    """The decisions of a body whose tasks are all due before a day, or done by it, by what came of them.

    A decision is carried out in time if each of its tasks was reported done on its day or before. Decisions without
    tasks are not counted, since nobody can say; nor are those that were rescinded or replaced.
    """
    day = on or clock.today()
    undone, late = (
        ~Q(tasks__status=TaskStatus.DONE),
        Q(tasks__status=TaskStatus.DONE, tasks__reported_on__gt=F("tasks__due_on")),
    )
    decisions = (
        Decision.objects.filter(body=body, outcome=Outcome.CARRIED, tasks__isnull=False)
        .exclude(status__in=[DecisionStatus.RESCINDED, DecisionStatus.SUPERSEDED])
        .annotate(undone=Count("tasks", undone), late=Count("tasks", late), last=Max("tasks__due_on"))
        .filter(Q(undone=0) | Q(last__lt=day))
    )
    found = decisions.aggregate(
        in_time=Count("pk", Q(undone=0, late=0)),
        slow=Count("pk", Q(undone=0, late__gt=0)),
        missing=Count("pk", Q(undone__gt=0)),
    )
    return CarriedOut(found["in_time"], found["slow"], found["missing"])
