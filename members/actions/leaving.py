"""Between saying that one leaves and the last day: taking it back, or being gone when the day has come."""

from members.actions.memberships import lock_register, move_to, record_leaving, record_membership
from members.enums import MembershipState
from members.models import Membership, Person
from members.queries.leaving import due_to_leave
from organiser.base import authority, clock
from organiser.base.actions import action, locked
from organiser.base.actor import CLOCK, Actor
from organiser.base.errors import NotPermitted, WrongState


@action
def take_back_leaving(actor: Person, *, membership: Membership) -> Membership:
    """Stay after all, until the day has come.

    Raises:
        NotPermitted: for anybody but the member.
        WrongState: where nothing was announced.
    """
    if actor.pk != membership.person_id:
        raise NotPermitted("Only the member takes it back.", code="not_own")
    authority.demand_reach(actor, membership.organisation_id, membership.branch_id)
    membership = locked(membership)
    if membership.leaves_on is None:
        raise WrongState("You have not said that you leave.", code="not_leaving")
    membership.announced_on = membership.leaves_on = None
    membership.save(update_fields=["announced_on", "leaves_on"])
    record_leaving(actor, "take_back_leaving", membership)
    return membership


@action
def let_member_leave(actor: Actor, *, membership: Membership) -> Membership:
    """End a membership whose member said so, once the day has come.

    Raises:
        NotPermitted: for everybody but the clock.
        WrongState: where it is not due, or was taken back.
    """
    if actor is not CLOCK:
        raise NotPermitted("Time brings this about, and nobody by hand.", code="clock_only")
    lock_register(membership.organisation)
    membership = locked(membership)
    if not due_to_leave().filter(public_id=membership.public_id).exists():
        raise WrongState("This membership does not end today.", code="not_due")
    move_to(membership, MembershipState.RESIGNED, clock.today())
    record_membership(actor, "let_member_leave", membership)
    return membership
