"""Opening and closing ballots."""

from datetime import datetime

from assemblies.actions.motions import move_motion
from assemblies.actions.rolls import freeze_roll
from assemblies.actions.tasks import write_tasks_of
from assemblies.counting.verdict import CastingVote, Verdict, decide
from assemblies.enums import BallotStatus, MotionStatus
from assemblies.models import Assembly, Ballot, DecisionTask, Motion, Result
from assemblies.queries.ballots import figures_of, held_in, rule_of, votes_digest
from assemblies.queries.exclusions import demand_heard
from assemblies.queries.motions import wording
from assemblies.rules import (
    demand_channel,
    demand_countable,
    demand_counts,
    demand_least_hours,
    demand_may_close,
    demand_motion_step,
    demand_place,
    demand_still_ahead,
    demand_summary,
)
from members.models import Person
from organisations.actions.decisions import Decided, record_decision
from organisations.actions.effects import clean_effect, describe_effect, says_whole
from organisations.enums import DecisionSource, Outcome
from organisations.queries.rulesets import rule_for
from organisations.validators import DecisionDates
from organiser.base import clock
from organiser.base.actions import action, locked, record
from organiser.base.actor import Actor
from organiser.base.errors import Conflict, Invalid, RuleNotMet

MOTION_OUTCOMES = {
    Outcome.CARRIED: MotionStatus.CARRIED,
    Outcome.FELL: MotionStatus.FELL,
    Outcome.QUORUM_MISSED: MotionStatus.QUORUM_MISSED,
    Outcome.TIE: MotionStatus.TIED,
}
DECIDED = (Outcome.CARRIED, Outcome.FELL)


@action
def open_ballot(
    actor: Person, *, motion: Motion, assembly: Assembly | None = None, closes_at: datetime | None = None
) -> Ballot:
    """Put a motion to the vote: the roll is frozen and the rule fixed at this moment.

    Args:
        assembly: where the vote is held; only those checked in can cast. Without it the ballot runs online.
        closes_at: when it closes by itself; needed without an assembly.

    Raises:
        NotPermitted: for those who neither count nor facilitate for the body.
        RuleNotMet: without enough seconders or a summary, off the agenda, in the wrong channel, for too short a time,
            or by consensus, which cannot be counted here yet; an exclusion without notice and hearing.
        WrongState, Conflict: where the motion is being voted on or was decided.
    """
    demand_counts(actor, motion.body)
    if assembly is not None and assembly.body_id != motion.body_id:
        raise RuleNotMet("That assembly is of another body.", code="other_body", rule="mission B9")
    if assembly is not None:
        assembly = locked(assembly)
    motion = locked(motion)
    if motion.status == MotionStatus.VOTING:
        raise Conflict(f"Motion {motion.reference} is being voted on already.", code="ballot_open")
    demand_motion_step(motion, MotionStatus.VOTING)
    rule = rule_for(motion.body, motion.kind)
    demand_countable(rule)
    demand_channel(rule, online=assembly is None)
    demand_place(motion, assembly, closes_at, rule)
    demand_still_ahead(motion, closes_at)
    demand_heard(motion, rule.rule_set)
    clean_effect(motion.body, motion.kind, motion.effect, motion.effect_payload)
    demand_summary(motion, says_whole=says_whole(motion.effect))
    roll = freeze_roll(motion.body, rule.rule_set, assembly)
    if roll.entitled == 0:
        raise RuleNotMet("Nobody would be on the roll of this ballot.", code="empty_roll")
    ballot = Ballot.objects.create(
        organisation_id=motion.organisation_id,
        body=motion.body,
        motion=motion,
        assembly=assembly,
        rule=rule,
        roll=roll,
        question=motion.title,
        summary=motion.summary,
        effect_sentence=describe_effect(motion.body, motion.effect, motion.effect_payload),
        opened_at=clock.now(),
        closes_at=closes_at,
    )
    move_motion(motion, MotionStatus.VOTING)
    record(
        actor,
        "open_ballot",
        chain=motion.organisation.public_id,
        body=motion.body.public_id,
        subject=ballot.public_id,
        content={
            "motion": motion.public_id,
            "question": ballot.question,
            "summary": ballot.summary,
            "roll": roll.public_id,
            "roll_digest": roll.digest,
            "entitled": roll.entitled,
            "rule": rule_of(held_in(ballot)).to_json(),
            "closes_at": closes_at,
        },
    )
    return ballot


def _write_result(ballot: Ballot, actor: Actor, casting_vote: CastingVote | None) -> tuple[Result, Verdict]:
    rule, figures = rule_of(held_in(ballot)), figures_of(ballot)
    verdict = decide(rule, figures, casting_vote)
    result = Result.objects.create(
        organisation_id=ballot.organisation_id,
        ballot=ballot,
        votes_for=figures.for_,
        votes_against=figures.against,
        abstentions=figures.abstain,
        present=figures.present,
        entitled=figures.entitled,
        outcome=verdict.outcome.value,
        rule=rule.to_json(),
        verdict=verdict.to_json(),
        votes_digest=votes_digest(ballot),
        counted_by_id=actor.pk,
        counted_at=clock.now(),
    )
    return result, verdict


@action
def close_ballot(actor: Actor, *, ballot: Ballot, casting_vote: CastingVote | None = None) -> Ballot:
    """Close a ballot and settle it: votes are counted, the verdict stored, the decision written, its effect applied.

    The lock on the ballot waits for every vote being cast and shuts out every later one, so that no acknowledged vote
    is lost and none counts after closing (invariant 1).

    Args:
        casting_vote: `for` or `against`, where the rules give the chair one and there is a tie.

    Raises:
        NotPermitted: for those who neither count nor facilitate; the clock closes only what is due.
        RuleNotMet: before the least hours of a ballot over days are over.
        Invalid: a casting vote that is neither for nor against.
        Conflict: where it is closed already.
    """
    demand_may_close(actor, ballot)
    if casting_vote not in {None, "for", "against"}:
        raise Invalid("The casting vote is for or against.", code="casting_vote", field="casting_vote")
    ballot = locked(ballot)
    if ballot.status == BallotStatus.CLOSED:
        raise Conflict("This ballot has been closed already. Read its result.", code="ballot_closed")
    demand_may_close(actor, ballot)
    demand_least_hours(ballot, ballot.rule)
    result, verdict = _write_result(ballot, actor, casting_vote)
    ballot.status, ballot.closed_at = BallotStatus.CLOSED, clock.now()
    ballot.save(update_fields=["status", "closed_at"])
    motion = move_motion(locked(ballot.motion), MOTION_OUTCOMES[Outcome(result.outcome)])
    tasks: list[DecisionTask] = []
    if result.outcome in DECIDED:
        decided = Decided(
            kind=motion.kind,
            title=motion.title,
            text=wording(motion),
            outcome=result.outcome,
            working=list(verdict.sentences),
            source=DecisionSource.BALLOT,
            source_ref=ballot.public_id,
            effect=motion.effect,
            payload=motion.effect_payload,
            dates=DecisionDates(motion.effective_on, motion.review_on, motion.expires_on),
        )
        motion.decision = record_decision(actor, body=motion.body, decided=decided)
        if result.outcome == Outcome.CARRIED:
            tasks = write_tasks_of(motion.decision, motion.tasks)
        motion.save(update_fields=["decision"])
    record(
        actor,
        "close_ballot",
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
            "verdict": result.verdict,
            "tasks": [[task.public_id, task.what, task.due_on] for task in tasks],
        },
    )
    return ballot
