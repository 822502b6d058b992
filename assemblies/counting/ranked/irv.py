"""Instant run-off: the lowest option is excluded until one has more than half of the papers that still count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assemblies.counting.ranked.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assemblies.counting.ranked.profile import Profile, Ranking
    from assemblies.counting.ranked.record import Record


def irv(profile: Profile, record: Record) -> None:
    """Fill one seat; and where there are several, count all papers anew for each without those already elected."""
    orders = profile.in_one_order()
    while len(record.elected) < profile.seats:
        left = [option for option in record.standing if option not in record.elected]
        if not left:
            break
        seat = len(record.elected) + 1
        last = seat == profile.seats
        out = run_off(orders, left, record, f"Seat {seat}: " if profile.seats > 1 else "", again={} if last else orders)
        if last or len(left) == 1:
            record.order = [*record.elected, *out]


def run_off(
    orders: Mapping[Ranking, int], left: list[int], record: Record, prefix: str, *, again: Mapping[Ranking, int]
) -> list[int]:
    """Elect one of those left; give the others in the order in which they would have followed.

    `again` are the papers that are counted anew for a further seat.
    """
    tally = Tally(left, again)
    tally.deal(orders.items(), 1)
    record.excluded.clear()  # whoever was excluded on the way to one seat stands again for the next
    note, most = "First preferences are counted.", 0
    while True:
        tally.end_stage()
        quota = tally.held // 2 + 1
        most = max(most, *(tally.totals[option] for option in tally.moved))
        elected = [one for one in tally.continuing if tally.totals[one] == most] if most >= quota else []
        if len(tally.continuing) == 1:
            elected = list(tally.continuing)
        lost = record.valid - tally.held
        told = f"{prefix}{note}"
        record.add(tally.totals, changed=tally.moved, quota=quota, lost=lost, elected=elected, note=told)
        if elected:
            return [*tally.in_order(tally.continuing - {*elected}), *reversed(record.excluded)]
        out = tally.to_exclude(record, seats=1, quota=quota)
        record.exclude(out)
        tally.hand_on(out)
        note = f"The papers of {record.names[out[0]]} are transferred."
