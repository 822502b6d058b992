"""A count as text, for minutes and for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assemblies.counting.ranked.outcome import Count, Pair, Round, Tie

ASKED = {
    "exclude": "who is excluded",
    "transfer": "whose surplus is transferred first",
    "lock": "which of equal pairs are locked in first",
    "win": "who is elected",
    "order": "who stands before whom; nobody else is elected either way",
}


def transcript(count: Count) -> str:
    """Write the whole count: what was counted, each round, the ties, and who is elected."""
    lines = [count.title] if count.title else []
    blank = f", of which {count.papers - count.valid:,} say nothing" if count.valid < count.papers else ""
    lines.append(f"Method: {count.method}. Seats: {count.seats:,}. Papers: {count.papers:,}{blank}.")
    lines += [f"{name.capitalize()}: {value}." for name, value in count.settings.items()]
    if count.withdrawn:
        lines.append(f"Withdrawn: {', '.join(count.withdrawn)}.")
    for stage, one in enumerate(count.rounds, 1):
        lines += ["", *round_lines(stage, one)]
        lines += [tie_line(tie) for tie in count.ties if tie.stage == stage and not tie.stands]
    lines.append("")
    if count.waits_for:
        lines += [tie_line(count.waits_for), waiting_line(count.waits_for)]
        lines.append(certain_line(count, count.waits_for))
    else:
        lines.append(f"Elected: {', '.join(count.winners) or 'nobody'}.")
        lines.append(f"Order: {', '.join(count.order)}.")
    return "\n".join(lines)


def round_lines(stage: int, one: Round) -> Iterator[str]:
    """Write one round as a table, with what was done in it."""
    yield f"Stage {stage}. {one.note}"
    said = dict.fromkeys(one.elected, "elected") | dict.fromkeys(one.excluded, "excluded")
    rows = [(name, f"{total:f}", said.get(name, "")) for name, total in one.totals.items()]
    if one.lost:
        rows.append(("with nobody", f"{one.lost:f}", ""))
    if one.quota is not None:
        rows.append(("quota", f"{one.quota:f}", ""))
    names, numbers = (max((len(row[place]) for row in rows), default=0) for place in (0, 1))
    for name, total, word in rows:
        yield f"  {name:<{names}}  {total:>{numbers}}  {word}".rstrip()
    yield from map(pair_line, one.pairs)


def pair_line(pair: Pair) -> str:
    """Write how many prefer the one and how many the other."""
    state = f", {pair.state}" if pair.state else ""
    return f"  {pair.winner} before {pair.loser}: {pair.for_:,} to {pair.against:,}{state}"


def tie_line(tie: Tie) -> str:
    """Write what a tie was about and how it was decided."""
    said = f"Stage {tie.stage}: a tie between {', '.join(tie.options)} on {ASKED[tie.purpose]}."
    return f"{said} By {tie.by}: {', '.join(tie.chosen)}." if tie.chosen else said


def waiting_line(tie: Tie) -> str:
    """Say what is needed to go on, and whether it can change anything."""
    needed = "Decide it by lot, by the casting vote or by a run-off, and count again with --ties."
    if tie.changes_winners is None:
        return f"Whether it changes who is elected was not found out. {needed}"
    if tie.changes_winners:
        return f"It changes who is elected. {needed}"
    return f"Whichever way it is decided, the same are elected. {needed}"


def certain_line(count: Count, tie: Tie) -> str:
    """Say who is elected whichever way it is decided; where that was not found out, nobody is said to be none."""
    if tie.changes_winners is None:
        told = f"{', '.join(count.winners)}; who else was " if count.winners else ""
        return f"Elected in any case: {told}not found out."
    return f"Elected in any case: {', '.join(count.winners) or 'nobody'}."
