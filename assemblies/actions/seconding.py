"""What others do with a motion: second it and speak about it."""

from assemblies.actions.motions import demand_full_member, record_motion
from assemblies.enums import MotionStatus, Stance
from assemblies.models import Contribution, Motion, Seconding
from members.models import Person
from members.queries.belonging import members_of
from organisations.models import Body
from organiser.base import authority, clock
from organiser.base.actions import action, locked
from organiser.base.errors import Conflict, Invalid, NotFound, NotPermitted, WrongState
from organiser.base.text import one_line


@action
def second_motion(actor: Person, *, motion: Motion) -> Motion:
    """Second a motion; with enough seconders it can be put on an agenda.

    Raises:
        NotPermitted: for those who are not full members of the body, and for the mover.
        WrongState: once the motion has left that stage.
        Conflict: for the second time.
    """
    demand_full_member(actor, motion.body, "second its motions")
    motion = locked(motion)
    if actor.pk == motion.mover_id:
        raise NotPermitted("A motion is seconded by somebody else than its mover.", code="own_motion")
    if motion.secondings.filter(person=actor).exists():
        raise Conflict("You have seconded this motion already.", code="seconded_already")
    if motion.status not in {MotionStatus.PROPOSED, MotionStatus.SECONDED, MotionStatus.TABLED}:
        raise WrongState(
            f"Motion {motion.reference} is “{motion.get_status_display().lower()}” and needs no seconders any more.",
            code="seconding_over",
        )
    Seconding.objects.create(organisation_id=motion.organisation_id, motion=motion, person=actor, at=clock.now())
    if motion.status == MotionStatus.PROPOSED and motion.secondings.count() >= motion.seconders_needed:
        motion.status, motion.seconded_at = MotionStatus.SECONDED, clock.now()
        motion.save(update_fields=["status", "seconded_at"])
    record_motion(actor, "second_motion", motion, seconders=motion.secondings.count())
    return motion


@action
def contribute(actor: Person, *, motion: Motion, stance: str, text: str) -> Contribution:
    """Say something about a motion; members of other branches of the organisation may too (mission B9).

    Raises:
        NotFound: for somebody outside the organisation.
        NotPermitted: through a token for another body.
        Invalid: naming the field.
    """
    organisation = Body.objects.get(pk=motion.organisation_id)
    outside = not members_of(organisation).filter(person=actor).exists()
    if outside or not authority.organisations_of(actor).filter(pk=organisation.pk).exists():
        raise NotFound("There is no such motion here.", code="no_motion")
    authority.demand_reach(actor, motion.body_id)
    text = one_line(text)
    if not text or len(text) > 1000:
        raise Invalid("Write at most 1000 letters.", code="text", field="text")
    if stance not in Stance.values:
        raise Invalid("Choose for, against or a question.", code="stance", field="stance")
    contribution = Contribution.objects.create(
        organisation_id=motion.organisation_id, motion=motion, person=actor, stance=stance, text=text, at=clock.now()
    )
    record_motion(actor, "contribute", motion, stance=stance, text=text)
    return contribution
