"""The effects by which an organisation founds alliances, invites, joins, leaves, and takes them to another stage."""

from organisations.actions.alliances import (
    AlliancePlan,
    clean_plan,
    clean_scope,
    demand_can_be_invited,
    found_alliance,
    invite_to_alliance,
    join_alliance,
    leave_alliance,
    move_alliance_stage,
)
from organisations.actions.effects import Effect, Payload, register
from organisations.enums import AllianceKind, AllianceStage, AllianceStanding, DecisionKind, Scope
from organisations.models import Body, Decision
from organisations.queries.disclosures import called
from organisations.queries.payloads import alliance_of, other_organisation, whole
from organisations.queries.spelled import spell_alliance, spell_reach
from organisations.rules import demand_stage_step
from organisations.validators.payloads import word
from organiser.base.actor import Actor
from organiser.base.errors import Invalid

KINDS = frozenset({DecisionKind.ORDINARY, DecisionKind.RULES})


def _plan(payload: Payload) -> AlliancePlan:
    return clean_plan(
        AlliancePlan(
            word(payload, "name"),
            word(payload, "purpose"),
            word(payload, "alliance_kind", AllianceKind.ALLIANCE),
            word(payload, "scope", Scope.LOCAL),
        )
    )


def _clean_found(body: Body, payload: Payload) -> Payload:
    whole(body)
    plan = _plan(payload)
    return {"name": plan.name, "purpose": plan.purpose, "alliance_kind": plan.kind, "scope": plan.scope}


def _apply_found(actor: Actor, decision: Decision, payload: Payload) -> None:
    found_alliance(actor, organisation=whole(decision.body), plan=_plan(payload), decision=decision)


def _clean_invite(body: Body, payload: Payload) -> Payload:
    whole(body)
    alliance, invited = alliance_of(body, payload, AllianceStanding.MEMBER), other_organisation(payload)
    demand_can_be_invited(alliance, body, invited)
    return {"alliance": alliance.public_id, "organisation": invited.public_id}


def _apply_invite(actor: Actor, decision: Decision, payload: Payload) -> None:
    invite_to_alliance(
        actor,
        organisation=whole(decision.body),
        alliance=alliance_of(decision.body, payload, AllianceStanding.MEMBER),
        invited=other_organisation(payload),
        decision=decision,
    )


def _clean_join(body: Body, payload: Payload) -> Payload:
    whole(body)
    alliance = alliance_of(body, payload, AllianceStanding.INVITED)
    return {"alliance": alliance.public_id, "scope": clean_scope(word(payload, "scope"))}


def _apply_join(actor: Actor, decision: Decision, payload: Payload) -> None:
    alliance = alliance_of(decision.body, payload, AllianceStanding.INVITED)
    organisation = whole(decision.body)
    join_alliance(actor, organisation=organisation, alliance=alliance, scope=payload["scope"], decision=decision)


def _clean_leave(body: Body, payload: Payload) -> Payload:
    whole(body)
    return {"alliance": alliance_of(body, payload, AllianceStanding.MEMBER).public_id}


def _apply_leave(actor: Actor, decision: Decision, payload: Payload) -> None:
    alliance = alliance_of(decision.body, payload, AllianceStanding.MEMBER)
    leave_alliance(actor, organisation=whole(decision.body), alliance=alliance, decision=decision)


def _clean_stage(body: Body, payload: Payload) -> Payload:
    whole(body)
    alliance, stage = alliance_of(body, payload, AllianceStanding.MEMBER), word(payload, "stage")
    if stage not in AllianceStage.values:
        raise Invalid("Choose a stage.", code="stage", field="stage")
    demand_stage_step(alliance, AllianceStage(stage))
    return {"alliance": alliance.public_id, "stage": stage}


def _describe_stage(body: Body, payload: Payload) -> str:
    alliance = alliance_of(body, payload)
    label = AllianceStage(payload["stage"]).label.lower()
    if payload["stage"] == AllianceStage.ALLIANCE and alliance.stage == AllianceStage.DECIDING_ASSEMBLY:
        return f"If this carries, {alliance.name} goes back to the stage “{label}”, at once."
    return (
        f"If this carries, {body.name} is for the stage “{label}” of {alliance.name}. It comes when every member has "
        f"decided so."
    )


def _apply_stage(actor: Actor, decision: Decision, payload: Payload) -> None:
    alliance, stage = alliance_of(decision.body, payload, AllianceStanding.MEMBER), payload["stage"]
    move_alliance_stage(actor, organisation=whole(decision.body), alliance=alliance, stage=stage, decision=decision)


register(
    Effect(
        name="found_alliance",
        title="Found an alliance or a network",
        kinds=KINDS,
        clean=_clean_found,
        describe=lambda body, payload: (
            f"If this carries, the {payload['alliance_kind']} {payload['name']} begins, with {body.name} in it."
        ),
        apply=_apply_found,
        spell_out=spell_alliance,
    )
)
register(
    Effect(
        name="invite_to_alliance",
        title="Invite an organisation to an alliance",
        kinds=KINDS,
        clean=_clean_invite,
        describe=lambda body, payload: (
            f"If this carries, {called(other_organisation(payload))} is invited to {alliance_of(body, payload).name}."
        ),
        apply=_apply_invite,
    )
)
register(
    Effect(
        name="join_alliance",
        title="Join an alliance that invited us",
        kinds=KINDS,
        clean=_clean_join,
        describe=lambda body, payload: (
            f"If this carries, {body.name} joins {alliance_of(body, payload).name}, now at the stage "
            f"“{alliance_of(body, payload).get_stage_display().lower()}”. It is bound by nothing it does not ratify."
        ),
        apply=_apply_join,
        spell_out=spell_reach,
    )
)
register(
    Effect(
        name="leave_alliance",
        title="Leave an alliance",
        kinds=KINDS,
        clean=_clean_leave,
        describe=lambda body, payload: (
            f"If this carries, {body.name} leaves {alliance_of(body, payload).name}, at once."
        ),
        apply=_apply_leave,
    )
)
register(
    Effect(
        name="move_alliance_stage",
        title="Take an alliance to another stage",
        kinds=KINDS,
        clean=_clean_stage,
        describe=_describe_stage,
        apply=_apply_stage,
    )
)
