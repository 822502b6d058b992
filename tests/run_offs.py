"""Ballots whose tie goes to a run-off, for tests."""

from datetime import datetime
from typing import Any

from assemblies.actions.casting import cast_vote
from assemblies.actions.closing import close_ballot
from assemblies.actions.run_offs import open_run_off
from assemblies.models import Ballot, Tie
from organiser.base import clock
from tests.choices import adopt, ballot_on, choice_motion, paper, put
from tests.helpers import clock_days, people_of
from tests.world import Place

BY_MARKS = {"choosing": "approval", "lot_order": False, "tie_rule": "run_off"}


def tied(
    place: Place, *papers: str, choose: int = 1, alternatives: Any = (), secret: bool = False, **rule: Any
) -> Ballot:
    """A ballot over days that has closed with a tie, by rules that want a run-off."""
    adopt(place, **{**BY_MARKS, **({"secrecy": "chosen"} if secret else {}), **rule})
    more = {"alternatives": alternatives} if alternatives else {}
    ballot = ballot_on(place, choice_motion(place, choose=choose, **more), secret=secret)
    put(place, ballot, *papers)
    return closed(place, ballot)


def closed(place: Place, ballot: Ballot) -> Ballot:
    """The same ballot, closed by its teller when its time is over, as it stands then."""
    with clock.at(ballot.closes_at):
        close_ballot(place.secretary, ballot=ballot)
    return again(ballot)


def again(ballot: Ballot) -> Ballot:
    """The same ballot as it stands now."""
    return Ballot.objects.select_related("motion", "body", "rule", "roll").get(pk=ballot.pk)


def tie_of(ballot: Ballot) -> Tie:
    """The tie that waits in a ballot."""
    return Tie.objects.get(ballot=ballot, decided_at__isnull=True)


def later(days: int = 6) -> datetime:
    """So many days from now."""
    return clock.now() + clock_days(days)


def run_off_on(place: Place, ballot: Ballot, *papers: str) -> Ballot:
    """The run-off on the tie of a ballot, open over days, with papers of the people of North in their order."""
    run_off = open_run_off(place.secretary, tie=tie_of(ballot), closes_at=later())
    for person, text in zip(people_of(place, "North"), papers, strict=False):
        cast_vote(person, ballot=run_off, choice=paper(run_off, text), key=f"key-of-{person.pk:04}")
    return run_off
