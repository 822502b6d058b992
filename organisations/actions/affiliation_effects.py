"""The effects by which an organisation joins another of its kind, takes one in, or leaves; each is its own decision."""

from organisations.actions.affiliations import (
    accept_affiliation,
    ask_to_affiliate,
    demand_affiliate,
    demand_federation,
    demand_news,
    demand_wanted,
    end_affiliation,
    leave_federation,
)
from organisations.actions.effects import Effect, Payload, register
from organisations.enums import AffiliationStatus, DecisionKind
from organisations.models import Body, Decision
from organisations.queries.affiliations import seen_from
from organisations.queries.disclosures import called
from organisations.queries.payloads import affiliation_asked_of, affiliation_with, other_organisation, whole
from organisations.rules import demand_affiliation_step, demand_same_kind
from organisations.validators.payloads import word
from organiser.base.actor import Actor
from organiser.base.errors import RuleNotMet

KINDS = frozenset({DecisionKind.ORDINARY, DecisionKind.RULES})


def _clean_affiliate(body: Body, payload: Payload) -> Payload:
    ours, other, wanted = (
        whole(body),
        other_organisation(payload),
        word(payload, "wanted", AffiliationStatus.PROVISIONAL),
    )
    demand_wanted(wanted)
    demand_same_kind(ours, other)
    demand_news(ours, other, wanted)
    return {"organisation": other.public_id, "wanted": wanted}


def _apply_affiliate(actor: Actor, decision: Decision, payload: Payload) -> None:
    ask_to_affiliate(
        actor,
        organisation=whole(decision.body),
        federation=other_organisation(payload),
        wanted=payload["wanted"],
        decision=decision,
    )


def _apply_accept(actor: Actor, decision: Decision, payload: Payload) -> None:
    affiliation = affiliation_asked_of(decision.body, payload)
    if affiliation.wanted != payload["wanted"]:
        raise RuleNotMet("Something else is asked for by now. Move the motion anew.", code="wanted_changed")
    accept_affiliation(actor, organisation=whole(decision.body), affiliation=affiliation, decision=decision)


def _clean_accept(body: Body, payload: Payload) -> Payload:
    found = affiliation_asked_of(body, payload)
    return {"affiliation": found.public_id, "wanted": found.wanted}


def _clean_withdraw(body: Body, payload: Payload) -> Payload:
    whole(body)
    found = affiliation_with(body, payload)
    demand_affiliate(found, body.pk)
    demand_affiliation_step(found, AffiliationStatus.WITHDRAWN)
    return {"affiliation": found.public_id}


def _clean_end(body: Body, payload: Payload) -> Payload:
    whole(body)
    found = affiliation_with(body, payload)
    demand_federation(found, body.pk)
    demand_affiliation_step(found, AffiliationStatus.ENDED)
    return {"affiliation": found.public_id}


def _describe_end(body: Body, payload: Payload) -> str:
    found = affiliation_with(body, payload)
    other = seen_from(found, frozenset({body.pk})).other
    if found.status == AffiliationStatus.ASKED:
        return f"If this carries, {body.name} does not take in {other}."
    return f"If this carries, {other} no longer belongs to {body.name}, at once."


def _apply_end(actor: Actor, decision: Decision, payload: Payload) -> None:
    affiliation = affiliation_with(decision.body, payload)
    end_affiliation(actor, organisation=whole(decision.body), affiliation=affiliation, decision=decision)


def _apply_withdraw(actor: Actor, decision: Decision, payload: Payload) -> None:
    affiliation = affiliation_with(decision.body, payload)
    leave_federation(actor, organisation=whole(decision.body), affiliation=affiliation, decision=decision)


register(
    Effect(
        name="affiliate",
        title="Ask another organisation to take us in",
        kinds=KINDS,
        clean=_clean_affiliate,
        describe=lambda body, payload: (
            f"If this carries, {body.name} asks {called(other_organisation(payload))} to take it in, "
            f"as {AffiliationStatus(payload['wanted']).label.lower()}, and is named to it."
        ),
        apply=_apply_affiliate,
    )
)
register(
    Effect(
        name="accept_affiliation",
        title="Take in an organisation that asked",
        kinds=KINDS,
        clean=_clean_accept,
        describe=lambda body, payload: (
            f"If this carries, {body.name} takes in {affiliation_with(body, payload).affiliate.name}, "
            f"as {AffiliationStatus(payload['wanted']).label.lower()}, and is named to it."
        ),
        apply=_apply_accept,
    )
)
register(
    Effect(
        name="leave_federation",
        title="Leave an organisation we belong to",
        kinds=KINDS,
        clean=_clean_withdraw,
        describe=lambda body, payload: (
            f"If this carries, {body.name} no longer belongs to "
            f"{seen_from(affiliation_with(body, payload), frozenset({body.pk})).other}, at once."
        ),
        apply=_apply_withdraw,
    )
)
register(
    Effect(
        name="end_affiliation",
        title="Not take in who asked, or end an affiliation to us",
        kinds=KINDS,
        clean=_clean_end,
        describe=_describe_end,
        apply=_apply_end,
    )
)
