"""Whether the papers of an election can fill a seat again."""

from typing import TYPE_CHECKING

from organisations.enums import Vacancies
from organiser.base import clock
from organiser.base.errors import Conflict, RuleNotMet, WrongState

if TYPE_CHECKING:
    from assemblies.models import Ballot
    from skills.models import Term


def demand_fell_free(term: "Term", *, early: bool) -> None:
    """Go on only where somebody left a seat early, and something of its time is left.

    Raises:
        WrongState: otherwise.
    """
    if term.ended_on is None or not early:
        raise WrongState(
            "This seat did not fall free before its time. An election fills it when the term is over.",
            code="no_vacancy",
        )
    if term.ends_on < clock.today():
        raise WrongState(
            f"This term would have been over on {term.ends_on:%-d %B %Y}, so nothing of it is left. Hold an election.",
            code="period_over",
        )


def demand_by_recount(ballot: "Ballot | None") -> "Ballot":
    """The election whose papers fill a seat, where its rules said so before anybody voted.

    Raises:
        WrongState: where no election among several filled the seat.
        RuleNotMet: where the rules of that election want a new one.
    """
    if ballot is None:
        raise WrongState(
            "No choice among several candidates filled this seat, so no papers name anybody else. Hold an election.",
            code="no_papers",
        )
    if ballot.rule.vacancies != Vacancies.RECOUNT:
        raise RuleNotMet(
            "By the rules under which this election was held, a seat that falls free is filled by a new election.",
            code="by_election",
            rule=str(ballot.rule),
        )
    return ballot


def demand_taken(failed: str) -> None:
    """Go on only if the decision by which somebody takes a seat took effect.

    Raises:
        Conflict: otherwise, with what stood against it.
    """
    if failed:
        raise Conflict(f"The seat could not be taken. {failed}", code="seat_not_taken")


def demand_same_papers(kept: str, counted: str) -> None:
    """Go on only if the papers that are kept are those that were counted, to the last one.

    Raises:
        WrongState: otherwise.
    """
    if kept != counted:
        raise WrongState(
            "The papers that are kept are not those that were counted when this ballot closed, so they cannot fill a "
            "seat. Hold an election, and ask whoever runs the site what became of them.",
            code="papers_changed",
            rule="design, invariant 5",
        )


def demand_no_by_election(*, runs: bool) -> None:
    """Go on only while no election for the same role is being voted on.

    Raises:
        Conflict: otherwise.
    """
    if runs:
        raise Conflict("An election for this role is being voted on. Wait for its result.", code="election_runs")
