"""What has to hold before a member moves to another branch."""

from datetime import timedelta
from typing import TYPE_CHECKING

from members.enums import BELONGING, TRANSFER_STEPS, MembershipState, TransferState
from members.rules import keeps_register
from organiser.base import clock
from organiser.base.actor import CLOCK, Actor
from organiser.base.errors import Conflict, Invalid, NotPermitted, WrongState

if TYPE_CHECKING:
    from members.models import Membership, Transfer
    from organisations.models import Branch

# A branch cannot hold somebody back by not answering: after so many days its release counts as given.
DAYS_TO_RELEASE = timedelta(days=14)
# What the new branch leaves unanswered for so long comes to nothing, and may be asked anew.
DAYS_TO_ANSWER = timedelta(days=60)


def demand_can_ask(membership: "Membership", to: "Branch | None", *, running: bool) -> None:
    """Go on only for somebody who belongs now, stays, and would come to another branch of the same organisation.

    Raises:
        WrongState: for those who do not belong, or have said that they leave.
        Invalid: for a branch of another organisation.
        Conflict: where there is nothing to move, or a move runs already.
    """
    if membership.state not in BELONGING:
        raise WrongState(
            f"{membership.person.name} is “{membership.get_state_display().lower()}”. Only those who belong move "
            "between branches.",
            code="not_belonging",
        )
    if membership.state == MembershipState.SUSPENDED:
        raise WrongState(
            f"{membership.person.name} is suspended. Whoever is moves once that is over: the assembly that decided it "
            "can still take it back.",
            code="suspended",
        )
    if membership.leaves_on is not None:
        raise WrongState(
            f"{membership.person.name} leaves on {membership.leaves_on:%-d %B %Y}. Take that back first.",
            code="leaving_announced",
        )
    if to is not None and to.organisation_id != membership.organisation_id:
        raise Invalid("That branch belongs to another organisation.", code="branch", field="to")
    if (to.pk if to is not None else None) == membership.branch_id:
        raise Conflict(
            f"{membership.person.name} is there already. Choose another branch.", code="same_branch", field="to"
        )
    if running:
        raise Conflict(
            f"{membership.person.name} has asked to move already. Wait for the answer, or take it back first.",
            code="moving_already",
        )


def demand_transfer_step(transfer: "Transfer", to: TransferState) -> None:
    """Go on only if a transfer may move to the state `to`.

    Raises:
        WrongState: where the transition table has no such step.
    """
    if to not in TRANSFER_STEPS[TransferState(transfer.state)]:
        raise WrongState(
            f"This move is “{transfer.get_state_display().lower()}”, so this cannot be done with it any more.",
            code="transfer_step",
        )


def demand_stands_there(transfer: "Transfer", membership: "Membership") -> None:
    """Go on only while the member still belongs to the branch that she or he asked to leave.

    Raises:
        WrongState: for somebody who left, or whom a decision moved in the meantime.
    """
    if membership.state not in BELONGING or membership.branch_id != transfer.from_branch_id:
        raise WrongState("This member is not in that branch any more, so there is nothing to move.", code="not_there")


def demand_own_word(actor: Actor, transfer: "Transfer") -> None:
    """Go on only for the member, or for whoever wrote the wish down for somebody who asked on paper.

    The old branch cannot take back for the member what she or he has asked for.

    Raises:
        NotPermitted: for anybody else.
    """
    if actor.pk not in {transfer.membership.person_id, transfer.asked_by_id}:
        raise NotPermitted("Only whoever asked takes it back.", code="not_own")


def demand_clock(actor: Actor) -> None:
    """Go on only for the clock.

    Raises:
        NotPermitted: for everybody else.
    """
    if actor is not CLOCK:
        raise NotPermitted("Time brings this about, and nobody by hand.", code="clock_only")


def releases_by_itself_on(transfer: "Transfer") -> object:
    """The day on which the release counts as given."""
    return (transfer.asked_at + DAYS_TO_RELEASE).date()


def may_release(actor: Actor, transfer: "Transfer") -> bool:
    """Whether the actor keeps the register that the member would leave."""
    return keeps_register(actor, transfer.from_branch or transfer.organisation)


def may_answer(actor: Actor, transfer: "Transfer") -> bool:
    """Whether the actor keeps the register that the member would come into."""
    return keeps_register(actor, transfer.to_branch or transfer.organisation)


def is_overdue(transfer: "Transfer") -> bool:
    """Whether the old branch has let the days pass without an answer."""
    return transfer.state == TransferState.REQUESTED and clock.now() >= transfer.asked_at + DAYS_TO_RELEASE
