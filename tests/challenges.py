"""Challenges of rolls, for tests: North has rules that look at dues, and Bea owes some for too long."""

from datetime import timedelta
from typing import Any

from assemblies.actions.challenges import answer_challenge, challenge_roll
from assemblies.models import RollChallenge
from members.models import Membership
from organisations.presets import SIMPLE_MAJORITY
from organiser.base import clock
from organiser.base.months import months_before
from tests.helpers import decide_online, north_motion
from tests.world import Place

WHY = "The receipt of 3 March is in my drawer."


def adopt_body(place: Place, **body: Any) -> None:
    """North lives by the plain rules, with these values for the body itself."""
    rules = {**SIMPLE_MAJORITY, "body": {**SIMPLE_MAJORITY["body"], **body}}
    decide_online(place, north_motion(place, kind="rules", effect="adopt_rules", payload={"rules": rules}))


def let_owe(place: Place, name: str = "Bea North") -> None:
    """What the books would have written of somebody who owes dues for more than three months."""
    owed = months_before(clock.today(), 3) - timedelta(days=1)
    Membership.objects.filter(pk=place.members[name].pk).update(owed_since=owed)


def own(place: Place, where: Any, name: str = "Bea North") -> RollChallenge:
    """Somebody says that she has a vote."""
    member = Membership.objects.get(person=place.person(name))
    return challenge_roll(place.person(name), place=where, member=member, has_vote=True, grounds=WHY)


def about(
    place: Place, where: Any, name: str = "Cyd North", by: str = "Dan North", *, has_vote: bool = False
) -> RollChallenge:
    """A member, or without a name the secretary, says of another that she has a vote or none."""
    actor = place.person(by) if by else place.secretary
    member = place.members[name]
    return challenge_roll(actor, place=where, member=member, has_vote=has_vote, grounds="Moved away in May.")


def uphold(place: Place, challenge: RollChallenge, answer: str = "The receipt was shown.") -> RollChallenge:
    """The secretary upholds it."""
    return answer_challenge(place.secretary, challenge=challenge, uphold=True, answer=answer)
