"""Single transferable vote as Scottish councils are elected: SSI 2011/399, schedule 1, rules 45 to 52.

Values of papers are kept in whole hundred-thousandths, which is what the five decimals of the rules are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assemblies.counting.ranked.tally import Tally

if TYPE_CHECKING:
    from assemblies.counting.ranked.profile import Profile
    from assemblies.counting.ranked.record import Record

PLACES = 5
ONE = 10**PLACES


def scottish(profile: Profile, record: Record) -> None:
    """Elect with a quota, surpluses of every paper, and exclusions."""
    orders = profile.in_one_order()
    record.places = PLACES
    tally = Tally(profile.standing)
    tally.deal(orders.items(), ONE)
    quota = (record.valid // (profile.seats + 1) + 1) * ONE
    waiting: list[int] = []  # elected, with a surplus that was not transferred yet
    note = "First preferences are counted."
    while True:
        elected = elect(tally, quota, profile.seats - len(record.elected))
        waiting += [option for option in elected if tally.totals[option] > quota]
        lost = record.valid * ONE - tally.held
        record.add(tally.totals, changed=tally.moved, quota=quota, lost=lost, elected=elected, note=note)
        if len(record.elected) == profile.seats or not tally.continuing:
            break
        if waiting:
            option = tally.to_transfer(waiting, record)
            waiting.remove(option)
            transfer(option, quota, tally)
            note = f"The surplus of {record.names[option]} is transferred."
        else:
            out = tally.to_exclude(record, seats=profile.seats - len(record.elected), quota=quota)
            record.exclude(out)
            tally.hand_on(out)
            note = f"The papers of {record.names[out[0]]} are transferred."
    record.order = [*record.elected, *tally.in_order(tally.continuing), *reversed(record.excluded)]


def elect(tally: Tally, quota: int, vacancies: int) -> list[int]:
    """Take out of the continuing who has the quota, and everybody where they are no more than the seats left."""
    reached = [option for option in tally.changed if tally.totals[option] >= quota and option in tally.continuing]
    tally.end_stage()
    tally.continuing.difference_update(reached)
    if len(tally.continuing) <= vacancies - len(reached):
        reached += tally.continuing
        tally.continuing.clear()
    return tally.in_order(reached)


def transfer(option: int, quota: int, tally: Tally) -> None:
    """Hand on every paper at its share of the surplus, cut to five decimals."""
    total = tally.totals[option]
    for value, papers in tally.take_pile(option, quota).items():
        tally.deal(papers, (total - quota) * value // total)
