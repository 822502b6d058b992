"""What a motion needs before it goes on."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from assemblies.enums import MOTION_STEPS, MotionStatus
from assemblies.rules.steps import demand_step
from organisations.enums import BodyType
from organiser.base.errors import Invalid, RuleNotMet
from organiser.base.text import one_line

if TYPE_CHECKING:
    from assemblies.models import Motion
    from organisations.models import Body, DecisionRule


def demand_scope(body: "Body", note: str) -> str:
    """What a motion of a committee says of its scope, trimmed; for every other body nothing is needed (mission B4).

    Raises:
        RuleNotMet: where a committee says nothing.
        Invalid: above 300 letters.
    """
    note = one_line(note)
    if len(note) > 300:
        raise Invalid("Name the part of the scope in at most 300 letters.", code="scope_note", field="scope_note")
    if body.type == BodyType.COMMITTEE and not note:
        raise RuleNotMet(
            f"{body.name} decides within its scope: “{body.as_committee.scope}” Say under which part of it this falls. "
            f"What lies outside is for {body.as_committee.parent.name}, whose assembly can rescind it.",
            code="outside_scope",
            rule="mission B4",
            field="scope_note",
        )
    return note if body.type == BodyType.COMMITTEE else ""


def demand_motion_step(motion: "Motion", to: MotionStatus) -> None:
    """Go on only if the motion may move to `to`.

    Raises:
        WrongState: naming both states; for a motion without seconders, how many are missing.
    """
    if motion.status == MotionStatus.PROPOSED and to in {MotionStatus.TABLED, MotionStatus.VOTING}:
        missing = motion.seconders_needed - motion.secondings.count()
        people = "one more member" if missing == 1 else f"{missing} more members"
        raise RuleNotMet(
            f"Motion {motion.reference} needs {people} to second it before it can be voted on.",
            code="seconders_missing",
            rule=f"{motion.seconders_needed} seconders",
        )
    demand_step(motion.status, to, MOTION_STEPS, f"Motion {motion.reference}")


def demand_summary(motion: "Motion", *, says_whole: bool) -> None:
    """No vote opens on a motion without a summary in plain words, unless it was waived (mission B13).

    Args:
        says_whole: whether the sentence of its effect says by itself all that would change.

    Raises:
        RuleNotMet: otherwise.
    """
    if needs_summary(motion, says_whole=says_whole):
        raise RuleNotMet(
            f"Motion {motion.reference} has no summary yet, and a vote opens only on what was said in plain words. "
            "Write it in one sentence; those who facilitate may waive it with a reason.",
            code="summary_missing",
            rule="mission B13",
            field="summary",
        )


def needs_summary(motion: "Motion", *, says_whole: bool) -> bool:
    """Whether a vote on the motion has to wait for a summary."""
    return not motion.summary and not says_whole and motion.summary_waived_at is None


def demand_announced(
    motion: "Motion", rule: "DecisionRule", announced_at: datetime | None, starts_at: datetime
) -> None:
    """Go on only if every member was told of the motion as many days before the assembly as the rules want.

    Raises:
        RuleNotMet: otherwise.
    """
    if not rule.notice_days or rule.without_notice_numerator:
        return  # where the rules know a threshold for motions without notice, that one decides
    if announced_at is None or announced_at > starts_at - timedelta(days=rule.notice_days):
        days = "one day" if rule.notice_days == 1 else f"{rule.notice_days} days"
        raise RuleNotMet(
            f"The rules want members to hear of motion {motion.reference} {days} before the assembly, and they did "
            "not. Put it on the agenda of a later one.",
            code="notice_period",
            rule=f"notice of {days}",
        )
