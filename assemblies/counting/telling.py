"""A ranked count in sentences, for the page, the minutes and the record: papers, every round, ties, who is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assemblies.counting.ranked.transcript import tie_line
from assemblies.counting.seats_wording import listed
from assemblies.counting.wording import counted, number

if TYPE_CHECKING:
    from assemblies.counting.ranked.outcome import Count

__all__ = ["told"]


def told(count: Count) -> tuple[str, ...]:
    """Say what was counted and how it ended; what was done in each round stands in the note of the round."""
    blank = count.papers - count.valid
    also = f", of which {counted(blank, 'says', 'say')} nothing" if blank else ""
    lines = [f"{counted(count.papers, 'paper', 'papers')}{also}."]
    quota = next((one.quota for one in count.rounds if one.quota is not None), None)
    if quota is not None and count.method.endswith("stv"):
        places = f"{counted(count.seats, 'seat', 'seats')}"
        lines.append(f"For {places} {quota:,f} votes are enough to be elected.")
    rounds = len(count.rounds)
    if rounds > 1:
        lines.append(f"The count took {number(rounds)} rounds.")
    lines += [tie_line(tie) for tie in count.ties if not tie.stands]
    if count.waits_for:
        tie = count.waits_for
        lines.append(f"A tie in round {number(tie.stage)}: {listed(tie.options)} are equal. The count stops here.")
        if count.winners:
            lines.append(f"Elected in any case: {listed(count.winners)}.")
    elif count.winners:
        lines.append(f"Elected: {listed(count.winners)}.")
    else:
        lines.append("Nobody is elected.")
    vacant = count.seats - len(count.winners)
    if vacant and not count.waits_for:
        lines.append(f"{counted(vacant, 'seat stays', 'seats stay')} empty.")
    return tuple(lines)
