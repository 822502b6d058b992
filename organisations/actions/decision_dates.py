"""What happens to a decision because its day has come: it comes into force, and it expires."""

from organisations.enums import DecisionStatus
from organisations.models import Decision
from organisations.rules import demand_record_decision, demand_step
from organiser.base import clock
from organiser.base.actions import action, locked, record
from organiser.base.actor import Actor
from organiser.base.errors import WrongState


def _recorded(actor: Actor, verb: str, decision: Decision) -> None:
    record(
        actor,
        verb,
        chain=decision.organisation.public_id,
        body=decision.body.public_id,
        subject=decision.public_id,
        content={"reference": decision.reference, "status": decision.status},
    )


@action
def bring_into_force(actor: Actor, *, decision: Decision) -> Decision:
    """Let a decision hold from the day that its motion named (mission B1).

    Raises:
        NotPermitted: for those who may not write into the register.
        WrongState: before that day, or where it holds or has ended already.
    """
    demand_record_decision(actor, decision.body_id)
    decision = locked(decision)
    demand_step(decision, DecisionStatus.IN_FORCE)
    if decision.effective_on > clock.today():
        raise WrongState(
            f"Decision {decision.reference} comes into force on {decision.effective_on:%-d %B %Y}.", code="not_yet"
        )
    decision.status = DecisionStatus.IN_FORCE
    decision.save(update_fields=["status"])
    _recorded(actor, "bring_into_force", decision)
    return decision


@action
def expire_decision(actor: Actor, *, decision: Decision) -> Decision:
    """End a decision on the day that its motion named (mission B1).

    Raises:
        NotPermitted: for those who may not write into the register.
        WrongState: before that day, without such a day, or where it has ended already.
    """
    demand_record_decision(actor, decision.body_id)
    decision = locked(decision)
    demand_step(decision, DecisionStatus.EXPIRED)
    if decision.expires_on is None:
        raise WrongState(f"Decision {decision.reference} has no day on which it expires.", code="no_expiry")
    if decision.expires_on > clock.today():
        raise WrongState(f"Decision {decision.reference} expires on {decision.expires_on:%-d %B %Y}.", code="not_yet")
    decision.status = DecisionStatus.EXPIRED
    decision.save(update_fields=["status"])
    _recorded(actor, "expire_decision", decision)
    return decision
