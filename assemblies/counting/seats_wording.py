"""The sentences and the table that explain how seats were filled.

They are stored with the count, so that every door shows the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from assemblies.counting.seats import Count, TieBreak, fill
from assemblies.counting.wording import counted, decimal, number

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from assemblies.counting.papers import Papers
    from assemblies.counting.seats import Filled, Resolution, Row

RESOLVED = {
    TieBreak.LOT: "by lot",
    TieBreak.CASTING_VOTE: "by the casting vote of the chair",
    TieBreak.RUN_OFF: "by a run-off",
}


class Unit(NamedTuple):
    """What the values of a count are called, for one and for several; strikes count downwards and are told upwards."""

    one: str
    many: str
    sign: Literal[1, -1] = 1

    def told(self, value: Fraction) -> str:
        """Write a value with its unit: whole, or as a fraction with two decimals of it behind."""
        shown = self.sign * value
        if shown.denominator != 1:
            return f"{number(shown.numerator)}/{number(shown.denominator)} ({decimal(shown)}) {self.many}"
        minus = "−" if shown < 0 else ""
        return minus + counted(abs(shown.numerator), self.one, self.many)


def listed(names: Sequence[str]) -> str:
    """Name several: A, B and C."""
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else "".join(names)


def sentences(
    tally: Papers, rows: Sequence[Row], filled: Filled, *, unit: Unit, said: Sequence[str] = ()
) -> tuple[str, ...]:
    """Explain a count in the order in which people check it: papers, what was needed, who is elected, what is open."""
    values = {row.option: row.value for row in rows}
    lines = [tally.said(), *said]
    if filled.winners:
        lines.append(f"Elected: {listed([f'{name} with {unit.told(values[name])}' for name in filled.winners])}.")
    else:
        lines.append("Nobody is elected." if filled.tie is None else "Nobody is elected yet.")
    if tie := filled.tie:
        equal = unit.told(values[tie.options[0]])
        lines.append(f"A tie for {tie.stage}: {listed(tie.options)} have {equal} each.")
        if filled.resolution is None:
            lines.append("The count stops here, until the tie is resolved.")
        else:
            note = f": {filled.resolution.note}" if filled.resolution.note else ""
            lines.append(f"The tie was resolved {RESOLVED[filled.resolution.by]}{note}.")
    if filled.vacant:
        lines.append(f"{counted(filled.vacant, 'seat stays', 'seats stay')} empty.")
    return tuple(lines)


def steps(tally: Papers, rows: Sequence[Row], filled: Filled, *, unit: Unit) -> tuple[tuple[str, str], ...]:
    """Give the rows of the table "How this was worked out": papers, every option from the highest down, seats."""
    table = [
        ("Papers", number(tally.all)),
        ("Blank papers", number(tally.blank)),
        ("Spoilt papers", number(tally.spoilt)),
        ("Valid papers", f"{number(tally.all)} − {number(tally.spoilt)} = {number(tally.valid)}"),
    ]
    for row in sorted(rows, key=lambda row: (not row.out, row.value), reverse=True):
        figures = ", ".join(f"{word} {number(value)}" for word, value in row.counted)
        table.append((row.option, f"{figures}: {unit.told(row.value)}{f', out: {row.out}' if row.out else ''}"))
    if filled.tie:
        table.append((f"Tie for {filled.tie.stage}", listed(filled.tie.options)))
    if filled.resolution:
        table.append((f"Resolved {RESOLVED[filled.resolution.by]}", listed(filled.resolution.order)))
    table.append(("Elected", listed(filled.winners) or "nobody"))
    return tuple(table)


def counted_seats(
    method: str,
    seats: int,
    tally: Papers,
    rows: Sequence[Row],
    resolution: Resolution | None,
    *,
    unit: Unit,
    said: Sequence[str] = (),
) -> Count:
    """Fill the seats and give the whole count, with its working in words.

    Raises ValueError for a resolution that does not fit the tie.
    """
    filled = fill(rows, seats, resolution)
    return Count(
        method=method,
        seats=seats,
        winners=filled.winners,
        vacant=filled.vacant,
        order=filled.order,
        rows=tuple(rows),
        papers=tally.all,
        blank=tally.blank,
        spoilt=tally.spoilt,
        tie=filled.tie,
        resolution=filled.resolution,
        sentences=sentences(tally, rows, filled, unit=unit, said=said),
        steps=steps(tally, rows, filled, unit=unit),
    )
