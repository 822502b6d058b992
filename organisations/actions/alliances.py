"""Alliances and networks: founding, inviting, joining, leaving at once, and the stages they go through together."""

from dataclasses import dataclass

from organisations.actions.body_events import clean_name
from organisations.enums import AllianceKind, AllianceStage, AllianceStanding, BodyForm, BodyType, Scope
from organisations.models import Alliance, AllianceMember, Body, Decision, Organisation, StageConsent
from organisations.queries.alliances import consents_to, members_of_alliance, next_stage, standing_of
from organisations.rules import demand_own_decision, demand_stage_step
from organiser.base import clock
from organiser.base.actions import action, locked, record
from organiser.base.actor import Actor
from organiser.base.errors import Conflict, Invalid, NotFound
from organiser.base.text import visible

ONWARD = (AllianceStage.ALLIANCE, AllianceStage.DECIDING_ASSEMBLY)
FEWEST = 2


@dataclass(frozen=True)
class AlliancePlan:
    """What an organisation proposes to others: a name, what for, and as what it is the first to stand in it itself."""

    name: str
    purpose: str
    kind: str = AllianceKind.ALLIANCE
    scope: str = Scope.LOCAL


def clean_plan(plan: AlliancePlan) -> AlliancePlan:
    """The plan of an alliance, with its texts trimmed.

    Raises:
        Invalid: without a name or purpose, or for an unknown kind or scope.
    """
    purpose = visible(plan.purpose).strip()[:5000]
    if not purpose:
        raise Invalid("Say what the alliance is for.", code="purpose", field="purpose")
    if plan.kind not in AllianceKind.values:
        raise Invalid("Choose an alliance or a network.", code="alliance_kind", field="alliance_kind")
    return AlliancePlan(clean_name(plan.name), purpose, plan.kind, clean_scope(plan.scope))


def clean_scope(scope: str) -> str:
    """How far an organisation reaches, in its own words.

    Raises:
        Invalid: for a word that is not known.
    """
    if scope not in Scope.values:
        raise Invalid(f"Say how far you reach: {', '.join(Scope.values)}.", code="scope", field="scope")
    return scope


def demand_can_be_invited(alliance: Alliance, organisation: Organisation | Body, invited: Organisation) -> None:
    """Go on only for another organisation that is neither invited nor a member.

    Raises:
        Invalid: where an organisation invites itself.
        Conflict: where the other is invited or a member already.
    """
    if organisation.pk == invited.pk:
        raise Invalid("An organisation does not invite itself. Name another.", code="itself", field="organisation")
    standings = AllianceMember.objects.filter(alliance=alliance, organisation=invited)
    if standings.exclude(status=AllianceStanding.LEFT).exists():
        raise Conflict("That organisation is invited or a member already.", code="invited", field="organisation")


def _locked(alliance: Alliance) -> Alliance:
    locked(Body.objects.get(pk=alliance.pk))
    return Alliance.objects.get(pk=alliance.pk)


def _tell(actor: Actor, verb: str, organisation: Organisation, alliance: Alliance, **content: object) -> None:
    record(
        actor,
        verb,
        chain=organisation.public_id,
        body=organisation.public_id,
        subject=alliance.public_id,
        content=content,
    )


@action
def found_alliance(actor: Actor, *, organisation: Organisation, plan: AlliancePlan, decision: Decision) -> Alliance:
    """Found an alliance or a network, in contact, with this organisation as its first member (mission A20, A21).

    Raises:
        RuleNotMet: without a decision of this organisation.
        Invalid: a plan without a name or a purpose.
    """
    demand_own_decision(decision, organisation, "found_alliance")
    plan = clean_plan(plan)
    alliance = Alliance.objects.create(
        type=BodyType.ALLIANCE,
        form=BodyForm.OTHER,
        name=plan.name,
        purpose=plan.purpose,
        kind=plan.kind,
        founded_on=clock.today().isoformat(),
    )
    AllianceMember.objects.create(
        organisation=organisation,
        alliance=alliance,
        status=AllianceStanding.MEMBER,
        scope=plan.scope,
        decision=decision,
        joined_on=clock.today(),
    )
    content = {"name": plan.name, "purpose": plan.purpose, "kind": plan.kind, "decision": decision.public_id}
    _tell(actor, "found_alliance", organisation, alliance, **content)
    return alliance


