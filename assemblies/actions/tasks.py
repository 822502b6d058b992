"""Tasks of decisions: giving them, and reporting back on them (mission E24)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from assemblies.enums import TASK_STEPS, TaskStatus
from assemblies.models import DecisionTask
from assemblies.queries.tasks import held_by
from assemblies.rules import demand_any, demand_step, holds_any
from members.models import Person
from members.queries.belonging import members_of
from organisations.enums import Power
from organisations.models import Body, Decision
from organisations.validators import MOST_YEARS
from organiser.base import authority, clock
from organiser.base.actions import action, locked, record
from organiser.base.errors import Invalid, NotPermitted, WrongState
from organiser.base.text import one_line, visible
from skills.models import Role

MOST_TASKS = 10
LONGEST_REPORT = 2000
TO_TAKE_EFFECT = timedelta(days=28)
GIVES = (Power.FACILITATE, Power.CALL_ASSEMBLIES, Power.TAKE_MINUTES)


@dataclass(frozen=True)
class TaskDraft:
    """One thing to do: what, until when, and either a member or a role of the body, by public id."""

    what: str
    due_on: date
    member: str = ""
    role: str = ""


def clean_task(body: Body, draft: TaskDraft, field: str = "") -> dict[str, str]:
    """A task in the form in which a motion keeps it.

    Args:
        field: the field of the form that holds the whole task; without it each part has its own.

    Raises:
        Invalid: naming the field.
    """
    what = one_line(draft.what)
    if not what or len(what) > 500:
        raise Invalid("Say in at most 500 letters what is to be done.", code="task", field=field or "what")
    if draft.due_on < clock.today():
        raise Invalid("That day lies in the past. Choose a later one.", code="day_past", field=field or "due_on")
    if draft.due_on > clock.today() + timedelta(days=366 * MOST_YEARS):
        sentence = "A day lies at most ten years ahead. Choose an earlier one."
        raise Invalid(sentence, code="too_far_ahead", field=field or "due_on")
    if bool(draft.member) == bool(draft.role):
        raise Invalid("Name either a member or a role for the task.", code="task_holder", field=field or "member")
    if draft.member and not members_of(body).filter(public_id=draft.member).exists():
        raise Invalid(f"{body.name} has no such member.", code="no_member", field=field or "member")
    if draft.role and not Role.objects.filter(body=body, public_id=draft.role).exists():
        raise Invalid(f"{body.name} has no such role.", code="no_role", field=field or "role")
    holder = {"member": draft.member} if draft.member else {"role": draft.role}
    return {"what": what, "until": draft.due_on.isoformat(), **holder}


def clean_tasks(body: Body, drafts: Sequence[TaskDraft]) -> list[dict[str, str]]:
    """The tasks that come with a motion, at most ten.

    Raises:
        Invalid: naming the field.
    """
    if len(drafts) > MOST_TASKS:
        raise Invalid("A motion gives at most ten tasks. Add others once it is decided.", code="tasks", field="tasks")
    return [clean_task(body, draft, "tasks") for draft in drafts]


def write_task(decision: Decision, kept: dict[str, Any]) -> DecisionTask:
    """Insert a task; for actions that have checked it and record it themselves.

    A member who has left since gives the task to those who call assemblies: they find somebody. A day that the vote
    overtook becomes the day of the vote.
    """
    member = members_of(decision.body).filter(public_id=kept.get("member", "")).first()
    role = Role.objects.filter(body_id=decision.body_id, public_id=kept.get("role", "")).first()
    return DecisionTask.objects.create(
        organisation_id=decision.organisation_id,
        body=decision.body,
        decision=decision,
        what=kept["what"],
        person=member.person if member else None,
        role=role,
        power="" if member or role else Power.CALL_ASSEMBLIES,
        due_on=max(date.fromisoformat(kept["until"]), clock.today()),
        made_at=clock.now(),
    )


def write_tasks_of(decision: Decision, kept: Sequence[dict[str, Any]]) -> list[DecisionTask]:
    """The tasks of a decision that has just carried, and one more where its effect failed: somebody sees to it."""
    tasks = list(kept)
    if decision.effect_failed:
        what = one_line(f"Carried, could not take effect: {decision.effect_failed}")[:500]
        tasks.append({"what": what, "until": (clock.today() + TO_TAKE_EFFECT).isoformat()})
    return [write_task(decision, task) for task in tasks]


def _recorded(actor: Person, verb: str, task: DecisionTask, **content: Any) -> None:
    record(
        actor,
        verb,
        chain=task.organisation.public_id,
        body=task.body.public_id,
        subject=task.public_id,
        content={"decision": task.decision.reference, "what": task.what, "due_on": task.due_on, **content},
    )


@action
def add_decision_task(actor: Person, *, decision: Decision, draft: TaskDraft) -> DecisionTask:
    """Give somebody something to do so that a decision is carried out.

    Raises:
        NotPermitted: for those who neither facilitate, call assemblies nor take minutes here.
        WrongState: where the decision does not hold.
        Invalid: naming the field.
    """
    body = decision.body
    sentence = f"Only those who facilitate, call assemblies or take minutes for {body.name} give tasks."
    demand_any(actor, body, GIVES, sentence)
    decision = locked(decision)
    if not decision.holds:
        raise WrongState(
            f"Decision {decision.reference} is “{decision.get_status_display().lower()}”, so nothing is to be done.",
            code="decision_over",
        )
    task = write_task(decision, clean_task(body, draft))
    _recorded(actor, "add_decision_task", task)
    return task


def may_report(actor: Person, task: DecisionTask) -> bool:
    """Whoever holds a task reports on it; those who take the minutes write down what was reported aloud."""
    return held_by(actor).filter(pk=task.pk).exists() or holds_any(actor, task.body_id, Power.TAKE_MINUTES)


@action
def report_on_task(actor: Person, *, task: DecisionTask, done: bool, report: str = "") -> DecisionTask:
    """Say whether a task is done, and what came of it.

    Raises:
        NotPermitted: for those who do not hold it.
        WrongState: where it was reported done already, or not done for the second time.
        Invalid: a report that is too long, or a task that is not done without a word on why.
    """
    authority.demand_reach(actor, task.body_id, task.body.heir_id)
    if not may_report(actor, task):
        raise NotPermitted(
            "Only those who hold this task report on it, and those who take the minutes.", code="not_your_task"
        )
    task = locked(task)
    to = TaskStatus.DONE if done else TaskStatus.NOT_DONE
    demand_step(task.status, to, TASK_STEPS, "This task")
    report = visible(report).strip()
    if len(report) > LONGEST_REPORT:
        raise Invalid(f"Write at most {LONGEST_REPORT} letters.", code="report", field="report")
    if not done and not report:
        raise Invalid("Say why it is not done, so that others can help.", code="report", field="report")
    earlier = task.report
    task.status, task.reported_on, task.reported_by = to, clock.today(), actor
    task.report = "\n".join(part for part in (earlier, report) if part)
    task.save(update_fields=["status", "reported_on", "reported_by", "report"])
    _recorded(actor, "report_on_task", task, status=task.status, report=report)
    return task
