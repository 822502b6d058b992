"""What time does with a move between branches: it lets go where nobody answers, and ends what leads nowhere."""

from members.actions.memberships import lock_register
from members.actions.transfer_letters import tell_of_transfer
from members.actions.transfers import body_left, record_transfer
from members.enums import TransferState
from members.models import Transfer
from members.queries.transfers import due_to_end, due_to_release
from members.transfer_rules import demand_clock
from organiser.base import clock
from organiser.base.actions import action, locked
from organiser.base.actor import Actor
from organiser.base.errors import WrongState


@action
def release_by_time(actor: Actor, *, transfer: Transfer) -> Transfer:
    """Count a release as given that the old branch has not answered for fourteen days: nobody is held back by silence.

    Raises:
        NotPermitted: for everybody but the clock.
        WrongState: where it is not due, or was answered in the meantime.
    """
    demand_clock(actor)
    lock_register(transfer.organisation)
    transfer = locked(transfer)
    if not due_to_release().filter(public_id=transfer.public_id).exists():
        raise WrongState("The old branch still has time to answer.", code="not_due")
    transfer.state, transfer.released_at = TransferState.RELEASED, clock.now()
    transfer.save(update_fields=["state", "released_at"])
    record_transfer(actor, "release_by_time", transfer, body_left(transfer))
    tell_of_transfer(transfer, "released")
    return transfer


@action
def end_transfer(actor: Actor, *, transfer: Transfer) -> Transfer:
    """End a move that leads nowhere any more, or that the new branch has not answered for sixty days.

    Raises:
        NotPermitted: for everybody but the clock.
        WrongState: where it still leads somewhere.
    """
    demand_clock(actor)
    lock_register(transfer.organisation)
    transfer = locked(transfer)
    if not due_to_end().filter(public_id=transfer.public_id).exists():
        raise WrongState("This move can still be answered.", code="not_due")
    transfer.state, transfer.answered_at = TransferState.ENDED, clock.now()
    transfer.save(update_fields=["state", "answered_at"])
    record_transfer(actor, "end_transfer", transfer, body_left(transfer))
    tell_of_transfer(transfer, "ended")
    return transfer
