"""Between saying that one leaves and the last day: taking it back, or being gone when the day has come."""

from django.conf import settings
from django.template.loader import render_to_string

from members import above
from members.actions.exclusions import given_back
from members.actions.memberships import lock_register, move_to, record_leaving, record_membership
from members.enums import MembershipState
from members.models import Membership, Person
from members.queries.applications import body_joined
from members.queries.leaving import due_to_leave
from members.queries.noted import may_object, noted_last
from members.rules import demand_register_of
from organisations.rules import demand_exists
from organiser.base import authority, clock
from organiser.base.actions import action, locked
from organiser.base.actions.mail import queue_letter
from organiser.base.actor import CLOCK, Actor
from organiser.base.errors import NotPermitted, WrongState


@action
def take_back_leaving(actor: Person, *, membership: Membership) -> Membership:
    """Stay after all, until the day has come; what a keeper noted, those who keep the register can take back too.

    Raises:
        NotPermitted: for anybody but the member, of what she or he announced alone.
        WrongState: where nothing was announced.
    """
    own = actor.pk == membership.person_id
    if not own:
        demand_register_of(actor, membership)
    authority.demand_reach(actor, membership.organisation_id, membership.branch_id)
    membership = locked(membership)
    if membership.leaves_on is None:
        sentence = "You have not said that you leave." if own else "Nothing was noted of this member."
        raise WrongState(sentence, code="not_leaving")
    noted = noted_last(membership)
    if noted is not None and noted.document_on != membership.announced_on:
        noted = None  # of an earlier time
    if not own and noted is None:
        raise NotPermitted("Only the member takes it back.", code="not_own")
    if noted is not None:
        noted.objected_at = clock.now()
        noted.save(update_fields=["objected_at"])
    membership.announced_on = membership.leaves_on = None
    membership.save(update_fields=["announced_on", "leaves_on"])
    record_leaving(actor, "take_back_leaving", membership)
    return membership


@action
def object_to_leaving(actor: Person, *, membership: Membership) -> Membership:
    """Say that one has not left, although a keeper noted it: one is what one was before, with the same tenure.

    The days between stay in the history as they were written down. Those who keep the register are told.

    Raises:
        NotPermitted: for anybody but the member.
        WrongState: where nothing was noted, the days are over, or the branch was dissolved.
    """
    if actor.pk != membership.person_id:
        raise NotPermitted("Only the member says that it is not so.", code="not_own")
    authority.demand_reach(actor, membership.organisation_id, membership.branch_id)
    lock_register(membership.organisation)
    membership = locked(membership)
    noted = may_object(membership)
    if noted is None:
        raise WrongState(
            "There is no note that you left to which you can object today. Ask to join again.", code="nothing_noted"
        )
    body = body_joined(membership)
    demand_exists(body)
    noted.objected_at = clock.now()
    noted.save(update_fields=["objected_at"])
    state, decision = given_back(membership, MembershipState(noted.former))
    move_to(membership, state, clock.today(), decision=decision)
    membership.joined_on = noted.former_joined_on
    membership.save(update_fields=["joined_on"])
    context = {"noted": noted, "membership": membership, "site": settings.SITE_ADDRESS}
    text = render_to_string("members/mail/leaving_objected.txt", context)
    queue_letter(f"{body.name}: a member says that she or he has not left", text, above.addresses_of_keepers(body))
    record_membership(actor, "object_to_leaving", membership)
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
