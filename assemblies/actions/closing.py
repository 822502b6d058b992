"""Closing a ballot: the last vote, the count, ties, and what it settles."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from assemblies.actions.blocks import judging_ends, stop_at_blocks
from assemblies.actions.motions import move_motion
from assemblies.actions.tasks import write_tasks_of
from assemblies.actions.uncounted import demand_all_counted
from assemblies.actions.urn import empty, seal, sweep
from assemblies.counting.choosing import Waiting
from assemblies.counting.verdict import CastingVote
from assemblies.enums import BallotOutcome, BallotStatus, MotionStatus
from assemblies.models import Ballot, DecisionTask, Result, Tie
from assemblies.queries.ballots import present_in, votes_digest
from assemblies.queries.counting import Counted, counted
from assemblies.queries.motions import wording
from assemblies.queries.nominations import with_elected
from assemblies.queries.papers import papers_digest
from assemblies.rules import demand_least_hours, demand_may_close
from organisations.actions.decisions import Decided, record_decision
from organisations.enums import DecisionSource, Outcome
from organisations.validators import DecisionDates
from organiser.base import clock
from organiser.base.actions import action, locked, record
from organiser.base.actor import Actor
from organiser.base.errors import Conflict, Invalid
from organiser.base.words import join_names

MOTION_OUTCOMES = {
    BallotOutcome.CARRIED: MotionStatus.CARRIED,
    BallotOutcome.FELL: MotionStatus.FELL,
    BallotOutcome.QUORUM_MISSED: MotionStatus.QUORUM_MISSED,
    BallotOutcome.TIE: MotionStatus.TIED,
    BallotOutcome.TABLED: MotionStatus.UNSETTLED,
    BallotOutcome.FALLBACK: MotionStatus.UNSETTLED,
    BallotOutcome.BLOCKED: MotionStatus.FELL,
    BallotOutcome.NOT_REACHED: MotionStatus.FELL,
}
# Without consensus nothing is decided, so that the register of decisions has nothing to say either.
DECIDED = (BallotOutcome.CARRIED, BallotOutcome.FELL)


@action
def close_ballot(actor: Actor, *, ballot: Ballot, casting_vote: CastingVote | None = None) -> Ballot:
    """Close a ballot and settle it: votes are counted, the verdict stored, the decision written, its effect applied.

    The lock on the ballot waits for every vote being cast and shuts out every later one, so that no acknowledged vote
    is lost and none counts after closing (invariant 1). Where options are tied, the count stops and waits for somebody
    to decide (`decide_tie`); where the rules ask whether a block is principled, it waits for the others to say so
    (`judge_blocks`). No vote is taken any more.

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


def stop_at_tie(
    actor: Actor, ballot: Ballot, found: Counted, waits: Waiting, *, verb: str, decided: Mapping[str, Any] | None = None
) -> Ballot:
    """Write down the tie at which a count stopped; for actions that hold the lock on the ballot.

    `decided` is what was decided about the tie before it, for the ledger.
    """
    number = Tie.objects.filter(ballot=ballot).count() + 1
    tie = Tie.objects.create(
        organisation_id=ballot.organisation_id,
        ballot=ballot,
        number=number,
        stage=waits.stage,
        purpose=waits.purpose,
        options=list(waits.options),
        take=waits.take,
        count={} if found.chosen is None else found.chosen.to_json(),
        found_at=clock.now(),
    )
    record(
        actor,
        verb,
        chain=ballot.organisation.public_id,
        body=ballot.body.public_id,
        subject=ballot.public_id,
        content={
            "outcome": Outcome.TIE,
            "tie": tie.public_id,
            "between": tie.options,
            "stage": tie.stage,
            "purpose": tie.purpose,
            "votes_digest": votes_digest(ballot),
            "papers_digest": papers_digest(found.papers),
            "decided": decided,
        },
    )
    return ballot


def settle(
    actor: Actor, ballot: Ballot, found: Counted, *, verb: str, decided: Mapping[str, Any] | None = None
) -> Ballot:
    """Store a result, move the motion, write the decision with its effect; for actions that hold the lock."""
    result = _write_result(actor, ballot, found)
    motion = move_motion(locked(ballot.motion), MOTION_OUTCOMES[BallotOutcome(result.outcome)])
    tasks: list[DecisionTask] = []
    if result.outcome in DECIDED:
        text, payload = wording(motion), motion.effect_payload
        if found.chosen is not None:
            payload = with_elected(ballot, payload, found.chosen.winners) if motion.effect else payload
            text = f"{text}\n\nChosen: {join_names(found.chosen.winners) or 'none'}."
        taken = Decided(
            kind=motion.kind,
            title=motion.title,
            text=text,
            outcome=Outcome(result.outcome),
            working=list(result.verdict["sentences"]),
            source=DecisionSource.BALLOT,
            source_ref=ballot.public_id,
            effect=motion.effect,
            payload=payload,
            dates=DecisionDates(motion.effective_on, motion.review_on, motion.expires_on),
        )
        motion.decision = record_decision(actor, body=motion.body, decided=taken)
        if result.outcome == BallotOutcome.CARRIED:
            tasks = write_tasks_of(motion.decision, motion.tasks)
        motion.save(update_fields=["decision"])
    record(
        actor,
        verb,
        chain=ballot.organisation.public_id,
        body=ballot.body.public_id,
        subject=ballot.public_id,
        content={
            "outcome": result.outcome,
            "for": result.votes_for,
            "against": result.votes_against,
            "abstain": result.abstentions,
            "present": result.present,
            "entitled": result.entitled,
            "votes_digest": result.votes_digest,
            "papers_digest": result.papers_digest,
            "verdict": result.verdict,
            "winners": None if found.chosen is None else list(found.chosen.winners),
            "decided": decided,
            "tasks": [[task.public_id, task.what, task.due_on] for task in tasks],
        },
    )
    return ballot


def _write_result(actor: Actor, ballot: Ballot, found: Counted) -> Result:
    figures = found.figures
    return Result.objects.create(
        organisation_id=ballot.organisation_id,
        ballot=ballot,
        votes_for=figures.for_,
        votes_against=figures.against,
        abstentions=figures.abstain,
        present=figures.present,
        entitled=figures.entitled,
        without_paper=ballot.votes.count() - figures.cast,
        outcome=found.outcome,
        rule=found.rule.to_json(),
        verdict=found.verdict.to_json(),
        chosen=None if found.chosen is None else found.chosen.to_json(),
        votes_digest=votes_digest(ballot),
        papers_digest=papers_digest(found.papers),
        counted_by_id=actor.pk,
        counted_at=clock.now(),
    )
