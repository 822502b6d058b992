"""Rounds of consensus, for tests."""

from typing import Any

from assemblies.actions.attendance import check_in
from assemblies.actions.ballots import open_ballot
from assemblies.actions.casting import cast_vote
from assemblies.actions.closing import close_ballot
from assemblies.models import Ballot, Block, Motion
from organiser.base import clock
from tests.choices import adopt, ballot_on
from tests.helpers import north_motion, opened_assembly, people_of
from tests.world import Place

NINE_TENTHS = {
    "method": "consensus",
    "comparison": "at_least",
    "threshold_numerator": 9,
    "threshold_denominator": 10,
    "base": "yes_no",
    "quorum_kind": "none",
    "quorum_numerator": 0,
    "quorum_floor": 0,
}
FOUR_FIFTHS = {"block_validity_numerator": 4, "block_validity_denominator": 5}
WHY = "It breaks what we promised the members who cannot pay."


def seek(place: Place, kind: str = "ordinary", **rule: Any) -> Motion:
    """A motion in North, which settles its ordinary questions by consensus with these limits."""
    adopt(place, kind, **{**NINE_TENTHS, **rule})
    return north_motion(place)


def round_on(place: Place, motion: Motion, *said: str, days: int = 6) -> Ballot:
    """A round over days in which the people of North say these things one after the other; it is still open.

    `block` stands with the reason `WHY`; after a colon stands another one.
    """
    ballot = ballot_on(place, motion, days=days)
    for person, one in zip(people_of(place, "North"), said, strict=False):
        voice, _, reason = one.partition(":")
        reason = reason or (WHY if voice == "block" else "")
        cast_vote(person, ballot=ballot, choice=voice, reason=reason, key=f"key-of-{person.pk:04}")
    return ballot


def closed(place: Place, ballot: Ballot) -> Ballot:
    """The same ballot once its time is up and somebody has closed it."""
    with clock.at(ballot.closes_at):
        close_ballot(place.secretary, ballot=ballot)
    return Ballot.objects.get(pk=ballot.pk)


def held(place: Place, motion: Motion, *said: str, days: int = 6) -> Ballot:
    """A round that was held and closed."""
    return closed(place, round_on(place, motion, *said, days=days))


def blocks(ballot: Ballot) -> list[Block]:
    """The blocks of a round that are judged, in their order."""
    return list(Block.objects.filter(ballot=ballot).order_by("number"))


def held_in_room(place: Place, motion: Motion, *said: str) -> Ballot:
    """A round held and closed in an open assembly of North, where all who spoke are checked in."""
    assembly = opened_assembly(place, motion)
    people = people_of(place, "North")
    members = [one.public_id for one in place.members.values() if one.person in people]
    with clock.at(assembly.starts_at):
        check_in(place.secretary, assembly=assembly, members=members)
        ballot = open_ballot(place.secretary, motion=motion, assembly=assembly)
        for number, (person, voice) in enumerate(zip(people, said, strict=False)):
            reason = WHY if voice == "block" else ""
            cast_vote(person, ballot=ballot, choice=voice, reason=reason, key=f"key-{number:08d}")
        close_ballot(place.secretary, ballot=ballot)
    return Ballot.objects.get(pk=ballot.pk)
