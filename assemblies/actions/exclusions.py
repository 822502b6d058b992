"""What whoever is to be excluded or suspended is owed before the vote: notice with the grounds, a hearing, an answer.

No assembly votes on either without them (see `demand_heard`).
"""

from datetime import timedelta

from django.conf import settings
from django.template.loader import render_to_string

from assemblies.enums import AGAINST_A_MEMBER, Hearing, MotionStatus
from assemblies.models import Exclusion, Motion
from assemblies.queries.exclusions import RULE
from assemblies.queries.motions import wording
from assemblies.rules import demand_any, demand_motion_step
from members.actions.people import log_reading
from members.enums import NoticesBy
from members.models import Membership, Person
from members.queries.belonging import members_of
from organisations.enums import Power
from organisations.models import Body
from organisations.queries.rulesets import rules_in_force
from organiser.base import authority, clock
from organiser.base.actions import action, locked, record
from organiser.base.actions.mail import queue_letter
from organiser.base.errors import Conflict, Invalid, NotPermitted, RuleNotMet
from organiser.base.text import visible

LONGEST_ANSWER = 10_000
NOTICE = {"exclude": "Notice of a motion to exclude you", "suspend": "Notice of a motion to suspend you"}


def _demand_sees_to_it(actor: Person, body: Body) -> None:
    sentence = f"Only those who count or facilitate for {body.name} see to notice and hearing before an exclusion."
    demand_any(actor, body, (Power.COUNT, Power.FACILITATE), sentence)


def _record(actor: Person, verb: str, exclusion: Exclusion, **content: object) -> None:
    record(
        actor,
        verb,
        chain=exclusion.organisation.public_id,
        body=exclusion.body.public_id,
        subject=exclusion.public_id,
        content={"motion": exclusion.motion.public_id, **content},
    )


def _tell(exclusion: Exclusion) -> None:
    """Write to the member where there is an address for it; for everybody else it is printed."""
    person = exclusion.membership.person
    if person.notices_by != NoticesBy.EMAIL or not person.email or not person.is_active:
        return
    days = rules_in_force(exclusion.body).exclusion_notice_days
    context = {"exclusion": exclusion, "person": person, "days": days, "site": settings.SITE_ADDRESS}
    text = render_to_string("assemblies/mail/exclusion.txt", context)
    queue_letter(f"A motion of {exclusion.body.name} is about you", text, [person.email])


@action
def give_exclusion_notice(actor: Person, *, motion: Motion) -> Exclusion:
    """Tell whoever a motion would exclude or suspend of it, with the grounds: its wording, which is fixed from then on.

    It stands on the member's own page and in the log of her or his record, and goes out by e-mail where notices do.

    Raises:
        NotPermitted: for those who neither count nor facilitate for the body.
        RuleNotMet: for a motion that does neither, or that lacks seconders.
        Invalid: where its member has left in the meantime.
        WrongState, Conflict: where it is voted on or decided, or notice was given.
    """
    _demand_sees_to_it(actor, motion.body)
    motion = locked(motion)
    if motion.effect not in AGAINST_A_MEMBER:
        sentence = f"Motion {motion.reference} excludes or suspends nobody, so it needs no notice."
        raise RuleNotMet(sentence, code="not_exclusion")
    demand_motion_step(motion, MotionStatus.VOTING)
    if motion.exclusions.exists():
        raise Conflict(f"Notice of motion {motion.reference} has been given already.", code="notice_given")
    membership: Membership | None = members_of(motion.body).filter(public_id=motion.effect_payload["member"]).first()
    if membership is None:
        raise Invalid(f"{motion.body.name} has no such member. Choose a member.", code="no_member", field="member")
    exclusion = Exclusion.objects.create(
        organisation_id=motion.organisation_id,
        body=motion.body,
        motion=motion,
        membership=membership,
        grounds=wording(motion),
        notice_at=clock.now(),
        notice_by=actor,
    )
    log_reading(actor, membership, NOTICE[motion.effect], power=Power.FACILITATE)
    _tell(exclusion)
    _record(actor, "give_exclusion_notice", exclusion, member=membership.public_id, grounds=exclusion.grounds)
    return exclusion


def _before_the_vote(exclusion: Exclusion) -> Exclusion:
    """The notice read anew under the lock of its motion, which opening a ballot takes too."""
    motion = locked(exclusion.motion)
    demand_motion_step(motion, MotionStatus.VOTING)
    return Exclusion.objects.select_related("organisation", "body", "motion", "membership__person").get(pk=exclusion.pk)


@action
def write_hearing(actor: Person, *, exclusion: Exclusion, outcome: Hearing) -> Exclusion:
    """Write down what came of the hearing, before the ballot opens; it can be put right until then.

    Whoever it is about can decline alone. That she or he was heard or did not come is for others to write.

    Raises:
        NotPermitted: for those who neither count nor facilitate, and for the member herself but to decline.
        RuleNotMet: that nobody came, before the days of the notice are over.
        Invalid: for an outcome that is none.
        WrongState: once it is voted on.
    """
    own = actor.pk == exclusion.membership.person_id
    if not (own and outcome == Hearing.DECLINED):
        _demand_sees_to_it(actor, exclusion.body)
        if own:
            raise NotPermitted("Somebody else writes down how your own hearing went.", code="own_hearing")
    authority.demand_reach(actor, exclusion.body_id)
    if outcome not in Hearing.values or outcome == Hearing.OFFERED:
        raise Invalid("Say whether the member was heard, declined or did not come.", code="hearing", field="outcome")
    exclusion = _before_the_vote(exclusion)
    days = rules_in_force(exclusion.body).exclusion_notice_days
    if outcome == Hearing.ABSENT and clock.now() < exclusion.notice_at + timedelta(days=days):
        raise RuleNotMet(
            f"The member has {days} days from the notice to come and be heard. Wait until they are over.",
            code="exclusion_notice_period",
            rule=RULE,
        )
    exclusion.hearing, exclusion.hearing_at, exclusion.hearing_by = outcome, clock.now(), actor
    exclusion.save(update_fields=["hearing", "hearing_at", "hearing_by"])
    _record(actor, "write_hearing", exclusion, outcome=outcome)
    return exclusion


def clean_answer(text: str, what: str) -> str:
    """What somebody says to an exclusion, trimmed.

    Raises:
        Invalid: empty or too long.
    """
    text = visible(text).strip()
    if not text:
        raise Invalid(what, code="text", field="text")
    if len(text) > LONGEST_ANSWER:
        raise Invalid(f"It is longer than {LONGEST_ANSWER} letters. Shorten it.", code="text", field="text")
    return text


@action
def answer_exclusion(actor: Person, *, exclusion: Exclusion, text: str) -> Exclusion:
    """Answer the grounds; the answer stands beside the motion, and its writer can change it until the ballot opens.

    Raises:
        NotPermitted: for anybody but the member it is about.
        Invalid: without a text.
        WrongState: once it is voted on.
    """
    if actor.pk != exclusion.membership.person_id:
        raise NotPermitted("Only the member it is about answers the grounds.", code="not_concerned")
    authority.demand_reach(actor, exclusion.body_id)
    text = clean_answer(text, "Write what you answer.")
    exclusion = _before_the_vote(exclusion)
    exclusion.answer, exclusion.answered_at = text, clock.now()
    exclusion.save(update_fields=["answer", "answered_at"])
    _record(actor, "answer_exclusion", exclusion, answer=text)
    return exclusion
