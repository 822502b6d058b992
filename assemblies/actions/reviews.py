"""Bringing decisions back onto an agenda on the day that their motion named (mission E17)."""

from assemblies.actions.items import record_item, write_item
from assemblies.enums import AgendaKind
from assemblies.models import AgendaItem, Assembly
from assemblies.queries.reviews import AHEAD, on_no_agenda
from assemblies.rules import demand_assembly, demand_calls
from organisations.models import Decision
from organiser.base.actions import action, locked
from organiser.base.actor import CLOCK, Actor
from organiser.base.errors import Conflict, RuleNotMet


@action
def bring_back_decision(actor: Actor, *, assembly: Assembly, decision: Decision) -> AgendaItem:
    """Put a decision on the agenda of an assembly of its body, or of the heir of that body, to be looked at; once.

    Raises:
        NotPermitted: for those who do not call assemblies of this body; the clock may.
        RuleNotMet: on the agenda of another body.
        WrongState: once the assembly has begun.
        Conflict: where it has come back already, has ended, or has no day of review.
    """
    if actor is not CLOCK:
        demand_calls(actor, assembly.body)
    if assembly.body_id not in {decision.body_id, decision.body.heir_id}:
        raise RuleNotMet("A decision comes back to the body that took it.", code="other_body", rule="mission E17")
    assembly = locked(assembly)
    decision = locked(decision)
    demand_assembly(assembly, AHEAD, "A decision comes back to an assembly that has not begun.")
    if not on_no_agenda().filter(pk=decision.pk).exists():
        raise Conflict(
            f"Decision {decision.reference} has come back already, has ended, or has no day of review.",
            code="reviewed",
        )
    # The title of an election names somebody, and an agenda is read aloud: there the number has to do.
    name = decision.reference if decision.about_person else f"{decision.reference}, {decision.title}"
    item = write_item(assembly, AgendaKind.REVIEW, f"Look again at {name}"[:200], decision=decision)
    record_item(actor, "bring_back_decision", item)
    return item
