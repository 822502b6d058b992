"""How a ballot with options is counted, in sentences for whoever fills in its paper."""

from assemblies.enums import BallotMethod
from assemblies.models import Ballot

CARRIED_ON = (
    "Your paper goes to your first choice. What that one cannot use moves on to your next: what it has above its need, "
    "or all of it where it has too few to stay in."
)
TRANSFERABLE = (CARRIED_ON, "A later choice can never harm an earlier one.")
ROUND_BY_ROUND = (
    "Your paper goes to your first choice. The lowest is out, round by round, and its papers move to their next, "
    "until one has more than half."
)
IN_PAIRS = ("Each option is compared with each other one: which of the two do more papers put first?",)
COUNTED: dict[str, tuple[str, ...]] = {
    BallotMethod.APPROVAL: ("Whatever has most marks is chosen.",),
    BallotMethod.POINTS: ("Whatever has most points is chosen.",),
    BallotMethod.SCOTTISH_STV: TRANSFERABLE,
    BallotMethod.MEEK_STV: TRANSFERABLE,
    BallotMethod.IRV: (ROUND_BY_ROUND, "A later choice can never harm an earlier one."),
    BallotMethod.SCHULZE: (*IN_PAIRS, "Whatever beats all others is chosen; in a circle, the strongest path of wins."),
    BallotMethod.DEBIAN_SCHULZE: (
        *IN_PAIRS,
        "Whatever beats all others is chosen; in a circle, the strongest path of wins.",
    ),
    BallotMethod.RANKED_PAIRS: (*IN_PAIRS, "The clearest wins hold first; whatever nothing beats then is chosen."),
}


def counted_by(ballot: Ballot) -> list[str]:
    """How a paper with options is counted, in sentences for its voter."""
    chosen = "One is chosen." if ballot.seats == 1 else f"{ballot.seats} are chosen."
    return [chosen, *COUNTED[ballot.method], *parts_of(ballot)]


def parts_of(ballot: Ballot) -> list[str]:
    """What an option needs by the settings of the ballot."""
    found = []
    if part := ballot.settings.get("threshold"):
        least = "more than" if ballot.settings.get("comparison") == "more_than" else "at least"
        found.append(f"It needs the approval of {least} {part} of the papers.")
    if part := ballot.settings.get("least_marked"):
        found.append(f"At least {part} of the papers must have marked it.")
    if part := ballot.settings.get("out_above"):
        found.append(f"It is out if more than {part} of the papers strike it out.")
    if default := ballot.settings.get("default"):
        found.append(f"What fewer papers put before “{default}” than behind it is out.")
        for name, ratio in ballot.settings.get("majorities", {}).items():
            found.append(
                f"“{name}” is out unless more than {ratio} times as many put it before “{default}” as behind it."
            )
        if quorum := ballot.settings.get("quorum"):
            found.append(f"What fewer than {quorum} papers put before “{default}” is out.")
    return found
