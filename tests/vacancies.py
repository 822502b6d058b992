"""Seats that fell free, for tests: an election of North by rules that know recounts, and somebody who left."""

from typing import Any

from assemblies.actions.closing import close_ballot
from assemblies.actions.vacancies import recount_vacancy
from assemblies.models import Ballot, Recount
from organiser.base import clock
from skills.actions.roles import resign_from_role
from skills.models import Role, Term
from tests.choices import ballot_on, put
from tests.elections import election, nominate, office
from tests.world import Place

FOUR = ("Bea North", "Cyd North", "Dan North", "Eve North")
# Two seats: Bea and Cyd are elected, and without Bea it is Dan who comes beside Cyd.
PAPERS = ("B>D", "B>D", "C", "C", "E")


def elected(
    place: Place,
    papers: tuple[str, ...] = PAPERS,
    *,
    seats: int = 2,
    secret: bool = False,
    limits: dict[str, Any] | None = None,
    **rule: Any,
) -> Ballot:
    """A closed election of North, in which those of `FOUR` stood; its rules know recounts."""
    role = office(place, f"Steward {Role.objects.count()}", seats)
    rules = {"vacancies": "recount", "secrecy": "chosen", **rule}
    motion = election(place, role, choose=seats, limits=limits, **rules)
    nominate(place, motion, *FOUR)
    ballot = ballot_on(place, motion, secret=secret)
    put(place, ballot, *papers)
    with clock.at(ballot.closes_at):
        close_ballot(place.secretary, ballot=ballot)
    return Ballot.objects.select_related("motion", "result", "roll", "rule", "body").get(pk=ballot.pk)


def term_of(place: Place, ballot: Ballot, name: str) -> Term:
    """The latest term of somebody in the role that an election filled."""
    role = ballot.motion.effect_payload["role"]
    return (
        Term.objects.filter(role__public_id=role, person=place.person(name)).select_related("role__body").latest("pk")
    )


def left(place: Place, ballot: Ballot, name: str = "Bea North") -> Term:
    """The term of somebody who resigned a day after she or he was elected."""
    term = term_of(place, ballot, name)
    resign_from_role(place.person(name), term=term)
    return term_of(place, ballot, name)


def offered(place: Place) -> Recount:
    """A seat of North that is offered to Dan, a day after the election."""
    ballot = elected(place)
    with clock.at(ballot.closes_at):
        return recount_vacancy(place.secretary, term=left(place, ballot))
