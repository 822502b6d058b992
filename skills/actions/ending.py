"""Ending terms because the body they are of ends, or because their holders leave it."""

from members.decided_rules import demand_exclusion_decided, demand_suspension_decided
from members.models import Membership, Person
from organisations.models import Body, Decision
from organiser.base import clock
from organiser.base.actions import action, locked, record
from organiser.base.actor import Actor
from skills.actions.roles import cut_short
from skills.enums import TermEnd
from skills.models import Term
from skills.queries.offices import interim_terms_of
from skills.queries.powers import in_office
from skills.rules import demand_body_changed


@action
def end_interim_terms(actor: Actor, *, body: Body) -> list[Term]:
    """End the interim terms of a body today, because its first assembly has met and could decide.

    Founders hold roles until the first assembly and no longer (design.md section 5). What nobody was elected to is open
    from then on, and what the body cannot meet without falls to its members. For the action that closes the assembly
    and has looked whether there are any.
    """
    body = locked(body)
    ended = [cut_short(term, TermEnd.ASSEMBLY_MET) for term in interim_terms_of(body)]
    record(
        actor,
        "end_interim_terms",
        chain=body.organisation.public_id,
        body=body.public_id,
        subject=body.public_id,
        content={"terms": [term.public_id for term in ended]},
    )
    return ended


@action
def end_terms(actor: Actor, *, body: Body, decision: Decision, people: list[Person] | None = None) -> list[Term]:
    """End the terms of a body today, all of them or those of people who go; their powers end too (mission A18).

    Raises:
        RuleNotMet: without a decision about the body that is taking effect.
    """
    demand_body_changed(body, decision)
    body = locked(body)
    terms = in_office(clock.today()).filter(role__body=body)
    if people is not None:
        terms = terms.filter(person__in=people)
    ended = [cut_short(term, TermEnd.BODY_CHANGED) for term in terms.select_related("role", "person").order_by("pk")]
    record(
        actor,
        "end_terms",
        chain=body.organisation.public_id,
        body=body.public_id,
        subject=body.public_id,
        content={"terms": [term.public_id for term in ended], "decision": decision.public_id},
    )
    return ended


@action
def end_terms_of_excluded(actor: Actor, *, membership: Membership, decision: Decision) -> list[Term]:
    """End every term in the organisation of somebody who is excluded or suspended; the powers end the same moment.

    Raises:
        RuleNotMet: without a decision to do that, which is taking effect.
    """
    (demand_suspension_decided if decision.effect == "suspend" else demand_exclusion_decided)(membership, decision)
    body = locked(decision.body)
    held = in_office(clock.today()).filter(
        person=membership.person_id, role__organisation_id=membership.organisation_id
    )
    ended = [cut_short(term, TermEnd.LEFT) for term in held.select_related("role", "person").order_by("pk")]
    record(
        actor,
        "end_terms_of_excluded",
        chain=body.organisation.public_id,
        body=body.public_id,
        subject=membership.public_id,
        content={"terms": [term.public_id for term in ended], "decision": decision.public_id},
    )
    return ended