@action
def invite_to_alliance(
    actor: Actor, *, organisation: Organisation, alliance: Alliance, invited: Organisation, decision: Decision
) -> AllianceMember:
    """Open an alliance to another organisation, by a decision of one member; the other decides whether it joins.

    Raises:
        RuleNotMet: without a decision of this organisation.
        NotFound: where it is no member itself.
        Invalid: where it invites itself.
        Conflict: where the other is invited or a member already.
    """
    demand_own_decision(decision, organisation, "invite_to_alliance")
    alliance = _locked(alliance)
    standing_of(alliance, organisation)
    demand_can_be_invited(alliance, organisation, invited)
    standing = AllianceMember.objects.create(organisation=invited, alliance=alliance, status=AllianceStanding.INVITED)
    _tell(actor, "invite_to_alliance", organisation, alliance, invited=invited.public_id, decision=decision.public_id)
    return standing


@action
def join_alliance(
    actor: Actor, *, organisation: Organisation, alliance: Alliance, scope: str, decision: Decision
) -> AllianceMember:
    """Take up an invitation by a decision of one's own; it binds to no agreement (mission A21).

    To join at a later stage is to consent to that stage, so that it still rests on every member (A22).

    Raises:
        RuleNotMet: without a decision of this organisation.
        NotFound: where it was not invited.
    """
    demand_own_decision(decision, organisation, "join_alliance")
    alliance = _locked(alliance)
    standing = AllianceMember.objects.filter(
        alliance=alliance, organisation=organisation, status=AllianceStanding.INVITED
    ).first()
    if standing is None:
        raise NotFound("Your organisation is not invited to such an alliance.", code="not_invited")
    standing.status, standing.scope = AllianceStanding.MEMBER, clean_scope(scope)
    standing.decision, standing.joined_on = decision, clock.today()
    standing.save(update_fields=["status", "scope", "decision", "joined_on"])
    for stage in ONWARD[: list(AllianceStage).index(AllianceStage(alliance.stage))]:
        _consent(alliance, standing, stage, decision)
    _tell(actor, "join_alliance", organisation, alliance, scope=scope, decision=decision.public_id)
    return standing


@action
def leave_alliance(
    actor: Actor, *, organisation: Organisation, alliance: Alliance, decision: Decision
) -> AllianceMember:
    """Leave by one decision of one's own, at once; what was ratified binds no longer.

    Raises:
        RuleNotMet: without a decision of this organisation.
        NotFound: where it is no member.
    """
    demand_own_decision(decision, organisation, "leave_alliance")
    alliance = _locked(alliance)
    standing = standing_of(alliance, organisation)
    standing.status, standing.left_by, standing.left_on = AllianceStanding.LEFT, decision, clock.today()
    standing.save(update_fields=["status", "left_by", "left_on"])
    _move_where_all_agree(alliance)
    _tell(actor, "leave_alliance", organisation, alliance, decision=decision.public_id)
    return standing


def _move_where_all_agree(alliance: Alliance) -> bool:
    """Go on to the next stage where there are at least two members and each of them decided so."""
    stage, members = next_stage(alliance), members_of_alliance(alliance).count()
    if stage is None or members < FEWEST or consents_to(alliance, stage).count() < members:
        return False
    alliance.stage = stage
    alliance.save(update_fields=["stage"])
    return True


def _consent(alliance: Alliance, standing: AllianceMember, stage: str, decision: Decision) -> StageConsent:
    return StageConsent.objects.create(
        organisation_id=standing.organisation_id,
        standing=standing,
        stage=stage,
        attempt=alliance.attempt,
        decision=decision,
        on=clock.today(),
    )


@action
def move_alliance_stage(
    actor: Actor, *, organisation: Organisation, alliance: Alliance, stage: str, decision: Decision
) -> Alliance:
    """Decide that an alliance goes on to a stage; it does when every member has decided so (mission A22).

    Back from a deciding assembly leads the decision of one member: it decides only as long as all of them want it to.

    Raises:
        RuleNotMet: without a decision of this organisation.
        WrongState: where the transition table has no such step.
        Conflict: where this member has decided so before.
    """
    demand_own_decision(decision, organisation, "move_alliance_stage")
    alliance = _locked(alliance)
    standing = standing_of(alliance, organisation)
    demand_stage_step(alliance, AllianceStage(stage))
    if alliance.stage == AllianceStage.DECIDING_ASSEMBLY:
        alliance.stage, alliance.attempt = stage, alliance.attempt + 1
        alliance.save(update_fields=["stage", "attempt"])
        moved = True
    else:
        if consents_to(alliance, stage).filter(standing=standing).exists():
            raise Conflict(
                f"{organisation.name} has decided so before. The others are still to decide.",
                code="consented",
                field="stage",
            )
        _consent(alliance, standing, stage, decision)
        moved = _move_where_all_agree(alliance)
    content = {"stage": stage, "moved": moved, "decision": decision.public_id}
    _tell(actor, "move_alliance_stage", organisation, alliance, **content)
    return alliance
