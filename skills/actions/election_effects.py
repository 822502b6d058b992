"""The effect of an election among several: whoever is chosen holds the role."""

from datetime import date
from typing import Any

from members.models import Membership
from members.queries.belonging import members_of
from organisations.actions.effects import Effect, Payload, register
from organisations.enums import DecisionKind
from organisations.models import Body, Decision
from organisations.validators.payloads import word
from organiser.base.actor import Actor
from organiser.base.errors import Invalid, Refusal
from organiser.base.words import join_names, plural
from skills.actions.roles import begin_term
from skills.enums import TermKind
from skills.models import Role
from skills.queries.seats import free_seats


def role_of(body: Body, payload: Payload) -> Role:
    """The role that an election of this body fills.

    Raises:
        Invalid: where the body has no such role.
    """
    role = Role.objects.filter(body=body, public_id=word(payload, "role")).select_related("body").first()
    if role is None:
        raise Invalid(f"{body.name} has no such role. Choose one of its roles.", code="no_role", field="role")
    return role


def elected_in(payload: Payload) -> list[Membership]:
    """Those who were chosen, in the order in which they were; none before the count."""
    ids: list[Any] = payload.get("elected", [])
    found = {one.public_id: one for one in Membership.objects.filter(public_id__in=ids).select_related("person")}
    return [found[public_id] for public_id in ids if public_id in found]


def until_of(payload: Payload) -> date | None:
    """The last day of a seat that fell free and is filled for the rest of its term; none for a whole one.

    No motion can say it: it is written by the recount that fills the seat.
    """
    return date.fromisoformat(payload["until"]) if "until" in payload else None


def _clean(body: Body, payload: Payload) -> Payload:
    return {"role": role_of(body, payload).public_id}


def _describe(body: Body, payload: Payload) -> str:
    role = role_of(body, payload)
    if "elected" in payload:
        names = [one.person.name for one in elected_in(payload)]
        rest = f", for the rest of the term until {until:%-d %B %Y}" if (until := until_of(payload)) else ""
        return f"Elected to the role {role.name}: {join_names(names) or 'nobody'}{rest}."
    free = free_seats(role)
    seats = plural(free, "seat", "seats") if free else "no seat before a term ends"
    return f"Whoever is elected holds the role {role.name}: {seats}."


def _apply(actor: Actor, decision: Decision, payload: Payload) -> str:
    """Begin the terms of those who were chosen; says who could not begin hers or his, and why."""
    role, failed = role_of(decision.body, payload), []
    chosen = elected_in(payload)
    belonging = set(members_of(decision.body).filter(pk__in=[one.pk for one in chosen]).values_list("pk", flat=True))
    for member in chosen:
        person = member.person
        if member.pk not in belonging:
            failed.append(f"{person.name} was elected and is no member of {decision.body.name} any more.")
            continue
        try:
            begin_term(
                actor,
                role=role,
                person=person,
                decision=decision,
                kind=TermKind.ELECTED,
                ends_on=until_of(payload),
            )
        except Refusal as refusal:
            failed.append(f"{person.name} was elected and does not hold the role: {refusal.sentence}")
    return " ".join(failed)


register(
    Effect(
        name="elect",
        title="Elect somebody among several",
        kinds=frozenset({DecisionKind.ELECTION}),
        clean=_clean,
        describe=_describe,
        apply=_apply,
    )
)
