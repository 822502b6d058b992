"""What the mover does with a motion of her or his own: reword it and take it back."""

from django.db.models import Max

from assemblies.actions.motions import clean_text, record_motion
from assemblies.enums import MotionStatus
from assemblies.models import Motion, MotionVersion
from assemblies.rules import demand_motion_step
from members.models import Person
from organiser.base import authority, clock
from organiser.base.actions import action, locked
from organiser.base.errors import NotPermitted, WrongState


def _demand_own(actor: Person, motion: Motion, sentence: str) -> None:
    """The mover alone rewords and withdraws; what a caucus decided to bring is not one member's to take back."""
    if actor.pk != motion.mover_id:
        raise NotPermitted(sentence, code="not_mover")
    if motion.brought_by is not None:
        raise NotPermitted(
            f"{motion.brought_by.name} brought this motion by a decision. No one member changes or withdraws it.",
            code="brought_by_caucus",
            rule="mission E12",
        )


@action
def reword_motion(actor: Person, *, motion: Motion, text: str) -> MotionVersion:
    """Write a new version of one's own motion, while it looks for seconders and nobody has seconded it.

    Raises:
        NotPermitted: for anybody but the mover.
        WrongState: once somebody has seconded the wording, or whoever is to be excluded was told of it.
        Invalid: without a text.
    """
    _demand_own(actor, motion, "Only the mover rewords a motion. Others bring amendments.")
    authority.demand_reach(actor, motion.body_id)
    motion = locked(motion)
    if motion.status not in {MotionStatus.PROPOSED, MotionStatus.SECONDED} or motion.secondings.exists():
        raise WrongState(
            "Somebody has seconded this wording already. Withdraw the motion and move it anew.", code="wording_fixed"
        )
    if motion.exclusions.exists():
        raise WrongState(
            "Whoever it is about was given notice with this wording. Withdraw the motion and move it anew.",
            code="notice_given",
        )
    text = clean_text(text)
    last = motion.versions.aggregate(last=Max("number"))["last"] or 0
    version = MotionVersion.objects.create(
        organisation_id=motion.organisation_id,
        motion=motion,
        number=last + 1,
        text=text,
        written_by=actor,
        written_at=clock.now(),
    )
    record_motion(actor, "reword_motion", motion, version=version.number, text=text)
    return version


@action
def withdraw_motion(actor: Person, *, motion: Motion) -> Motion:
    """Take one's own motion back, until it is voted on.

    Raises:
        NotPermitted: for anybody but the mover.
        WrongState: once it is voted on or decided.
    """
    _demand_own(actor, motion, "Only the mover takes a motion back.")
    authority.demand_reach(actor, motion.body_id)
    motion = locked(motion)
    demand_motion_step(motion, MotionStatus.WITHDRAWN)
    motion.status, motion.ended_at = MotionStatus.WITHDRAWN, clock.now()
    motion.save(update_fields=["status", "ended_at"])
    record_motion(actor, "withdraw_motion", motion)
    return motion
