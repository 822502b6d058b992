"""Who holds which power on which day."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from members.enums import BELONGING
from members.queries.belonging import bodies_voting_in, memberships_of
from organisations.enums import Power
from organisations.models import Body
from organiser.base import clock
from organiser.base.actor import Actor
from skills.models import Term

# The powers a body cannot meet and decide without, each with those that can stand in for it. While nobody holds any of
# them, every full member has the power: a body whose terms ran out still calls an assembly and elects (design.md
# section 5 ends the terms of founders by themselves). What opens the register or the money never falls to everybody.
FALLS_TO_MEMBERS: Mapping[str, frozenset[str]] = {
    Power.CALL_ASSEMBLIES: frozenset({Power.CALL_ASSEMBLIES}),
    Power.FACILITATE: frozenset({Power.FACILITATE, Power.CALL_ASSEMBLIES}),
    Power.COUNT: frozenset({Power.COUNT, Power.FACILITATE}),
    Power.TAKE_MINUTES: frozenset({Power.TAKE_MINUTES}),
}


def in_office(on: date) -> QuerySet[Term]:
    """The terms that run on a day: the last day of a term still belongs to it, the day it was cut short does not."""
    return Term.objects.filter(starts_on__lte=on, ends_on__gte=on).filter(
        Q(ended_on__isnull=True) | Q(ended_on__gt=on) | Q(end_reason="")  # a term that ran out was not cut short
    )


def bodies_with(actor: Actor, power: str | None, on: date) -> QuerySet[Body]:
    """The bodies in which a person has a power on a day, or holds any role; the answer that the ground floor asks for.

    A power needs a belonging: who has left the organisation holds nothing in it any more. Where nobody holds a power
    that a body cannot meet without, its full members have it.
    """
    terms = in_office(on).filter(person_id=actor.pk)
    if power is not None:
        terms = terms.filter(role__power_rows__power=power)
    held = Q(pk__in=terms.values("role__body"), organisation__in=memberships_of(actor).values("organisation"))
    if power is not None and power in FALLS_TO_MEMBERS:
        held |= Q(pk__in=vacant(bodies_voting_in(actor), power, on).values("pk"))
    bodies = Body.objects.filter(held)
    return bodies.filter(pk=actor.bound_body_id) if actor.bound_body_id is not None else bodies


def holds_power(actor: Actor, power: str, body_id: int, on: date) -> bool:
    """Whether a person has a power in exactly this body on a day: the answer of `bodies_with`, asked for one body."""
    if actor.bound_body_id not in {None, body_id}:
        return False
    belongs = {"person__memberships__organisation": F("organisation"), "person__memberships__state__in": BELONGING}
    terms = in_office(on).filter(person_id=actor.pk, role__body_id=body_id, role__power_rows__power=power)
    if terms.filter(**belongs).exists():
        return True
    if power not in FALLS_TO_MEMBERS:
        return False
    return vacant(bodies_voting_in(actor).filter(pk=body_id), power, on).exists()


def holder_keys(power: str | None, body_ids: Collection[int], on: date) -> frozenset[int]:
    """The keys of those who hold a power, or any role, in one of these bodies on a day and still belong."""
    belongs = {"person__memberships__organisation": F("organisation"), "person__memberships__state__in": BELONGING}
    terms = in_office(on).filter(role__body__in=body_ids, **belongs)
    if power is not None:
        terms = terms.filter(role__power_rows__power=power)
    return frozenset(terms.values_list("person_id", flat=True))


def role_of(actor: Actor, power: str, body_ids: Sequence[int], on: date) -> tuple[str, int] | None:
    """The role by which somebody has a power in the first of these bodies, else any role there: name and body."""
    terms = in_office(on).filter(person_id=actor.pk, role__body__in=body_ids).order_by("pk")
    held = list(terms.values_list("role__power_rows__power", "role__name", "role__body_id"))
    of_power = [row for row in held if row[0] == power] or held
    found = min(of_power, key=lambda row: body_ids.index(row[2]), default=None)
    return (found[1], found[2]) if found is not None else None


def vacant(bodies: QuerySet[Body], power: str, on: date) -> QuerySet[Body]:
    """Those of the bodies in which nobody who still belongs holds a power on a day, nor one that stands in for it."""
    holders = in_office(on).filter(
        role__body=OuterRef("pk"),
        role__power_rows__power__in=FALLS_TO_MEMBERS[power],
        person__memberships__state__in=BELONGING,
    )
    return bodies.filter(~Exists(holders), dissolved_on="")


def powers_held(body: Body, on: date) -> list[tuple[str | None, int]]:
    """Every power that is held in a body on a day, with the key of a holder who still belongs; in one query."""
    held = in_office(on).filter(role__body=body, person__memberships__state__in=BELONGING)
    return list(held.values_list("role__power_rows__power", "person_id"))


def fallen(held: Iterable[str | None]) -> frozenset[str]:
    """The powers that every full member has, given those that are held."""
    known = set(held)
    return frozenset(power for power, either in FALLS_TO_MEMBERS.items() if not either & known)


def holders_of(power: str, body_id: int) -> list[tuple[str, str]]:
    """Who holds a power in a body today and still belongs, as role and name: the ground floor asks this."""
    terms = in_office(clock.today()).filter(
        role__body_id=body_id, role__power_rows__power=power, person__memberships__state__in=BELONGING
    )
    return list(terms.order_by("role__name", "person__sort_name").values_list("role__name", "person__name").distinct())
