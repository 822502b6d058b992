"""Affiliation: one organisation joins another of its kind, by a decision of each, and leaves by its own alone."""

from organisations.enums import AFFILIATION_OVER, AFFILIATION_WANTED, AffiliationStatus
from organisations.models import Affiliation, AffiliationStep, Body, Decision, Organisation
from organisations.rules import demand_affiliation_step, demand_own_decision, demand_same_kind
from organiser.base import clock
from organiser.base.actions import action, locked, record
from organiser.base.actor import Actor
from organiser.base.errors import Conflict, Invalid, RuleNotMet


def demand_wanted(wanted: str) -> None:
    """Go on only for something that can be asked for.

    Raises:
        Invalid: otherwise.
    """
    if wanted not in [status.value for status in AFFILIATION_WANTED]:
        raise Invalid("Ask to belong provisionally or fully.", code="wanted", field="wanted")


def demand_news(organisation: Organisation, federation: Organisation, wanted: str) -> None:
    """Go on only if an organisation asks another one, for what it does not have there already.

    Raises:
        Invalid: where it asks itself.
        Conflict: where it stands there already as it asks.
    """
    if organisation.pk == federation.pk:
        raise Invalid("An organisation does not affiliate to itself.", code="itself", field="organisation")
    living = Affiliation.objects.filter(affiliate=organisation, federation=federation)
    affiliation = living.filter(status__in={AffiliationStatus.FULL, wanted}).first()
    if affiliation is not None:
        raise Conflict(
            f"This affiliation is “{affiliation.get_status_display().lower()}” already.",
            code="affiliated",
            field="organisation",
        )


def demand_affiliate(affiliation: Affiliation, organisation_id: int) -> None:
    """Go on only on the side of the affiliate.

    Raises:
        RuleNotMet: for the federation, which ends it by another effect.
    """
    if affiliation.affiliate_id != organisation_id:
        raise RuleNotMet("Only the affiliate leaves.", code="other_side", rule="mission A23")


def demand_federation(affiliation: Affiliation, organisation_id: int) -> None:
    """Go on only on the side of the federation.

    Raises:
        RuleNotMet: for the affiliate, which leaves.
    """
    if affiliation.federation_id != organisation_id:
        raise RuleNotMet("Only the one that was asked does this.", code="other_side", rule="mission A23")


def _step(affiliation: Affiliation, organisation: Organisation, status: str, decision: Decision) -> AffiliationStep:
    return AffiliationStep.objects.create(
        affiliation=affiliation, organisation=organisation, status=status, decision=decision, on=clock.today()
    )


def _tell(actor: Actor, verb: str, organisation: Organisation, affiliation: Affiliation, decision: Decision) -> None:
    record(
        actor,
        verb,
        chain=organisation.public_id,
        body=organisation.public_id,
        subject=affiliation.public_id,
        content={"status": affiliation.status, "wanted": affiliation.wanted, "decision": decision.public_id},
    )


@action
def ask_to_affiliate(
    actor: Actor, *, organisation: Organisation, federation: Organisation, wanted: str, decision: Decision
) -> Affiliation:
    """Ask another organisation of the same kind to take this one in, or to make it full (mission A23).

    Nothing belongs together until the other accepts by a decision of its own.

    Raises:
        RuleNotMet: without a decision of this organisation, or between the two kinds.
        Conflict: where it stands there already as it asks.
    """
    demand_own_decision(decision, organisation, "affiliate")
    demand_same_kind(organisation, federation)
    demand_wanted(wanted)
    locked(Body.objects.get(pk=organisation.pk))
    demand_news(organisation, federation, wanted)
    living = Affiliation.objects.filter(affiliate=organisation, federation=federation)
    affiliation = living.exclude(status__in=AFFILIATION_OVER).select_for_update(of=("self",)).first()
    if affiliation is None:
        affiliation = Affiliation.objects.create(affiliate=organisation, federation=federation, wanted=wanted)
    else:
        affiliation.wanted = wanted
        affiliation.save(update_fields=["wanted"])
    _step(affiliation, organisation, AffiliationStatus.ASKED, decision)
    _tell(actor, "ask_to_affiliate", organisation, affiliation, decision)
    return affiliation


@action
def accept_affiliation(
    actor: Actor, *, organisation: Organisation, affiliation: Affiliation, decision: Decision
) -> Affiliation:
    """Take in the organisation that asked, as far as it asked, by a decision of the federation (mission A23).

    Raises:
        RuleNotMet: without a decision of the federation.
        WrongState: where nothing was asked, or it has been answered or withdrawn.
    """
    demand_own_decision(decision, organisation, "accept_affiliation")
    demand_federation(affiliation, organisation.pk)
    affiliation = locked(affiliation)
    to = AffiliationStatus(affiliation.wanted)
    demand_affiliation_step(affiliation, to)
    _step(affiliation, organisation, to, decision)
    affiliation.status = to
    affiliation.save(update_fields=["status"])
    _tell(actor, "accept_affiliation", organisation, affiliation, decision)
    return affiliation


def _end(
    affiliation: Affiliation, organisation: Organisation, to: AffiliationStatus, decision: Decision
) -> Affiliation:
    affiliation = locked(affiliation)
    demand_affiliation_step(affiliation, to)
    _step(affiliation, organisation, to, decision)
    affiliation.status = to
    affiliation.save(update_fields=["status"])
    return affiliation


@action
def leave_federation(
    actor: Actor, *, organisation: Organisation, affiliation: Affiliation, decision: Decision
) -> Affiliation:
    """End an affiliation by one decision of the affiliate alone, at once (mission A23).

    Raises:
        RuleNotMet: without a decision of the affiliate.
        WrongState: where it has ended already.
    """
    demand_own_decision(decision, organisation, "leave_federation")
    demand_affiliate(affiliation, organisation.pk)
    affiliation = _end(affiliation, organisation, AffiliationStatus.WITHDRAWN, decision)
    _tell(actor, "leave_federation", organisation, affiliation, decision)
    return affiliation


@action
def end_affiliation(
    actor: Actor, *, organisation: Organisation, affiliation: Affiliation, decision: Decision
) -> Affiliation:
    """Not take in who asked, or no longer belong together, by one decision of the federation alone.

    Nobody has to stand with anybody: what the affiliate may do at once, the federation may too. It changes nothing
    inside the affiliate (mission A23, B3).

    Raises:
        RuleNotMet: without a decision of the federation.
        WrongState: where it has ended already.
    """
    demand_own_decision(decision, organisation, "end_affiliation")
    demand_federation(affiliation, organisation.pk)
    affiliation = _end(affiliation, organisation, AffiliationStatus.ENDED, decision)
    _tell(actor, "end_affiliation", organisation, affiliation, decision)
    return affiliation
