"""How far an account is settled: the one rule, for one member and for a whole register alike."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple


class Charge(NamedTuple):
    """What is owed for a period after what was waived of it; nothing for a period that was waived whole."""

    first: date
    last: date
    cents: int


class Settled(NamedTuple):
    """The last day up to which dues are settled, and the first one of the oldest period that is not."""

    until: date | None = None
    owed_since: date | None = None


def settled_to(charges: Iterable[Charge], paid: int, carried_on: date | None = None) -> Settled:
    """How far dues are settled, and since when they are owed; neither where none were ever charged or carried over.

    What was paid settles the oldest period first. They are settled to the last day of the latest period where nothing
    is owed, and otherwise to the day before the first one that is.

    Args:
        carried_on: the first day on which something owed came from another account. It is owed since then where nothing
            was charged in this one.
    """
    last: date | None = None
    left = paid
    for charge in sorted(charges):
        if charge.cents > left:
            return Settled(charge.first - timedelta(days=1), charge.first)
        left -= charge.cents
        last = charge.last if last is None or charge.last > last else last
    return Settled(last, carried_on if left < 0 else None)
