"""Who writes decisions down, which decision something rests on, and what becomes of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from organisations.enums import DECISION_STEPS, DecisionKind, DecisionStatus, Outcome, Power
from organiser.base import authority
from organiser.base.actor import CLOCK, Actor
from organiser.base.errors import NotPermitted, RuleNotMet, WrongState

if TYPE_CHECKING:
    from organisations.models import Body, Decision


_taking_effect: ContextVar[int | None] = ContextVar("taking_effect", default=None)


@contextmanager
def taking_effect(decision: "Decision") -> Iterator[None]:
    """Within the block the effect of this decision may happen: in the transaction that records it, and only then.

    Without it a decision that was carried once could be cited again, or for something else than was voted on.
    """
    token = _taking_effect.set(decision.pk)
    try:
        yield
    finally:
        _taking_effect.reset(token)


def may_record_decision(actor: Actor, body_id: int) -> bool:
    """Those who count, facilitate or call assemblies write down what was decided; so does the clock."""
    if actor is CLOCK:
        return True
    powers = (Power.COUNT, Power.FACILITATE, Power.CALL_ASSEMBLIES)
    return any(authority.holds(actor, power, body_id) for power in powers)


def demand_record_decision(actor: Actor, body_id: int) -> None:
    """Go on only if `actor` may write into the register of decisions of this body.

    Raises:
        NotPermitted: otherwise.
    """
    if not may_record_decision(actor, body_id):
        raise NotPermitted(
            "Only those who facilitate, count or call assemblies for this body write into its register of decisions.",
            code="power_missing",
            rule="power: count, facilitate or call_assemblies",
        )


def demand_decision_of(decision: "Decision", *, bodies: set[int], kinds: set[str], effect: str, sentence: str) -> None:
    """Go on only if `decision` is carried, in force, of one of these bodies and kinds, and for this (invariant 3).

    A founding decision founds everything the founders agreed on, until the body has decided anything by itself; any
    other decision must carry the effect `effect` and be taking effect now.

    Raises:
        RuleNotMet: with `sentence`.
    """
    fits = (
        decision.outcome == Outcome.CARRIED
        and decision.status in {DecisionStatus.IN_FORCE, DecisionStatus.PROVISIONAL}
        and decision.body_id in bodies
        and decision.kind in kinds
        and (
            not decision.body.decisions.exclude(kind=DecisionKind.FOUNDING).exists()
            if decision.kind == DecisionKind.FOUNDING
            else decision.effect == effect and _taking_effect.get() == decision.pk
        )
    )
    if not fits:
        raise RuleNotMet(sentence, code="decision_missing", rule="design, invariant 3")


def demand_step(decision: "Decision", to: DecisionStatus) -> None:
    """Go on only if a decision may move to the status `to`.

    Raises:
        WrongState: where the transition table has no such step.
    """
    if to not in DECISION_STEPS[DecisionStatus(decision.status)]:
        raise WrongState(
            f"Decision {decision.reference} is “{decision.get_status_display().lower()}” and cannot become "
            f"“{to.label.lower()}”.",
            code="decision_step",
        )


def can_reverse(assembly_body: "Body", decision: "Decision") -> bool:
    """Whether the assembly of a body may rescind a decision: its own, or one of a committee beneath it (mission B1).

    A committee of a committee is beneath the assembly too; a branch decides its own affairs. What a dissolved body left
    in force is for its heir to take back: otherwise it would hold for ever.
    """
    body = decision.body
    if body.heir_id == assembly_body.pk:
        return True
    while body.pk != assembly_body.pk:
        committee = getattr(body, "as_committee", None)
        if committee is None:
            return False
        body = committee.parent
    return True
