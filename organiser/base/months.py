"""Months on the calendar: the same day of another month, or its last day where there is no such day."""

from calendar import monthrange
from datetime import date


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or before with a negative number.

    Raises:
        ValueError: beyond the years that a date can have.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier; the first day there is where that would lie before all calendars."""
    return date.min if day.year * 12 + day.month - 1 - months < 12 else months_after(day, -months)
