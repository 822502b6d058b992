"""The powers of one person, read once for a page that only reads; asked anew everywhere else."""

from datetime import date

from django.db.models import QuerySet

from members.enums import BELONGING
from members.queries.places import own_of, voting_in
from organisations.models import Body
from organiser.base.actor import Actor
from organiser.base.kept import Known, is_kept, once
from skills.queries import powers
from skills.queries.powers import FALLS_TO_MEMBERS, in_office

# Power, or none for a role without any; body of the role; organisation of the term, and of the body.
Row = tuple[str | None, int, int, int | None]


def bodies_with(actor: Actor, power: str | None, on: date) -> QuerySet[Body]:
    """The bodies in which a person has a power on a day, or any role; the answer that the ground floor asks for."""
    if not is_kept():
        return powers.bodies_with(actor, power, on)
    own = own_of(actor).organisations
    keys = {body for held, body, _term, whole in _rows(actor, on) if power in {None, held} and whole in own}
    if power is not None and power in FALLS_TO_MEMBERS:
        keys |= _fallen(actor, on)[power]
    return Known.of(Body, keys if actor.bound_body_id is None else keys & {actor.bound_body_id})


def holds_power(actor: Actor, power: str, body_id: int, on: date) -> bool:
    """Whether a person has a power in exactly this body on a day; the answer that the ground floor asks for."""
    if not is_kept():
        return powers.holds_power(actor, power, body_id, on)
    if actor.bound_body_id not in {None, body_id}:
        return False
    own = own_of(actor).organisations
    if any(held == power and body == body_id and term in own for held, body, term, _whole in _rows(actor, on)):
        return True
    return power in FALLS_TO_MEMBERS and body_id in _fallen(actor, on)[power]


def holds_any_role(actor: Actor, body_id: int, on: date) -> bool:
    """Whether a person is in any role of this body on a day, with a power or without."""
    if not is_kept():
        return in_office(on).filter(person_id=actor.pk, role__body=body_id).exists()
    return any(body == body_id for _power, body, _term, _whole in _rows(actor, on))


def _rows(actor: Actor, on: date) -> list[Row]:
    def read() -> list[Row]:
        terms = in_office(on).filter(person_id=actor.pk).order_by()
        return list(
            terms.values_list(
                "role__power_rows__power", "role__body_id", "organisation_id", "role__body__organisation_id"
            )
        )

    return once(("terms", actor.pk, on), read)


def _fallen(actor: Actor, on: date) -> dict[str, frozenset[int]]:
    """By power the bodies in which every full member has it, of those in which this one has a vote."""

    def read() -> dict[str, frozenset[int]]:
        voting = voting_in(actor)
        terms = in_office(on).filter(role__body__in=sorted(voting), person__memberships__state__in=BELONGING)
        held = set(terms.order_by().values_list("role__body_id", "role__power_rows__power").distinct())
        return {
            power: frozenset(body for body in voting if not any((body, one) in held for one in either))
            for power, either in FALLS_TO_MEMBERS.items()
        }

    return once(("fallen", actor.pk, actor.bound_body_id, on), read)
