"""Opening a ballot: the roll is frozen, the rule fixed, the paper printed."""

from datetime import datetime

from assemblies.actions.challenges import demand_answered
from assemblies.actions.motions import move_motion
from assemblies.actions.options import paper_for, print_options
from assemblies.actions.rolls import freeze_roll
from assemblies.enums import MotionStatus
from assemblies.models import Assembly, Ballot, Motion
from assemblies.queries.ballots import held_in, rule_of
from assemblies.queries.challenges import corrections_of
from assemblies.queries.exclusions import demand_heard
from assemblies.rules import (
    demand_channel,
    demand_counts,
    demand_motion_step,
    demand_place,
    demand_secrecy,
    demand_still_ahead,
    demand_summary,
)
from members.models import Person
from organisations.actions.effects import clean_effect, describe_effect, says_whole
from organisations.queries.rulesets import rule_for
from organiser.base import clock
from organiser.base.actions import action, locked, record
from organiser.base.errors import Conflict, RuleNotMet


@action
def open_ballot(
    actor: Person,
    *,
    motion: Motion,
    assembly: Assembly | None = None,
    closes_at: datetime | None = None,
    secret: bool = False,
) -> Ballot:
    """Put a motion to the vote: the roll is frozen, the rule fixed and the paper printed at this moment.

    Where the rules want consensus it is the next round on the motion, or the vote that decides once all have failed.

    Args:
        assembly: where the vote is held; only those checked in can cast. Without it the ballot runs online.
        closes_at: when it closes by itself; needed without an assembly.
        secret: whether it is secret, where the rules leave that open; where they do not, it is as they say.

    Raises:
        NotPermitted: for those who neither count nor facilitate for the body.
        RuleNotMet: without enough seconders or a summary, off the agenda, in the wrong channel, or for too short a
            time; an exclusion without notice and hearing; secret where the rules want votes by name or consensus; with
            too few alternatives, or such as the method of the rules cannot count; while a challenge of the roll waits
            for an answer.
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
    demand_channel(rule, online=assembly is None)
    demand_place(motion, assembly, closes_at, rule)
    demand_still_ahead(motion, closes_at)
    demand_heard(motion, rule.rule_set)
    clean_effect(motion.body, motion.kind, motion.effect, motion.effect_payload)
    demand_summary(motion, says_whole=says_whole(motion.effect))
    paper = paper_for(motion, rule)
    sealed = demand_secrecy(rule, secret=secret, method=paper.method)
    demand_answered(motion, assembly)
    roll = freeze_roll(motion.body, rule.rule_set, assembly, corrections_of(motion, assembly))
    if not roll.entries.exists():
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
        method=paper.method,
        seats=paper.seats,
        settings=paper.settings,
        secret=sealed,
        changeable=rule.changeable and not sealed,
        running=rule.running_results and not sealed,
        opened_at=clock.now(),
        closes_at=closes_at,
    )
    labels = print_options(ballot, paper)
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
            "method": ballot.method,
            "seats": ballot.seats,
            "settings": ballot.settings,
            "options": labels,
            "secret": ballot.secret,
        },
    )
    return ballot
