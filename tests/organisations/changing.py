"""Decisions about bodies, taken by a ballot over days, and the world they leave behind."""

from datetime import timedelta

from assemblies.actions.ballots import open_ballot
from assemblies.actions.closing import close_ballot
from assemblies.models import Motion
from organiser.base import clock
from tests.helpers import cast, people_of
from tests.world import Place, make_motion


def whole(place: Place) -> list:
    """Everybody, in the order in which they were written down."""
    return [member.person for member in place.members.values()]


def moved(place: Place, where: str, effect: str, kind: str = "rules", /, **payload: object) -> Motion:
    """A motion with enough seconders."""
    people = people_of(place, where) if where else whole(place)
    draft = {"title": f"On {effect}", "kind": kind, "effect": effect, "payload": payload}
    return make_motion(place, people[1], where, *[people[0], *people[2:4]], **draft)


def decided(place: Place, where: str, effect: str, kind: str = "rules", /, **payload: object):
    """The decision, carried by everybody."""
    motion = moved(place, where, effect, kind, **payload)
    people = people_of(place, where) if where else whole(place)
    keeper = place.secretary if where in {"", "North"} else people[0]
    ballot = open_ballot(keeper, motion=motion, closes_at=clock.now() + timedelta(days=6))
    cast(ballot, people, "+" * len(people))
    with clock.at(ballot.closes_at):
        close_ballot(keeper, ballot=ballot)
    motion.refresh_from_db()
    return motion.decision
