"""Days of a statement: never of a century ago, and all in one order of day and month."""

from collections.abc import Iterable
from datetime import date

from members.reading.date_forms import DAY_FIRST, MONTH_FIRST
from members.reading.dates import TWENTY, Ways, order_in, read_date

ORDERS = {DAY_FIRST: "The day first, as 31/12/2026", MONTH_FIRST: "The month first, as 12/31/2026"}


def order_of(days: Iterable[str], today: date) -> str:
    """Which of day and month comes first in all of these days; nothing where none tells, or they disagree."""
    found = {order_in(" ".join(day.split()), today, TWENTY) for day in days} & set(ORDERS)
    return found.pop() if len(found) == 1 else ""


def read_day(text: str, today: date, order: str) -> tuple[date | None, str]:
    """The day, or why there is none; it is asked for where nothing in the file says which of two days is meant."""
    if not text:
        return None, "the day is missing."
    when, finding = read_date(text, today, Ways(order=order, century=TWENTY))
    return when, finding.text if when is None and finding else ""
