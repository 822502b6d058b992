"""Recall: the assembly ends a term."""

from organisations.enums import DecisionKind
from organisations.models import Decision
from organisations.rules import demand_decision_of
from organiser.base import clock
from organiser.base.actions import action, locked, record
from organiser.base.actor import Actor
from organiser.base.errors import WrongState
from skills.actions.roles import cut_short
from skills.enums import TermEnd
from skills.models import Term


@action
def recall_from_role(actor: Actor, *, term: Term, decision: Decision) -> Term:
    """End a term by a decision of the body; its powers end the same moment (mission B6, invariant 8).

    Raises:
        RuleNotMet: without a carried recall of this body.
        WrongState: where the term has ended.
    """
    body = term.role.body
    demand_decision_of(
        decision,
        bodies={body.pk},
        kinds={DecisionKind.RECALL},
        effect="recall",
        sentence=f"Only the assembly of {body.name} recalls. Table a motion.",
    )
    term = locked(term)
    if term.ended_on is not None or term.ends_on < clock.today():
        raise WrongState("This term has ended already.", code="term_ended")
    cut_short(term, TermEnd.RECALLED)
    record(
        actor,
        "recall_from_role",
        chain=body.organisation.public_id,
        body=body.public_id,
        subject=term.public_id,
        content={"role": term.role.name, "person": term.person.public_id, "decision": decision.public_id},
    )
    return term
