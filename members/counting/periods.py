"""The periods for which dues are owed: months, quarters and years of the calendar."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

MONTHS = {"month": 1, "quarter": 3, "year": 12}


class Span(NamedTuple):
    """One period, its first and its last day."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


def add_months(day: date, months: int) -> date:
    """The first day of the month that lies so many months from the month of a day."""
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def period_at(day: date, period: str) -> Span:
    """The month, quarter or year in which a day lies."""
    months = MONTHS[period]
    first = add_months(day, -((day.month - 1) % months))
    return Span(first, add_months(first, months) - timedelta(days=1))


def is_first_day(day: date, period: str) -> bool:
    """Whether a period begins on this day."""
    return period_at(day, period).first == day


def periods_between(first: date, last: date, period: str) -> Iterator[Span]:
    """The periods that begin from one day to another, both included."""
    span = period_at(first, period)
    if span.first < first:
        span = period_at(span.last + timedelta(days=1), period)
    while span.first <= last:
        yield span
        span = period_at(span.last + timedelta(days=1), period)
