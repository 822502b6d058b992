"""Closing a ballot: the last vote and the count; what it settles stands in `actions.outcomes`."""

from django.db import transaction

from assemblies.actions.blocks import judging_ends, stop_at_blocks
from assemblies.actions.outcomes import settle, stop_at_tie
from assemblies.actions.uncounted import demand_all_counted
from assemblies.actions.urn import empty, seal, sweep
from assemblies.counting.verdict import CastingVote
from assemblies.enums import BallotStatus
from assemblies.models import Ballot
from assemblies.queries.ballots import present_in
from assemblies.queries.counting import counted
from assemblies.rules import demand_least_hours, demand_may_close
from organiser.base import clock
from organiser.base.actions import action, locked
from organiser.base.actor import Actor
from organiser.base.errors import Conflict, Invalid


@action
def close_ballot(actor: Actor, *, ballot: Ballot, casting_vote: CastingVote | None = None) -> Ballot:
    """Close a ballot and settle it: votes are counted, the verdict stored, the decision written, its effect applied.

    The lock on the ballot waits for every vote being cast and shuts out every later one, so that no acknowledged vote
    is lost and none counts after closing (invariant 1). Where options are tied, the count stops and waits for somebody
    to decide (`decide_tie`); where the rules ask whether a block is principled, it waits for the others to say so
    (`judge_blocks`). No vote is taken any more. A run-off that chose as many as it was for decides the tie of the first
    ballot at the same moment.

    Args:
        casting_vote: `for` or `against`, where the rules give the chair one and there is a tie.

    Raises:
        NotPermitted: for those who neither count nor facilitate; the clock closes only what is due.
        WrongState: while a batch is entered and not agreed by two tellers.
        RuleNotMet: before the least hours of a ballot over days are over.
        Invalid: a casting vote that is neither for nor against.
        Conflict: where it is closed already.
    """
    demand_may_close(actor, ballot)
    if casting_vote not in {None, "for", "against"}:
        raise Invalid("The casting vote is for or against.", code="casting_vote", field="casting_vote")
    ballot = locked(ballot)
    if ballot.status != BallotStatus.OPEN:
        raise Conflict("This ballot has been closed already. Read its result.", code="ballot_closed")
    demand_may_close(actor, ballot)
    demand_least_hours(ballot, ballot.rule)
    demand_all_counted(actor, ballot)
    if ballot.secret:
        seal(ballot)
    ballot.present = present_in(ballot) if ballot.assembly_id is not None else None
    found = counted(ballot, casting_vote=casting_vote)
    ballot.status, ballot.closed_at = BallotStatus.CLOSED, clock.now()
    if found.waits_for:
        ballot.status = BallotStatus.TIED
    elif found.blocks_wait:
        ballot.status, ballot.judged_until = BallotStatus.JUDGING, ballot.closed_at + judging_ends(ballot)
    # The result is for a ballot that takes no vote any more, and the database lets nobody empty the urn before.
    ballot.save(update_fields=["status", "closed_at", "present", "judged_until"])
    if ballot.secret:
        empty(ballot)
        transaction.on_commit(sweep, robust=True)
    if found.waits_for:
        return stop_at_tie(actor, ballot, found, found.waits_for, verb="close_ballot")
    if found.blocks_wait:
        return stop_at_blocks(actor, ballot, found, verb="close_ballot")
    return settle(actor, ballot, found, verb="close_ballot")
