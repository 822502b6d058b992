"""Writing into the register of decisions, and ending what was decided earlier."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from organisations.actions.effects import effect_named
from organisations.enums import DecisionKind, DecisionStatus, Outcome
from organisations.models import Body, Decision
from organisations.queries.decisions import names_a_person
from organisations.rules import (
    can_reverse,
    demand_decision_of,
    demand_record_decision,
    demand_step,
    taking_effect,
)
from organisations.validators import NO_DATES, DecisionDates
from organiser.base import clock
from organiser.base.actions import action, locked, record
from organiser.base.actor import Actor
from organiser.base.errors import Refusal, RuleNotMet
from organiser.base.text import without_accents

# Which effect brings an earlier decision to which end.
ENDING = {DecisionStatus.RESCINDED: "rescind", DecisionStatus.SUPERSEDED: "supersede"}


@dataclass(frozen=True)
class Decided:
    """What is written into the register: the outcome of one question put to one body."""

    kind: str
    title: str
    text: str
    outcome: str
    working: list[str]
    source: str
    source_ref: str = ""
    effect: str = ""
    payload: dict[str, Any] = field(default_factory=dict)
    dates: DecisionDates = NO_DATES


def next_number(body: Body, year: int) -> int:
    """The next free number of this body's register in that year; the body must be locked."""
    last = Decision.objects.filter(body=body, year=year).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def write_decision(body: Body, decided: Decided, at: datetime) -> Decision:
    """Insert the row of a decision; for actions that hold the lock on the body and record it themselves."""
    day = clock.today()
    dates = decided.dates.on(day)
    return Decision.objects.create(
        organisation_id=body.organisation_key,
        body=body,
        year=day.year,
        number=next_number(body, day.year),
        kind=decided.kind,
        title=decided.title,
        text=decided.text,
        outcome=decided.outcome,
        working=decided.working,
        status=status_on(day, dates) if decided.outcome == Outcome.CARRIED else DecisionStatus.NOT_CARRIED,
        source=decided.source,
        source_ref=decided.source_ref,
        decided_at=at,
        effective_on=dates.effective_on or day,
        review_on=dates.review_on,
        expires_on=dates.expires_on,
        effect=decided.effect,
        effect_payload=decided.payload,
        about_person=names_a_person(decided.kind, decided.effect, decided.payload),
        folded=without_accents(f"{decided.title}\n{decided.text}"),
    )


def status_on(day: date, dates: DecisionDates) -> DecisionStatus:
    """Where a carried decision with these dates stands on a day."""
    if dates.expires_on is not None and dates.expires_on <= day:
        return DecisionStatus.EXPIRED
    waits = dates.effective_on is not None and dates.effective_on > day
    return DecisionStatus.PROVISIONAL if waits else DecisionStatus.IN_FORCE


@action
def record_decision(actor: Actor, *, body: Body, decided: Decided) -> Decision:
    """Write what a body decided into its register and let its effect happen, in one transaction.

    An effect that cannot be applied leaves the decision standing and says in `effect_failed` why: the assembly has
    decided, and the failure is a task, not a defeat. Of an effect that could be applied in part, it says what is left.

    Raises:
        NotPermitted: where the actor neither counts nor facilitates for this body.
    """
    demand_record_decision(actor, body.pk)
    body = locked(body)
    decision = write_decision(body, decided, clock.now())
    if decision.outcome == Outcome.CARRIED and decision.effect:
        try:
            with transaction.atomic(), taking_effect(decision):
                failed = effect_named(decision.effect).apply(actor, decision, decision.effect_payload) or ""
        except Refusal as refusal:
            failed = refusal.sentence
        if failed:
            decision.effect_failed = failed
            decision.save(update_fields=["effect_failed"])
    record(
        actor,
        "record_decision",
        chain=body.organisation.public_id,
        body=body.public_id,
        subject=decision.public_id,
        content={
            "reference": decision.reference,
            "kind": decision.kind,
            "title": decision.title,
            "text": decision.text,
            "outcome": decision.outcome,
            "working": decision.working,
            "source": [decision.source, decision.source_ref],
            "effect": [decision.effect, decision.effect_payload, decision.effect_failed],
            "dates": [decision.effective_on, decision.review_on, decision.expires_on],
        },
    )
    return decision


@action
def end_decision(actor: Actor, *, decision: Decision, to: DecisionStatus, by: Decision) -> Decision:
    """Rescind or replace an earlier decision, by the later decision `by` that carries that effect (mission B1).

    Raises:
        NotPermitted: where the actor may not write into the register of the deciding body.
        RuleNotMet: where `by` does not decide it, or the earlier decision is of a body that is not beneath.
        WrongState: where the earlier decision has already ended.
    """
    demand_record_decision(actor, by.body_id)
    sentence = f"{by.body.name} ends its own decisions and those of its committees, by a decision that says so."
    if not can_reverse(by.body, decision):
        raise RuleNotMet(sentence, code="not_own_decision", rule="mission B1")
    kinds: set[str] = {DecisionKind.RESCIND}
    demand_decision_of(by, bodies={by.body_id}, kinds=kinds, effect=ENDING.get(to, ""), sentence=sentence)
    decision = locked(decision)
    demand_step(decision, to)
    decision.status, decision.ended_by = to, by
    decision.save(update_fields=["status", "ended_by"])
    record(
        actor,
        "end_decision",
        chain=decision.organisation.public_id,
        body=decision.body.public_id,
        subject=decision.public_id,
        content={"reference": decision.reference, "to": to.value, "by": by.reference, "by_id": by.public_id},
    )
    return decision
