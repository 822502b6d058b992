"""A membership that a decision ends against the member's will, and one that a decision gives back."""

from members.actions.memberships import lock_register, move_to, record_membership
from members.decided_rules import demand_exclusion_decided, demand_return_decided
from members.enums import BY_DECISION, MembershipState
from members.models import Membership, MembershipSpan
from members.rules import demand_membership_step
from organisations.models import Decision
from organiser.base import clock
from organiser.base.actions import action, locked
from organiser.base.actor import Actor


@action
def exclude_member(actor: Actor, *, membership: Membership, decision: Decision) -> Membership:
    """End a membership by a decision to exclude, which its last span names from then on.

    Raises:
        RuleNotMet: without such a decision that is taking effect (invariant 3).
        WrongState: where the member has left in the meantime.
    """
    demand_exclusion_decided(membership, decision)
    lock_register(membership.organisation)
    membership = locked(membership)
    demand_membership_step(membership, MembershipState.EXCLUDED, decided=True)
    move_to(membership, MembershipState.EXCLUDED, clock.today(), decision=decision)
    record_membership(actor, "exclude_member", membership)
    return membership


def former_state(membership: Membership) -> MembershipState:
    """In which state somebody was excluded or suspended."""
    before = MembershipSpan.objects.filter(membership=membership, until_on__isnull=False)
    last = before.exclude(state__in=BY_DECISION).order_by("-from_on", "-pk").first()
    return MembershipState(last.state) if last is not None else MembershipState.FULL


def given_back(membership: Membership, former: MembershipState) -> tuple[MembershipState, Decision | None]:
    """The state that somebody returns to who was out by mistake, with the decision that its span rests on.

    Whoever was suspended then is so for the rest of the time, by the same decision; when that is over, as before it.
    """
    if former != MembershipState.SUSPENDED:
        return former, None
    if not membership.is_barred:
        return former_state(membership), None
    spans = MembershipSpan.objects.filter(membership=membership, state=former, decision__effect="suspend")
    last = spans.select_related("decision").order_by("-from_on", "-pk").first()
    return former, last.decision if last is not None else None


@action
def reinstate_member(actor: Actor, *, membership: Membership, decision: Decision) -> Membership:
    """Give a membership back in the state of before, by a decision that its span names; tenure goes on counting.

    A branch that was dissolved in the meantime is not given back. Whoever was suspended before is so again for
    the rest of the time.

    Raises:
        RuleNotMet: without such a decision that is taking effect (invariant 3).
        WrongState: where nobody is excluded.
    """
    demand_return_decided(membership, decision)
    lock_register(membership.organisation)
    membership = locked(membership)
    state = MembershipState.SUSPENDED if membership.is_barred else former_state(membership)
    demand_membership_step(membership, state, decided=True)
    if membership.branch is not None and membership.branch.dissolved_on:
        membership.branch = None
        membership.save(update_fields=["branch"])
    move_to(membership, state, clock.today(), decision=decision)
    record_membership(actor, "reinstate_member", membership)
    return membership
