"""Moving a motion, and what other actions need to write one."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Max

from assemblies.actions.choices import clean_alternatives, demand_seats, write_alternatives
from assemblies.actions.tasks import TaskDraft, clean_tasks
from assemblies.enums import MOTION_STEPS, MotionStatus
from assemblies.models import Motion, MotionVersion
from assemblies.queries.proposing import demand_proposer, seconders_for
from assemblies.rules import demand_scope, demand_step
from members.models import Person
from members.queries.belonging import voters_of
from organisations.actions.effects import clean_effect
from organisations.enums import DecisionKind
from organisations.models import Body
from organisations.queries.decisions import names_a_person
from organisations.queries.rulesets import rule_for
from organisations.rules import demand_exists
from organisations.validators import NO_DATES, DecisionDates, validate_dates
from organiser.base import clock
from organiser.base.actions import action, locked, record
from organiser.base.errors import Invalid, NotPermitted
from organiser.base.text import one_line, visible
from skills.actions.election_effects import role_of
from skills.rules import ELECT

LONGEST_TEXT = 50_000


@dataclass(frozen=True)
class MotionDraft:
    """What a mover writes down; `effect` and `payload` say what the decision would do by itself.

    `dates` say from when it would hold, when it comes back and when it expires; `tasks` who would carry it out. With
    `choose` it is no question for yes or no: so many of its `alternatives`, names with descriptions, are to be chosen.
    """

    title: str
    text: str
    kind: str = DecisionKind.ORDINARY
    summary: str = ""
    effect: str = ""
    payload: dict[str, Any] = field(default_factory=dict)
    dates: DecisionDates = NO_DATES
    tasks: tuple[TaskDraft, ...] = ()
    scope_note: str = ""
    choose: int | None = None
    choose_settings: dict[str, Any] = field(default_factory=dict)
    alternatives: tuple[tuple[str, str], ...] = ()


def clean_text(text: str) -> str:
    """The wording of a motion, with one kind of line end.

    Raises:
        Invalid: empty or too long.
    """
    text = visible(text).strip()
    if not text:
        raise Invalid("Write what the assembly is asked to decide.", code="text", field="text")
    if len(text) > LONGEST_TEXT:
        raise Invalid(f"The motion is longer than {LONGEST_TEXT} letters. Shorten it.", code="text", field="text")
    return text


def demand_full_member(actor: Person, body: Body, what: str) -> None:
    """Full members of the body bring its motions and second them (mission B9).

    Raises:
        NotPermitted: for anybody else.
    """
    if not voters_of(body).filter(person=actor).exists() or _bound_elsewhere(actor, body):
        raise NotPermitted(
            f"Only full members of {body.name} {what}. Members of other branches can comment.",
            code="not_constituency",
            rule="mission B9",
        )


def _bound_elsewhere(actor: Person, body: Body) -> bool:
    return actor.bound_body_id is not None and actor.bound_body_id != body.pk


def record_motion(actor: Person, verb: str, motion: Motion, **content: Any) -> None:
    """The entry of the ledger about a motion; for the actions that change one."""
    record(
        actor,
        verb,
        chain=motion.organisation.public_id,
        body=motion.body.public_id,
        subject=motion.public_id,
        content={"reference": motion.reference, "status": motion.status, **content},
    )


def clean_title(title: str) -> str:
    """The title of a motion, on one line.

    Raises:
        Invalid: empty or too long.
    """
    title = one_line(title)
    if not title or len(title) > 200:
        raise Invalid("Give the motion a title of at most 200 letters.", code="title", field="title")
    return title


def clean_summary(summary: str) -> str:
    """The summary of a motion, on one line; it may be empty until the vote opens (mission B13).

    Raises:
        Invalid: too long.
    """
    summary = one_line(summary)
    if len(summary) > 300:
        raise Invalid("The summary is longer than 300 letters. Shorten it.", code="summary", field="summary")
    return summary


def write_motion(body: Body, *, mover: Person, text: str, status: MotionStatus, **values: Any) -> Motion:
    """Insert a motion with its first version; for actions that hold the lock on the body and record it themselves."""
    now, year = clock.now(), clock.today().year
    last = Motion.objects.filter(body=body, year=year).aggregate(last=Max("number"))["last"]
    values = {"seconders_needed": 0, **values}
    motion = Motion.objects.create(
        organisation_id=body.organisation_key,
        body=body,
        year=year,
        number=(last or 0) + 1,
        mover=mover,
        moved_at=now,
        status=status,
        seconded_at=now if status == MotionStatus.SECONDED else None,
        **values,
    )
    MotionVersion.objects.create(
        organisation_id=body.organisation_key, motion=motion, number=1, text=text, written_by=mover, written_at=now
    )
    return motion


@action
def propose_motion(actor: Person, *, body: Body, draft: MotionDraft) -> Motion:
    """Move a motion; it looks for seconders unless the rules ask for none.

    Raises:
        NotPermitted: for those who are not full members of the body, or may not bring this kind of motion.
        RuleNotMet: where the rules do not speak of this kind, the effect cannot be had by it, or a committee does not
            say under which part of its scope it acts.
        WrongState: where the body has been dissolved.
        Invalid: naming the field.
    """
    demand_full_member(actor, body, "move motions here")
    demand_exists(body)
    title, summary = clean_title(draft.title), clean_summary(draft.summary)
    text = clean_text(draft.text)
    if draft.kind not in DecisionKind.values or draft.kind == DecisionKind.FOUNDING:
        raise Invalid("Choose what kind of decision this is.", code="kind", field="kind")
    scope_note = demand_scope(body, draft.scope_note)
    body = locked(body)
    rule = rule_for(body, draft.kind)
    demand_proposer(actor, body, rule)
    seconders = seconders_for(body, rule)
    payload = clean_effect(body, draft.kind, draft.effect, draft.payload)
    dates = validate_dates(draft.dates, effect=draft.effect)
    tasks = clean_tasks(body, draft.tasks)
    choice = clean_alternatives(draft, rule)
    if draft.effect == ELECT and choice.seats is not None:
        demand_seats(role_of(body, payload), choice.seats, free=False)
    motion = write_motion(
        body,
        mover=actor,
        kind=draft.kind,
        title=title,
        text=text,
        status=MotionStatus.PROPOSED if seconders else MotionStatus.SECONDED,
        seconders_needed=seconders,
        summary=summary,
        effect=draft.effect,
        effect_payload=payload,
        scope_note=scope_note,
        effective_on=dates.effective_on,
        review_on=dates.review_on,
        expires_on=dates.expires_on,
        tasks=tasks,
        choose=choice.seats,
        choose_settings=choice.settings,
        about_person=names_a_person(draft.kind, draft.effect, payload),
    )
    write_alternatives(motion, choice)
    days = [dates.effective_on, dates.review_on, dates.expires_on]
    record_motion(
        actor,
        "propose_motion",
        motion,
        title=title,
        text=text,
        effect=[draft.effect, payload],
        dates=days,
        tasks=tasks,
        choice=choice.to_json(),
    )
    return motion


def move_motion(motion: Motion, to: MotionStatus) -> Motion:
    """Move a locked motion along its table; for actions that record it themselves."""
    demand_step(motion.status, to, MOTION_STEPS, f"Motion {motion.reference}")
    motion.status = to
    if to in {MotionStatus.CARRIED, MotionStatus.FELL}:
        motion.ended_at = clock.now()
    motion.save(update_fields=["status", "ended_at"])
    return motion
