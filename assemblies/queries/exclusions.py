"""Motions to exclude or suspend somebody: who may read what was told, and what is still missing before a vote."""

from datetime import date, timedelta

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from assemblies.enums import AGAINST_A_MEMBER, Hearing, MotionStatus
from assemblies.models import Ballot, Exclusion, Motion
from members.enums import MEMBERSHIP_STEPS, MembershipState
from members.models import MembershipSpan
from organisations.enums import DecisionStatus
from organisations.models import Body, Decision, RuleSet
from organiser.base import authority, clock
from organiser.base.actor import Actor
from organiser.base.errors import NotFound, RuleNotMet

RULE = "exclusion_notice_days"
PAST = {"exclude": "excluded", "suspend": "suspended"}
# What a membership must be for each of the effects.
CAN_BE_SUSPENDED = [MembershipState.FULL, MembershipState.ON_LEAVE]
CAN_BE_EXCLUDED = [state for state, to in MEMBERSHIP_STEPS.items() if MembershipState.EXCLUDED in to]


def exclusions_visible_to(viewer: Actor) -> QuerySet[Exclusion]:
    """Those of the bodies one is a member of, and those about oneself, whether one still belongs or not.

    Members of the body above read one from the day of the appeal: whoever appeals brings it before them.
    """
    mine = authority.bodies_of(viewer)
    own = Q(membership__person_id=viewer.pk)
    if viewer.bound_body_id is not None:
        own &= Q(body_id=viewer.bound_body_id)
    return (
        Exclusion.objects.filter(Q(body__in=mine) | Q(appeal__body__in=mine) | own)
        .select_related("body__organisation", "motion__decision", "membership__person", "appeal__decision")
        .order_by("-notice_at", "-pk")
    )


def exclusion_for(viewer: Actor, public_id: str) -> Exclusion:
    """One of them.

    Raises:
        NotFound: where there is none that the viewer may know of.
    """
    found = exclusions_visible_to(viewer).filter(public_id=public_id).first()
    if found is None:
        raise NotFound("There is no such notice here, or it is not yours to read.", code="no_exclusion")
    return found


def about_me(viewer: Actor) -> list[Exclusion]:
    """What somebody was told about a motion to exclude her or him, the latest first."""
    return list(exclusions_visible_to(viewer).filter(membership__person_id=viewer.pk))


def exclusion_of(motion: Motion) -> Exclusion | None:
    """The notice that was given of a motion."""
    return motion.exclusions.select_related("membership__person", "body").first()


def rules_of(exclusion: Exclusion) -> RuleSet | None:
    """The rules under which it was decided; None before the ballot."""
    ballot = Ballot.objects.filter(motion=exclusion.motion_id).select_related("rule__rule_set").order_by("-pk").first()
    return ballot.rule.rule_set if ballot is not None else None


def appeal_until(exclusion: Exclusion) -> date | None:
    """The last day of an appeal; None for what was not carried."""
    decision: Decision | None = exclusion.motion.decision
    rules = rules_of(exclusion) if decision is not None and exclusion.motion.status == MotionStatus.CARRIED else None
    if rules is None or decision is None or decision.effect_failed:
        return None
    return timezone.localdate(decision.decided_at) + timedelta(days=rules.appeal_days)


def can_be_appealed(exclusion: Exclusion) -> bool:
    """Whether an appeal is possible today."""
    until = appeal_until(exclusion)
    over = exclusion.appeal_id is not None or exclusion.reinstated_by_id is not None
    return until is not None and clock.today() <= until and not over and not is_over(exclusion)


def running_suspension() -> Subquery:
    """The decision that suspended a member last, for rows with a `membership`."""
    spans = MembershipSpan.objects.filter(membership=OuterRef("membership"), decision__effect="suspend")
    return Subquery(spans.order_by("-from_on", "-pk").values("decision")[:1])


def is_over(exclusion: Exclusion) -> bool:
    """Whether it is about a suspension that took hold and has ended."""
    if exclusion.months is None or exclusion.excluded_on is None:
        return False
    running = Exclusion.objects.filter(pk=exclusion.pk, motion__decision=running_suspension())
    return not running.filter(membership__suspended_until__isnull=False).exists()


def exclusions_before(body: Body) -> QuerySet[Exclusion]:
    """What the assembly of a body excluded or suspended, and what was appealed against before it.

    For a branch that is no more the organisation answers.
    """
    its = Q(body=body) | Q(appeal__body=body)
    if body.pk == body.organisation_key:
        its |= Q(organisation=body.pk) & ~Q(body__dissolved_on="")
    return Exclusion.objects.filter(its)


def to_reinstate(body: Body) -> QuerySet[Exclusion]:
    """Those of them that the assembly of a body can take back today."""
    holds = Q(excluded_on__isnull=False) | Q(waits_until__isnull=False)
    # A suspension whose day has come is over, and there is nothing to take back; another one may run since.
    over = Q(membership__suspended_until__isnull=True) | ~Q(motion__decision=running_suspension())
    holds &= ~Q(over, motion__effect="suspend", excluded_on__isnull=False)
    found = exclusions_before(body).filter(holds, reinstated_by__isnull=True)
    return found.select_related("membership__person", "membership__branch", "membership__organisation", "motion")


def due_to_hold() -> QuerySet[Exclusion]:
    """Exclusions that waited for an appeal and need not wait any more; for the clock, of all bodies."""
    no_appeal = Q(appeal__isnull=True, waits_until__lt=clock.today())
    failed = Q(appeal__status__in=[MotionStatus.FELL, MotionStatus.WITHDRAWN])
    # Of two motions to suspend somebody the second waits for the end of the first.
    can = Q(membership__state__in=CAN_BE_SUSPENDED) | Q(motion__effect="exclude", membership__state__in=CAN_BE_EXCLUDED)
    waiting = Exclusion.objects.filter(
        can,
        waits_until__isnull=False,
        excluded_on__isnull=True,
        reinstated_by__isnull=True,
        motion__decision__status__in=[DecisionStatus.IN_FORCE, DecisionStatus.PROVISIONAL],
    )
    return waiting.filter(no_appeal | failed).select_related("motion__decision", "membership").order_by("pk")


def demand_heard(motion: Motion, rules: RuleSet) -> None:
    """Go on only if whoever is to be excluded or suspended knows the grounds for long enough and was offered a hearing.

    Raises:
        RuleNotMet: naming what is missing.
    """
    if motion.effect not in AGAINST_A_MEMBER:
        return
    notice = motion.exclusions.first()
    if notice is None:
        raise RuleNotMet(
            f"Whoever motion {motion.reference} is about has no notice of it yet. Give the notice with the grounds "
            "first.",
            code="exclusion_without_notice",
            rule=RULE,
        )
    first = notice.notice_at + timedelta(days=rules.exclusion_notice_days)
    if clock.now() < first:
        raise RuleNotMet(
            f"The rules give whoever is to be {PAST[motion.effect]} {rules.exclusion_notice_days} days to answer the "
            f"grounds. The ballot can open on {timezone.localtime(first):%-d %B at %H:%M}.",
            code="exclusion_notice_period",
            rule=RULE,
        )
    if notice.hearing == Hearing.OFFERED:
        raise RuleNotMet(
            f"Write down first what came of the hearing about motion {motion.reference}: whether the member was heard, "
            "did not want to be, or did not come.",
            code="exclusion_without_hearing",
            rule=RULE,
        )
