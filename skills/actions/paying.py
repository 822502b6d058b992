"""Paying for a role, or no longer: who is paid for union work is a fact that members read (mission B12)."""

from organisations.models import Decision
from organiser.base.actions import action, locked, record
from organiser.base.actor import Actor
from organiser.base.errors import Conflict
from skills.models import Role
from skills.rules import demand_role_decision


@action
def pay_role(actor: Actor, *, role: Role, paid: bool, decision: Decision) -> Role:
    """Begin or stop paying for a role; whoever holds it then holds a paid role, or no longer does.

    Rules of the IWW keep paid officials from voting and from counting for a quorum (practice 1.4), so what is paid is
    written down by decision and looked at by every roll whose rules say so.

    Raises:
        RuleNotMet: without a decision of the body.
        Conflict: where it is so already.
    """
    demand_role_decision(role.body, decision, "pay_role")
    role = locked(role)
    if role.paid == paid:
        raise Conflict(f"The role {role.name} is {'paid' if paid else 'unpaid'} already.", code="paid_already")
    role.paid, role.paid_decision = paid, decision
    role.save(update_fields=["paid", "paid_decision"])
    record(
        actor,
        "pay_role",
        chain=role.body.organisation.public_id,
        body=role.body.public_id,
        subject=role.public_id,
        content={"role": role.name, "paid": paid, "decision": decision.public_id},
    )
    return role
