"""What organisations decide of how they stand to one another, and who speaks for them."""

from typing import TYPE_CHECKING

from organisations.enums import AFFILIATION_STEPS, STAGE_STEPS, AffiliationStatus, AllianceStage, DecisionKind, Power
from organisations.rules.decisions import demand_decision_of
from organiser.base import authority
from organiser.base.actor import Actor
from organiser.base.errors import NotPermitted, RuleNotMet, WrongState

if TYPE_CHECKING:
    from organisations.models import Affiliation, Alliance, Decision, Organisation


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
