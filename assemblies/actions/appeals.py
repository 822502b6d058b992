"""After an exclusion or a suspension was carried: it takes hold, or is appealed against, or is taken back."""

from assemblies.actions.exclusions import clean_answer
from assemblies.actions.motions import write_motion
from assemblies.actions.waiting import table_brought_motion
from assemblies.enums import MotionStatus
from assemblies.models import Exclusion
from assemblies.queries.exclusions import appeal_until, due_to_hold, is_over
from members.actions.exclusions import exclude_member, reinstate_member
from members.actions.suspensions import lift_suspension, suspend_member
from members.decided_rules import demand_return_decided
from members.models import Person
from organisations.enums import DecisionKind
from organisations.models import Body, Decision
from organisations.rules import taking_effect
from organiser.base import authority, clock
from organiser.base.actions import action, locked, record
from organiser.base.actor import CLOCK, Actor
from organiser.base.errors import Conflict, NotPermitted, RuleNotMet, WrongState
from skills.actions.ending import end_terms_of_excluded


def _record(actor: Actor, verb: str, exclusion: Exclusion, **content: object) -> None:
    record(
        actor,
        verb,
        chain=exclusion.organisation.public_id,
        body=exclusion.body.public_id,
        subject=exclusion.public_id,
        content={"motion": exclusion.motion.public_id, **content},
    )


def hold(actor: Actor, exclusion: Exclusion, decision: Decision) -> None:
    """Let it take hold: membership or vote and every role end with it; for actions that hold the lock."""
    member, months = exclusion.membership, exclusion.months
    if months is None:
        exclude_member(actor, membership=member, decision=decision)
    else:
        suspend_member(actor, membership=member, months=months, decision=decision)
    end_terms_of_excluded(actor, membership=member, decision=decision)
    exclusion.excluded_on = clock.today()
    exclusion.save(update_fields=["excluded_on"])


@action
def appeal_exclusion(actor: Person, *, exclusion: Exclusion, text: str) -> Exclusion:
    """Appeal against one's exclusion or suspension, once, to the assembly of the organisation.

    The appeal is a motion of that assembly without seconders, and stands on its next agenda whoever calls it. Its
    members learn of the exclusion by that: whoever appeals brings it before them.

    Raises:
        NotPermitted: for anybody but the one it is about.
        RuleNotMet: for what was not carried, or after the days of the rules.
        Conflict: for a second appeal, or after the exclusion was taken back.
        Invalid: without a text.
    """
    if actor.pk != exclusion.membership.person_id:
        raise NotPermitted("Only whoever it is about appeals.", code="not_concerned")
    authority.demand_reach(actor, exclusion.body_id)
    text = clean_answer(text, "Write why it should not stand.")
    above = locked(Body.objects.get(pk=exclusion.organisation_id))
    exclusion = locked(exclusion)
    if exclusion.appeal_id is not None or exclusion.reinstated_by_id is not None:
        raise Conflict("This was appealed against or taken back already.", code="appealed")
    until = appeal_until(exclusion)
    if until is None or is_over(exclusion):
        raise RuleNotMet("There is nothing to appeal against.", code="not_excluded")
    if clock.today() > until:
        raise RuleNotMet(f"An appeal was possible until {until:%-d %B %Y}.", code="appeal_days", rule="appeal_days")
    exclusion.appeal = write_motion(
        above,
        mover=exclusion.membership.person,
        kind=DecisionKind.ORDINARY,
        title=f"Appeal against motion {exclusion.motion.reference}",
        text=text,
        status=MotionStatus.SECONDED,
        effect="reinstate",
        effect_payload={"exclusion": exclusion.public_id},
        about_person=True,
    )
    exclusion.appealed_at = clock.now()
    exclusion.save(update_fields=["appeal", "appealed_at"])
    table_brought_motion(exclusion.appeal)
    _record(actor, "appeal_exclusion", exclusion, appeal=exclusion.appeal.public_id, text=text)
    return exclusion


@action
def let_exclusion_hold(actor: Actor, *, exclusion: Exclusion) -> Exclusion:
    """Let an exclusion take hold that waited for an appeal, once it has failed or there can be none any more.

    Raises:
        NotPermitted: for everybody but the clock.
        WrongState: where it is not due.
        RuleNotMet: where the member has moved to another branch.
    """
    if actor is not CLOCK:
        raise NotPermitted("Time brings this about, and nobody by hand.", code="clock_only")
    locked(exclusion.body)
    exclusion = locked(exclusion)
    due = due_to_hold().filter(public_id=exclusion.public_id).first()
    decision = due.motion.decision if due is not None else None
    if decision is None:
        raise WrongState("This exclusion does not wait for an appeal any more.", code="not_due")
    with taking_effect(decision):
        hold(actor, exclusion, decision)
    _record(actor, "let_exclusion_hold", exclusion, decision=decision.public_id)
    return exclusion


@action
def take_back_exclusion(actor: Actor, *, exclusion: Exclusion, decision: Decision) -> Exclusion:
    """Take either of them back by a decision of the assembly that made it, or of the one it was appealed to.

    Raises:
        RuleNotMet: without such a decision that is taking effect.
        Conflict: where it was taken back already.
    """
    demand_return_decided(exclusion.membership, decision)
    exclusion = locked(exclusion)
    if exclusion.reinstated_by_id is not None:
        raise Conflict("This was taken back already.", code="taken_back")
    exclusion.reinstated_by = decision
    exclusion.save(update_fields=["reinstated_by"])
    if exclusion.excluded_on is not None and exclusion.months is None:
        reinstate_member(actor, membership=exclusion.membership, decision=decision)
    elif exclusion.excluded_on is not None and not is_over(exclusion):
        lift_suspension(actor, membership=exclusion.membership, decision=decision)
    _record(actor, "take_back_exclusion", exclusion, decision=decision.public_id)
    return exclusion
