"""Saying in plain words what a motion is about, before anybody votes on it (mission B13)."""

from assemblies.actions.motions import clean_summary, record_motion
from assemblies.enums import SUMMARY_OPEN, MotionStatus
from assemblies.models import Motion
from assemblies.rules import demand_facilitates, holds_any, needs_summary
from members.models import Person
from organisations.actions.effects import says_whole
from organisations.enums import Power
from organiser.base import authority, clock
from organiser.base.actions import action, locked
from organiser.base.errors import Conflict, Invalid, NotPermitted, WrongState
from organiser.base.text import one_line

WRITERS = (Power.COUNT, Power.FACILITATE, Power.CALL_ASSEMBLIES)


def demand_summary_open(motion: Motion) -> None:
    """Go on only while the summary of a motion may still be written.

    Raises:
        WrongState: once it is voted on, and after.
    """
    if motion.status not in SUMMARY_OPEN:
        raise WrongState(
            f"Motion {motion.reference} is being voted on or has been settled. What was said of it stays as it is.",
            code="summary_fixed",
        )


def may_write_summary(actor: Person, motion: Motion) -> bool:
    """Whether somebody may say in plain words what a motion is about: its mover, and those who bring it to a vote."""
    return actor.pk == motion.mover_id or holds_any(actor, motion.body_id, *WRITERS)


def demand_summary_writer(actor: Person, motion: Motion) -> None:
    """Go on only for somebody who may say in plain words what a motion is about.

    Raises:
        NotPermitted: for everybody else.
    """
    if not may_write_summary(actor, motion):
        raise NotPermitted(
            "The mover says in plain words what a motion is about, or those who bring it to a vote.",
            code="not_summary",
            rule="power: count or facilitate or call_assemblies",
        )


@action
def write_summary(actor: Person, *, motion: Motion, summary: str) -> Motion:
    """Say in one sentence what a motion is about, where nobody has yet.

    The mover may change it until somebody has seconded the motion; after that it is what they seconded.

    Raises:
        NotPermitted: for anybody but its mover and those who count, facilitate or call assemblies for the body.
        WrongState: while it is voted on and after.
        Conflict: where there is a summary that is not, or no longer, the actor's to change.
        Invalid: empty or too long.
    """
    demand_summary_writer(actor, motion)
    authority.demand_reach(actor, motion.body_id)
    summary = clean_summary(summary)
    if not summary:
        sentence = "Say in one sentence, in plain words, what would change and why."
        raise Invalid(sentence, code="summary", field="summary")
    motion = locked(motion)
    demand_summary_open(motion)
    own = actor.pk == motion.mover_id and motion.brought_by_id is None
    unread = motion.status in {MotionStatus.PROPOSED, MotionStatus.SECONDED} and not motion.secondings.exists()
    if motion.summary and not (own and unread):
        raise Conflict(
            f"Motion {motion.reference} has a summary already. Its mover alone changes it, until somebody has "
            "seconded the motion.",
            code="summary_there",
        )
    motion.summary = summary
    motion.summary_by_id = None if actor.pk == motion.mover_id else actor.pk
    motion.save(update_fields=["summary", "summary_by"])
    record_motion(actor, "write_summary", motion, summary=summary)
    return motion


@action
def waive_summary(actor: Person, *, motion: Motion, reason: str) -> Motion:
    """Let a vote on a motion open without a summary. Who did it, when and why stands with the motion and its ballot.

    Raises:
        NotPermitted: for anybody but those who facilitate for the body.
        WrongState: while it is voted on and after.
        Conflict: where there is nothing to waive.
        Invalid: without a reason, or with one that is too long.
    """
    demand_facilitates(actor, motion.body)
    reason = one_line(reason)
    if not reason or len(reason) > 300:
        sentence = "Say in at most 300 letters why the vote opens without a summary."
        raise Invalid(sentence, code="reason", field="reason")
    motion = locked(motion)
    demand_summary_open(motion)
    if not needs_summary(motion, says_whole=says_whole(motion.effect)):
        raise Conflict(
            f"Motion {motion.reference} is not waiting for a summary. There is nothing to waive.",
            code="summary_not_missing",
        )
    motion.summary_waived_at, motion.summary_waived_by, motion.summary_waived_why = clock.now(), actor, reason
    motion.save(update_fields=["summary_waived_at", "summary_waived_by", "summary_waived_why"])
    record_motion(actor, "waive_summary", motion, reason=reason)
    return motion
