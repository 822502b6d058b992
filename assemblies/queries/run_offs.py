"""Run-offs between options that are tied: which ties wait for one, and what it came to."""

from django.utils import timezone

from assemblies.counting.run_off import run_off_seats
from assemblies.enums import BallotOutcome, BallotStatus
from assemblies.models import Ballot, RollEntry, Tie
from assemblies.queries.challenges import corrections_of
from assemblies.queries.counting import Counted
from assemblies.queries.papers import decided_ties, question_of
from organisations.enums import TieRule
from skills.queries.standing import with_a_vote


def places_in_run_off(ballot: Ballot, found: Counted) -> int | None:
    """How many of the tied a run-off chooses; None where the tie of this count is for the lot or the casting vote.

    A run-off has none of its own: whoever is tied again is drawn, so that nobody votes for ever.
    """
    if ballot.decides_id is not None or ballot.rule.tie_rule != TieRule.RUN_OFF or found.chosen is None:
        return None
    return run_off_seats(question_of(ballot), found.papers, decided_ties(ballot), found.chosen)


def run_off_of(tie: Tie) -> Ballot | None:
    """The run-off on a tie with its result, where one was opened."""
    found: Ballot | None = getattr(tie, "run_off", None)
    return found


def winners_of(run_off: Ballot) -> list[str]:
    """Whom a settled run-off chose; nobody where its quorum was missed, and before it is settled."""
    result = getattr(run_off, "result", None)
    if result is None or result.outcome != BallotOutcome.CARRIED or result.chosen is None:
        return []
    return list(result.chosen["winners"])


def waits_for_run_off(tie: Tie) -> bool:
    """Whether a tie is for a run-off that is not over, and so for no lot yet.

    Where nobody who stood on the first roll has a vote any more, there can be none, and the lot decides at once.
    """
    if tie.run_off_seats is None or tie.decided_at is not None:
        return False
    run_off = run_off_of(tie)
    if run_off is not None:
        return run_off.status != BallotStatus.CLOSED
    return somebody_can_vote(tie.ballot)


def somebody_can_vote(ballot: Ballot) -> bool:
    """Whether anybody who stood on the roll of a ballot has a vote in its body now."""
    entries = RollEntry.objects.filter(roll_id=ballot.roll_id)
    said = corrections_of(ballot.motion, ballot.assembly)
    if entries.filter(person_id__in=said.taken_in).exists():
        return True
    voting = with_a_vote(ballot.body, ballot.rule.rule_set).exclude(person_id__in=said.left_out)
    return voting.filter(person_id__in=entries.values("person_id")).exists()


def chosen_before(tie: Tie) -> list[str]:
    """Whom a run-off chose that left places free; the lot is only about the others."""
    run_off = run_off_of(tie)
    return [] if run_off is None or run_off.status != BallotStatus.CLOSED else winners_of(run_off)


def what_it_decides(tie: Tie) -> str:
    """What a run-off is for, in a sentence without a name."""
    places = "One of them is" if tie.run_off_seats == 1 else f"{tie.run_off_seats} of them are"
    since = f"{timezone.localtime(tie.found_at):%-d %B %Y}"
    return (
        f"This run-off is between those who were tied on {since}. {places} chosen; then the first vote is counted on."
    )
