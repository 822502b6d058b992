"""Settling a round of consensus whose blocks were judged."""

from assemblies.actions.blocks import demand_may_settle
from assemblies.actions.outcomes import settle
from assemblies.enums import BallotStatus
from assemblies.models import Ballot
from assemblies.queries.counting import counted
from assemblies.rules import demand_counts
from organiser.base import clock
from organiser.base.actions import action, locked
from organiser.base.actor import CLOCK, Actor
from organiser.base.errors import Conflict, WrongState


@action
def settle_blocks(actor: Actor, *, ballot: Ballot) -> Ballot:
    """End the judging of blocks, count the round with it, and settle the ballot.

    Whoever has not answered did not find the block principled. In the room those who count end it once all who
    are there have answered; else it ends once everybody has answered or the time is up, and the clock does it then.

    Raises:
        NotPermitted: for those who neither count nor facilitate for the body.
        WrongState: while the round is open; for the clock, too early.
        RuleNotMet: while somebody can still answer; in a meeting, somebody who is there.
        Conflict: where it is settled already.
    """
    if actor is not CLOCK:
        demand_counts(actor, ballot.body)
    ballot = locked(ballot)
    if ballot.status == BallotStatus.OPEN:
        raise WrongState("This round is still open. Close it first.", code="ballot_open")
    if ballot.status != BallotStatus.JUDGING:
        raise Conflict("No blocks wait in this ballot. Read its result.", code="ballot_closed")
    if actor is CLOCK and ballot.judged_until is not None and ballot.judged_until > clock.now():
        raise WrongState("The blocks of this round are still being judged.", code="not_yet")
    demand_may_settle(ballot)
    found = counted(ballot)
    ballot.status = BallotStatus.CLOSED
    ballot.save(update_fields=["status"])
    return settle(actor, ballot, found, verb="settle_blocks")
