"""What a count comes to: the tie at which it stops, or the result with its decision; for actions that hold the lock."""

from collections.abc import Mapping
from typing import Any

from assemblies.actions.motions import move_motion
from assemblies.actions.results import record_result, write_result
from assemblies.actions.tasks import write_tasks_of
from assemblies.counting.choosing import Waiting
from assemblies.counting.run_off import named_by_run_off
from assemblies.enums import BallotOutcome, BallotStatus, MotionStatus, TieMeans
from assemblies.models import Ballot, DecisionTask, Tie
from assemblies.queries.ballots import votes_digest
from assemblies.queries.counting import Counted, counted
from assemblies.queries.motions import wording
from assemblies.queries.nominations import with_elected
from assemblies.queries.papers import papers_digest
from assemblies.queries.run_offs import places_in_run_off, winners_of
from assemblies.rules import demand_counts
from organisations.actions.decisions import Decided, record_decision
from organisations.enums import DecisionSource, Outcome
from organisations.validators import DecisionDates
from organiser.base import clock
from organiser.base.actions import action, locked, record
from organiser.base.actor import CLOCK, Actor
from organiser.base.errors import Conflict, RuleNotMet
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
        run_off_seats=places_in_run_off(ballot, found),
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
            "run_off_seats": tie.run_off_seats,
            "votes_digest": votes_digest(ballot),
            "papers_digest": papers_digest(found.papers),
            "decided": decided,
        },
    )
    return ballot


def settle(
    actor: Actor, ballot: Ballot, found: Counted, *, verb: str, decided: Mapping[str, Any] | None = None
) -> Ballot:
    """Store a result, move the motion, write the decision with its effect; for actions that hold the lock.

    A run-off moves no motion and is no decision: where it chose as many as it was for, the first ballot is counted on.
    """
    result = write_result(actor, ballot, found)
    if ballot.decides is not None:
        record_result(actor, ballot, found, result, verb=verb, decided=decided)
        if len(winners_of(ballot)) == ballot.seats:
            decide_by_run_off(actor, run_off=ballot)
        return ballot
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
    record_result(actor, ballot, found, result, verb=verb, decided=decided, tasks=tasks)
    return ballot


def continue_count(actor: Actor, ballot: Ballot, *, verb: str, decided: Mapping[str, Any]) -> Ballot:
    """Count again with what was just decided about a tie, and settle the ballot or stop at the next one.

    For actions that hold the lock on the ballot.
    """
    found = counted(ballot)
    if found.waits_for:
        return stop_at_tie(actor, ballot, found, found.waits_for, verb=verb, decided=decided)
    ballot.status = BallotStatus.CLOSED
    ballot.save(update_fields=["status"])
    return settle(actor, ballot, found, verb=verb, decided=decided)


@action
def decide_by_run_off(actor: Actor, *, run_off: Ballot) -> Ballot:
    """Decide the tie of the first ballot by its run-off, count on, and settle that ballot or stop at the next tie.

    Whatever settles a run-off calls it in the same transaction, once the run-off has chosen as many as it was for.

    Raises:
        NotPermitted: for those who neither count nor facilitate; the clock closes what is due.
        RuleNotMet: where the run-off has not chosen as many as it was for.
        Conflict: where the tie is decided already.
    """
    if actor is not CLOCK:
        demand_counts(actor, run_off.body)
    tie, winners = run_off.decides, winners_of(run_off)
    if tie is None or len(winners) < run_off.seats:
        raise RuleNotMet("This is no run-off that chose as many as it was for.", code="run_off_open")
    first = locked(tie.ballot)
    tie = locked(tie)
    if tie.decided_at is not None:
        raise Conflict("This tie is decided already. Read the result.", code="tie_decided")
    tie.by, tie.chosen = TieMeans.RUN_OFF, list(named_by_run_off(tie.purpose, tie.options, winners))
    tie.decided_by_id, tie.decided_at = actor.pk, clock.now()
    tie.save(update_fields=["by", "chosen", "decided_by", "decided_at"])
    decided = {
        "tie": tie.public_id,
        "between": tie.options,
        "chosen": tie.chosen,
        "by": tie.by,
        "run_off": run_off.public_id,
    }
    return continue_count(actor, first, verb="decide_by_run_off", decided=decided)
