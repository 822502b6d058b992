"""Who may do what with bodies, rules and decisions: predicates that give a reason instead of a bare no."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from organisations.enums import (
    AFFILIATION_STEPS,
    DECISION_STEPS,
    STAGE_STEPS,
    AffiliationStatus,
    AllianceStage,
    BodyType,
    DecisionKind,
    DecisionStatus,
    OrganisationKind,
    Outcome,
    Power,
    Proposers,
    QuorumKind,
)
from organiser.base import authority
from organiser.base.actor import CLOCK, Actor
from organiser.base.errors import Invalid, NotPermitted, RuleNotMet, WrongState

if TYPE_CHECKING:
    from organisations.models import Affiliation, Alliance, Body, Decision, Organisation


_taking_effect: ContextVar[int | None] = ContextVar("taking_effect", default=None)


@contextmanager
def taking_effect(decision: "Decision") -> Iterator[None]:
    """Within the block the effect of this decision may happen: in the transaction that records it, and only then.

    Without it a decision that was carried once could be cited again, or for something else than was voted on.
    """
    token = _taking_effect.set(decision.pk)
    try:
        yield
    finally:
        _taking_effect.reset(token)


def may_record_decision(actor: Actor, body_id: int) -> bool:
    """Those who count, facilitate or call assemblies write down what was decided; so does the clock."""
    if actor is CLOCK:
        return True
    powers = (Power.COUNT, Power.FACILITATE, Power.CALL_ASSEMBLIES)
    return any(authority.holds(actor, power, body_id) for power in powers)


def has_delegates(body_type: str) -> bool:
    """Only a council is made of delegates."""
    return body_type == BodyType.COUNCIL


def demand_usable(body_type: str, spec: dict[str, Any]) -> None:
    """Go on only if a body of this type can live by these rules: those that speak of delegates need a council.

    Raises:
        RuleNotMet: naming the field.
    """
    if has_delegates(body_type):
        return
    for kind, rule in spec["kinds"].items():
        if rule.get("quorum_kind") == QuorumKind.FRACTION_DELEGATES:
            raise RuleNotMet(
                f"A quorum of delegates for {kind} needs a council; here members come themselves. "
                "Choose a fraction of the members.",
                code="no_delegates",
                rule="practice 1.4",
                field="quorum_kind",
            )
        if rule.get("proposers") == Proposers.BRANCHES:
            raise RuleNotMet(
                "Branches propose through their delegates, and only a council has delegates. "
                f"Choose who proposes {kind}.",
                code="no_delegates",
                rule="practice 1.4",
                field="proposers",
            )


def demand_founder(actor: Actor) -> None:
    """Go on only for a person in person: a token reaches one body and founds none.

    Raises:
        NotPermitted: otherwise.
    """
    if not actor.is_authenticated or actor.bound_body_id is not None:
        raise NotPermitted("Sign in yourself to found an organisation.", code="founder", rule="power: founder")


def is_operator(actor: Actor) -> bool:
    """Whether the actor runs the machine, in person; it gives no voice in any body (design.md section 5)."""
    return bool(getattr(actor, "is_superuser", False)) and actor.is_active and actor.bound_body_id is None


def demand_operator(actor: Actor) -> None:
    """Go on only for the operator of the site.

    Raises:
        NotPermitted: otherwise.
    """
    if not is_operator(actor):
        raise NotPermitted("Only the operator of this site intervenes.", code="not_operator", rule="design, section 5")


def demand_record_decision(actor: Actor, body_id: int) -> None:
    """Go on only if `actor` may write into the register of decisions of this body.

    Raises:
        NotPermitted: otherwise.
    """
    if not may_record_decision(actor, body_id):
        raise NotPermitted(
            "Only those who facilitate, count or call assemblies for this body write into its register of decisions.",
            code="power_missing",
            rule="power: count, facilitate or call_assemblies",
        )


def demand_decision_of(decision: "Decision", *, bodies: set[int], kinds: set[str], effect: str, sentence: str) -> None:
    """Go on only if `decision` is carried, in force, of one of these bodies and kinds, and for this (invariant 3).

    A founding decision founds everything the founders agreed on, until the body has decided anything by itself; any
    other decision must carry the effect `effect` and be taking effect now.

    Raises:
        RuleNotMet: with `sentence`.
    """
    fits = (
        decision.outcome == Outcome.CARRIED
        and decision.status in {DecisionStatus.IN_FORCE, DecisionStatus.PROVISIONAL}
        and decision.body_id in bodies
        and decision.kind in kinds
        and (
            not decision.body.decisions.exclude(kind=DecisionKind.FOUNDING).exists()
            if decision.kind == DecisionKind.FOUNDING
            else decision.effect == effect and _taking_effect.get() == decision.pk
        )
    )
    if not fits:
        raise RuleNotMet(sentence, code="decision_missing", rule="design, invariant 3")


def demand_exists(body: "Body") -> None:
    """Go on only if a body has not been dissolved: nothing new is begun in one that has (mission A18).

    Raises:
        WrongState: otherwise.
    """
    if body.dissolved_on:
        raise WrongState(
            f"{body.name} has been dissolved. What it decided stays to be read; nothing new begins there.",
            code="body_dissolved",
            rule="mission A18",
        )


def parent_key(body: "Body") -> int | None:
    """The body whose assembly decides that another ends: for a committee its parent, otherwise the organisation."""
    committee = getattr(body, "as_committee", None)
    return committee.parent_id if committee is not None else body.organisation_id


def demand_end_of(body: "Body", decision: "Decision", effect: str) -> None:
    """Go on only by a decision of the body itself or of the one above it, which is taking effect (mission A18).

    Raises:
        RuleNotMet: otherwise.
    """
    kinds = {DecisionKind.RULES.value} | ({DecisionKind.ORDINARY.value} if effect == "dissolve_committee" else set())
    bodies = {key for key in (body.pk, parent_key(body)) if key is not None}
    sentence = f"{body.name} ends by its own decision or by that of the body above it. Table a motion."
    demand_decision_of(decision, bodies=bodies, kinds=kinds, effect=effect, sentence=sentence)


def demand_follows(body: "Body", successor: "Body") -> None:
    """Go on only if `successor` can take the place of a body: another one, of the same organisation, and no circle.

    Raises:
        Invalid: otherwise, at the field `successor`.
    """
    if successor.organisation_id != body.organisation_id:
        sentence = "That body belongs to another organisation. Choose one of your own."
        raise Invalid(sentence, code="other_organisation", rule="mission B3", field="successor")
    after: Body | None = successor
    while after is not None:
        if after.pk == body.pk:
            raise Invalid(
                f"{successor.name} cannot take the place of {body.name}: it would follow itself. Choose another body.",
                code="circular_succession",
                field="successor",
            )
        after = after.successor


# What is for an assembly to decide and never for a committee of it, whatever its scope says (mission B4).
NEVER_BY_COMMITTEE = frozenset({
    *("adopt_rules", "adopt_programme", "found_branch", "merge_branch", "split_branch", "dissolve_body"),
    *("change_aims", "change_constituency", "change_jurisdiction", "show_page", "found_council", "change_council"),
    "name_successor",
})  # fmt: skip


def demand_for_assembly(body: "Body", effect: str, title: str) -> None:
    """Go on only if a committee does not take what belongs to the assembly it comes from (mission B4).

    Raises:
        RuleNotMet: otherwise.
    """
    if body.type == BodyType.COMMITTEE and effect in NEVER_BY_COMMITTEE:
        raise RuleNotMet(
            f"“{title}” is not for {body.name} to decide: it acts within a scope, for {body.as_committee.parent.name}. "
            "Bring the motion there.",
            code="not_for_committee",
            rule="mission B4",
            field="effect",
        )


def demand_step(decision: "Decision", to: DecisionStatus) -> None:
    """Go on only if a decision may move to the status `to`.

    Raises:
        WrongState: where the transition table has no such step.
    """
    if to not in DECISION_STEPS[DecisionStatus(decision.status)]:
        raise WrongState(
            f"Decision {decision.reference} is “{decision.get_status_display().lower()}” and cannot become "
            f"“{to.label.lower()}”.",
            code="decision_step",
        )


def can_reverse(assembly_body: "Body", decision: "Decision") -> bool:
    """Whether the assembly of a body may rescind a decision: its own, or one of a committee beneath it (mission B1).

    A committee of a committee is beneath the assembly too; a branch decides its own affairs.
    """
    body = decision.body
    while body.pk != assembly_body.pk:
        committee = getattr(body, "as_committee", None)
        if committee is None:
            return False
        body = committee.parent
    return True


def demand_programme_allowed(organisation: "Organisation") -> None:
    """Go on only for a political organisation: a mass organisation has aims (mission A2).

    Raises:
        RuleNotMet: for a mass organisation.
    """
    if organisation.kind != OrganisationKind.POLITICAL:
        raise RuleNotMet(
            "A mass organisation has aims and never asks for agreement to a programme.",
            code="programme_of_mass_organisation",
            rule="mission A2",
        )


FOUNDING_KINDS = {DecisionKind.FOUNDING.value, DecisionKind.ORDINARY.value, DecisionKind.RULES.value}
# What an organisation takes on or leaves, it decides in its own assembly, as any of its affairs or as a rule.
OWN_KINDS = {DecisionKind.ORDINARY.value, DecisionKind.RULES.value}


def demand_own_decision(decision: "Decision", organisation: "Organisation", effect: str) -> None:
    """Go on only if the organisation itself decided this, and the decision is taking effect now (mission B3).

    Nobody decides it for another organisation: neither an alliance nor a federation, nor any body of a branch.

    Raises:
        RuleNotMet: otherwise.
    """
    sentence = f"{organisation.name} does this only by a decision of its own. Table a motion there."
    demand_decision_of(decision, bodies={organisation.pk}, kinds=OWN_KINDS, effect=effect, sentence=sentence)


def demand_same_kind(affiliate: "Organisation", federation: "Organisation") -> None:
    """Go on only for two organisations of one kind: between the two kinds there is no path (mission A23, B3).

    Raises:
        RuleNotMet: for a mass and a political organisation.
    """
    if affiliate.kind != federation.kind:
        raise RuleNotMet(
            "A mass organisation and a political one never affiliate. Stand together in an alliance instead.",
            code="kinds_differ",
            rule="mission B3",
            field="organisation",
        )


def demand_affiliation_step(affiliation: "Affiliation", to: AffiliationStatus) -> None:
    """Go on only if an affiliation may move to the status `to`.

    Raises:
        WrongState: where the transition table has no such step.
    """
    if to not in AFFILIATION_STEPS[AffiliationStatus(affiliation.status)]:
        raise WrongState(
            f"This affiliation is “{affiliation.get_status_display().lower()}” and cannot become “{to.label.lower()}”.",
            code="affiliation_step",
            field="affiliation",
        )


def demand_stage_step(alliance: "Alliance", to: AllianceStage) -> None:
    """Go on only if an alliance may move to the stage `to`.

    Raises:
        WrongState: where the transition table has no such step.
    """
    if to not in STAGE_STEPS[AllianceStage(alliance.stage)]:
        raise WrongState(
            f"{alliance.name} is at the stage “{alliance.get_stage_display().lower()}” and cannot go to "
            f"“{to.label.lower()}” from there.",
            code="stage_step",
            field="stage",
        )


def may_speak_for(actor: Actor, organisation_id: int) -> bool:
    """Those who call its assemblies bring texts, concerns and questions of their organisation before others."""
    return authority.holds(actor, Power.CALL_ASSEMBLIES, organisation_id)


def demand_speaks_for(actor: Actor, organisation: "Organisation") -> None:
    """Go on only if `actor` calls the assemblies of the organisation; what is brought binds nobody.

    Raises:
        NotPermitted: otherwise.
    """
    if not may_speak_for(actor, organisation.pk):
        raise NotPermitted(
            f"Only those who call assemblies of {organisation.name} bring something before its alliances.",
            code="power_missing",
            rule="power: call_assemblies",
        )
