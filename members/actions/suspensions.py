"""A membership whose vote rests by a decision until a day, and what becomes of it when the day has come."""

from members.actions.exclusions import former_state
from members.actions.memberships import lock_register, move_to, record_membership
from members.decided_rules import demand_return_decided, demand_suspension_decided
from members.enums import MembershipState
from members.models import Membership
from members.queries.leaving import suspensions_over
from members.rules import demand_membership_step
from organisations.models import Decision
from organiser.base import clock
from organiser.base.actions import action, locked
from organiser.base.actor import CLOCK, Actor
from organiser.base.errors import NotPermitted, WrongState
from organiser.base.months import months_after


@action
def suspend_member(actor: Actor, *, membership: Membership, months: int, decision: Decision) -> Membership:
    """Let somebody's vote rest by a decision, which the span names; she or he stays a member and reads along.

    Args:
        months: for how many months from today.

    Raises:
        RuleNotMet: without such a decision that is taking effect (invariant 3).
        WrongState: where the member has left in the meantime, or is suspended.
    """
    demand_suspension_decided(membership, decision)
    lock_register(membership.organisation)
    membership = locked(membership)
    demand_membership_step(membership, MembershipState.SUSPENDED, decided=True)
    membership.suspended_until = months_after(clock.today(), months)
    membership.save(update_fields=["suspended_until"])
    move_to(membership, MembershipState.SUSPENDED, clock.today(), decision=decision)
    record_membership(actor, "suspend_member", membership)
    return membership


def _lift(membership: Membership, decision: Decision | None = None) -> None:
    """Nothing rests any more; whoever left or was excluded meanwhile stays outside. The membership must be locked."""
    if membership.state == MembershipState.SUSPENDED:
        move_to(membership, former_state(membership), clock.today(), decision=decision)
    membership.suspended_until = None
    membership.save(update_fields=["suspended_until"])


@action
def lift_suspension(actor: Actor, *, membership: Membership, decision: Decision) -> Membership:
    """End a suspension before its day, by a decision that the next span names. Roles are not given back.

    Raises:
        RuleNotMet: without such a decision that is taking effect (invariant 3).
    """
    demand_return_decided(membership, decision)
    lock_register(membership.organisation)
    membership = locked(membership)
    _lift(membership, decision)
    record_membership(actor, "lift_suspension", membership)
    return membership


@action
def let_suspension_end(actor: Actor, *, membership: Membership) -> Membership:
    """Give the state of before back once the last day of a suspension is over; tenure has counted on.

    Raises:
        NotPermitted: for everybody but the clock.
        WrongState: where it is not due.
    """
    if actor is not CLOCK:
        raise NotPermitted("Time brings this about, and nobody by hand.", code="clock_only")
    lock_register(membership.organisation)
    membership = locked(membership)
    if not suspensions_over().filter(public_id=membership.public_id).exists():
        raise WrongState("This suspension does not end today.", code="not_due")
    _lift(membership)
    record_membership(actor, "let_suspension_end", membership)
    return membership
