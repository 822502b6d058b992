"""A stored result for the part `base/parts/verdict.html`: the same on every page."""

from dataclasses import dataclass, field
from typing import Any

from assemblies.enums import BallotMethod, BallotOutcome
from assemblies.models import Ballot
from organiser.base.figures import TallyBar, tally_bar
from organiser.base.figures.tally import VOTES
from organiser.base.words import moment

# What the three parts of the bar are called; with options there is none.
WORDS = {
    BallotMethod.YES_NO: VOTES,
    BallotMethod.CONSENSUS: ("agrees,agree", "block,blocks", "stands aside,stand aside"),
}


@dataclass(frozen=True)
class ShownVerdict:
    """What the part needs. Without the right to see figures only the word is there (invariant 7)."""

    ballot: Ballot
    word: str
    working: str = ""
    figure: TallyBar | None = None
    steps: list[Any] = field(default_factory=list)
    note: str = ""


def shown_verdict(ballot: Ballot, *, figures: bool) -> ShownVerdict:
    """The verdict of a closed ballot exactly as it was stored.

    Args:
        figures: whether the viewer is a member of the body and so may read numbers.
    """
    result = ballot.result
    word = result.get_outcome_display()
    if not figures:
        return ShownVerdict(ballot, word, working=f"The votes are for members of {ballot.body.name} to read.")
    numbers = result.votes_for, result.votes_against, result.abstentions
    # Of two majorities the line marks the one that needs more votes: both must be met, and older verdicts have one.
    both = result.verdict["needed"], result.verdict.get("second_needed", 0)
    needed = None if result.outcome == BallotOutcome.QUORUM_MISSED else max(both)
    return ShownVerdict(
        ballot,
        word,
        working=" ".join(result.verdict["sentences"]),
        figure=tally_bar(*numbers, needed, words=WORDS[ballot.method]) if ballot.method in WORDS else None,
        steps=result.verdict["steps"],
        note=f"Stored {moment(result.counted_at)}, as counted under the rules of that day. "
        "It will not change if a rule changes later.",
    )
