"""Ballots with options and secret ballots, for tests."""

from copy import deepcopy
from typing import Any

from assemblies.actions.ballots import open_ballot
from assemblies.actions.casting import Receipt, cast_vote
from assemblies.models import Ballot, Motion
from members.models import Person
from organisations.enums import Power
from organisations.presets import SIMPLE_MAJORITY
from organiser.base import clock
from skills.actions.roles import begin_term
from skills.enums import TermKind
from skills.models import Role, RolePower
from tests.helpers import clock_days, decide_online, north_motion, people_of
from tests.world import Place

SHIPS = (("Anchor", ""), ("Buoy", ""), ("Cable", ""))


def adopt(place: Place, kind: str = "ordinary", **values: Any) -> None:
    """North lives by the plain rules with these values for one kind of decision."""
    rules = deepcopy(SIMPLE_MAJORITY)
    rules["kinds"][kind].update({"channel": "either", **values})
    decide_online(place, north_motion(place, kind="rules", effect="adopt_rules", payload={"rules": rules}))


def choice_motion(place: Place, *, choose: int = 1, alternatives: Any = SHIPS, **draft: Any) -> Motion:
    """A motion that lets North choose among alternatives."""
    return north_motion(place, choose=choose, alternatives=tuple(alternatives), **draft)


def choice_ballot(place: Place, *, days: int = 6, **draft: Any) -> Ballot:
    """An open ballot over days with options, printed as they were brought where the rules draw no lot."""
    return ballot_on(place, choice_motion(place, **draft), days=days)


def ballot_on(place: Place, motion: Motion, *, days: int = 6, secret: bool = False) -> Ballot:
    """An open ballot over days on a motion."""
    until = clock.now() + clock_days(days)
    return open_ballot(place.secretary, motion=motion, closes_at=until, secret=secret)


def paper(ballot: Ballot, text: str) -> str:
    """A paper written with the first letters of the labels, `A>B=C` or `+A-B` or `A:3`, as the line of the ballot."""
    place = {option.label[0]: str(option.place) for option in ballot.options.all()}
    line = "".join(place.get(letter, letter) for letter in text)
    if "=" in line:
        return ">".join("=".join(sorted(rank.split("="), key=int)) for rank in line.split(">"))
    if line[0] in "+-":
        signs = sorted((line[at : at + 2] for at in range(0, len(line), 2)), key=lambda sign: (sign[0], int(sign[1])))
        return "".join(signs)
    return ",".join(sorted(line.split(","), key=lambda one: int(one.split(":")[0]))) if ":" in line else line


def put(place: Place, ballot: Ballot, *papers: str, branch: str = "North") -> list[Receipt]:
    """Cast one paper after the other for the people of a branch."""
    people = people_of(place, branch)
    return [
        cast_vote(person, ballot=ballot, choice=paper(ballot, text), key=f"key-of-{person.pk:04}")
        for person, text in zip(people, papers, strict=False)
    ]


def second_teller(place: Place, name: str = "Bea North") -> Person:
    """Somebody of North who counts beside the founder."""
    north = place.body("North")
    decision = place.organisation.founding_decision
    role = Role.objects.create(organisation=place.organisation, body=north, name=f"Teller {name}", founded_by=decision)
    RolePower.objects.create(organisation=place.organisation, role=role, power=Power.COUNT)
    begin_term(place.secretary, role=role, person=place.person(name), decision=decision, kind=TermKind.INTERIM)
    return Person.objects.get(pk=place.person(name).pk)
