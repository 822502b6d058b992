"""Seats of a role that an election can fill."""

from members.models import Person
from organiser.base import clock
from skills.enums import TermKind
from skills.models import Role
from skills.queries.powers import in_office


def holds(person: Person, role: Role) -> bool:
    """Whether somebody has a seat of a role today."""
    return in_office(clock.today()).filter(role=role, person=person).exists()


def free_seats(role: Role) -> int:
    """How many people can be elected to a role today; whoever holds it in the interim is followed and keeps no seat."""
    held = in_office(clock.today()).filter(role=role).exclude(kind=TermKind.INTERIM).count()
    return max(role.seats - held, 0)
