"""The effects by which an assembly excludes or suspends somebody, and by which one takes it back."""

from datetime import timedelta

from django.utils import timezone

from assemblies.actions.appeals import hold, take_back_exclusion
from assemblies.models import Ballot, Exclusion
from assemblies.queries.exclusions import CAN_BE_EXCLUDED, CAN_BE_SUSPENDED, exclusions_before, is_over, to_reinstate
from members.models import Membership
from members.queries.belonging import members_of
from organisations.actions.effects import Effect, Payload, register
from organisations.enums import BodyType, DecisionKind, ExclusionHolds
from organisations.models import Body, Decision
from organisations.queries.phrases import counted, days
from organisations.queries.rulesets import rules_in_force
from organisations.validators.payloads import word
from organiser.base.actions import locked
from organiser.base.actor import Actor
from organiser.base.errors import Invalid, RuleNotMet

MONTHS = ("month", "months")
# Whoever should stay away for longer is excluded, and can be taken back.
LONGEST = 12


def _member(body: Body, payload: Payload) -> Membership:
    found = Membership.objects.filter(organisation_id=body.organisation_key, public_id=word(payload, "member"))
    if body.type == BodyType.BRANCH:
        found = found.filter(branch=body.pk)
    membership: Membership | None = found.select_related("person").first()
    if membership is None:
        raise Invalid(f"{body.name} has no such member. Choose a member.", code="no_member", field="member")
    return membership


def _demand_register(body: Body) -> None:
    if body.type not in {BodyType.ORGANISATION, BodyType.BRANCH}:
        raise RuleNotMet("Only a branch or the organisation does this.", code="no_register", rule="mission A5")


def _clean_exclude(body: Body, payload: Payload) -> Payload:
    _demand_register(body)
    membership = _member(body, payload)
    if not members_of(body).filter(pk=membership.pk, state__in=CAN_BE_EXCLUDED).exists():
        name, state = membership.person.name, membership.get_state_display().lower()
        sentence = f"{name} is “{state}”. Full members are excluded, also on leave or suspended."
        raise RuleNotMet(sentence, code="cannot_be_excluded", field="member")
    return {"member": membership.public_id}


def _describe_exclude(body: Body, payload: Payload) -> str:
    name, rules = _member(body, payload).person.name, rules_in_force(body)
    appeal = f"for {days(rules.appeal_days)} there can be an appeal"
    if rules.exclusion_holds == ExclusionHolds.AFTER_APPEAL:
        return f"If this carries, {name} is excluded once an appeal has failed or none was brought: {appeal}."
    return f"If this carries, {name} is excluded at once, and every role of hers or his ends; {appeal}."


def _months(payload: Payload) -> int:
    """For how many months somebody is suspended.

    Raises:
        Invalid: for anything but a whole number from one to `LONGEST`.
    """
    months = payload.get("months")
    if isinstance(months, bool) or not isinstance(months, int) or not 1 <= months <= LONGEST:
        sentence = f"Say for how many months: a whole number from 1 to {LONGEST}."
        raise Invalid(sentence, code="months", field="months")
    return months


def _clean_suspend(body: Body, payload: Payload) -> Payload:
    _demand_register(body)
    membership, months = _member(body, payload), _months(payload)
    if not members_of(body).filter(pk=membership.pk, state__in=CAN_BE_SUSPENDED).exists():
        name, state = membership.person.name, membership.get_state_display().lower()
        sentence = f"{name} is “{state}”. Full members are suspended, also on leave."
        raise RuleNotMet(sentence, code="cannot_be_suspended", field="member")
    return {"member": membership.public_id, "months": months}


def _describe_suspend(body: Body, payload: Payload) -> str:
    name, rules, time = _member(body, payload).person.name, rules_in_force(body), counted(payload["months"], *MONTHS)
    appeal = f"for {days(rules.appeal_days)} there can be an appeal"
    if rules.exclusion_holds == ExclusionHolds.AFTER_APPEAL:
        return (
            f"If this carries, {name} is suspended for {time} once an appeal has failed or none was brought: {appeal}. "
            "Whoever is suspended stays a member without a vote, and every role ends."
        )
    return (
        f"If this carries, {name} is suspended for {time}: a member without a vote, and every role of hers or his "
        f"ends; {appeal}."
    )


def _apply_exclude(actor: Actor, decision: Decision, _payload: Payload) -> None:
    ballot = Ballot.objects.select_related("rule__rule_set").get(public_id=decision.source_ref)
    exclusion = locked(Exclusion.objects.get(motion=ballot.motion_id))
    rules = ballot.rule.rule_set
    if rules.exclusion_holds == ExclusionHolds.AFTER_APPEAL:
        exclusion.waits_until = timezone.localdate(decision.decided_at) + timedelta(days=rules.appeal_days)
        exclusion.save(update_fields=["waits_until"])
    else:
        hold(actor, exclusion, decision)


def _exclusion(body: Body, payload: Payload) -> Exclusion:
    before = exclusions_before(body).select_related("membership__person", "appeal", "motion")
    exclusion = before.filter(public_id=word(payload, "exclusion")).first()
    if exclusion is None:
        raise Invalid(f"{body.name} has no such exclusion to take back.", code="no_exclusion", field="exclusion")
    return exclusion


def _clean_reinstate(body: Body, payload: Payload) -> Payload:
    exclusion = _exclusion(body, payload)
    # An appeal is voted on also where the suspension is over meanwhile: that it was wrong is still to be said.
    appealed = exclusion.appeal is not None and exclusion.appeal.body_id == body.pk and is_over(exclusion)
    open_appeal = appealed and exclusion.reinstated_by_id is None
    if not open_appeal and not to_reinstate(body).filter(pk=exclusion.pk).exists():
        word = "excluded" if exclusion.months is None else "suspended"
        sentence = f"{exclusion.membership.person.name} is not {word}, so there is nothing to take back."
        raise RuleNotMet(sentence, code="not_excluded", field="exclusion")
    return {"exclusion": exclusion.public_id}


def _describe_reinstate(body: Body, payload: Payload) -> str:
    exclusion = _exclusion(body, payload)
    name = exclusion.membership.person.name
    if exclusion.months is not None and is_over(exclusion):
        return f"If this carries, it is on record that {name} should not have been suspended. The suspension is over."
    if exclusion.months is not None:
        return f"If this carries, {name} is not suspended and has a vote as before. Roles are not given back."
    if exclusion.excluded_on is None:
        return f"If this carries, {name} is not excluded and stays a member."
    return f"If this carries, {name} is taken back and stands as before the exclusion. Roles are not given back."


def _apply_reinstate(actor: Actor, decision: Decision, payload: Payload) -> None:
    take_back_exclusion(actor, exclusion=_exclusion(decision.body, payload), decision=decision)


register(
    Effect(
        name="exclude",
        title="Exclude a member",
        kinds=frozenset({DecisionKind.EXCLUSION}),
        clean=_clean_exclude,
        describe=_describe_exclude,
        apply=_apply_exclude,
    )
)
register(
    Effect(
        name="suspend",
        title="Suspend a member",
        kinds=frozenset({DecisionKind.EXCLUSION}),
        clean=_clean_suspend,
        describe=_describe_suspend,
        apply=_apply_exclude,
    )
)
register(
    Effect(
        name="reinstate",
        title="Take an exclusion or suspension back",
        kinds=frozenset({DecisionKind.ORDINARY}),
        clean=_clean_reinstate,
        describe=_describe_reinstate,
        apply=_apply_reinstate,
    )
)
