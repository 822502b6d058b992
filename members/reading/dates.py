"""Dates as people write them in registers: 2024-03-07, 07.03.2024, 07/03/2024, 7 March 2024."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from members.reading.date_forms import (
    DAY_FIRST,
    EITHER,
    MONTH_FIRST,
    MONTH_OF,
    NO_DAY,
    NUMBERS,
    SHEET_NUMBER,
    YEAR_ALONE,
    in_words,
    parts_of,
    plain_text,
)
from members.reading.problems import Finding, quoted

EARLIEST = date(1900, 1, 1)
LAST_HUNDRED_YEARS, NINETEEN, TWENTY = "last_hundred_years", "1900", "2000"
_SHEET_BEGINS = date(1899, 12, 30)  # the day nought of spreadsheets


@dataclass(frozen=True, slots=True)
class Ways:
    """What is known of a column of dates: nothing is guessed where it is not said here.

    `order` says whether the day or the month comes first, `century` of which years those with two digits are.
    `first_day` lets a month, or a year, stand for its first day, and `day_count` a spreadsheet's number for that day.
    """

    order: str = ""
    century: str = ""
    first_day: bool = False
    day_count: bool = False


UNKNOWN = Ways()


def read_date(text: str, today: date, ways: Ways = UNKNOWN) -> tuple[date | None, Finding | None]:
    """Read one date that is not empty.

    Two-digit years, dates of which day and month could be swapped, and dates without a day are errors as long as `ways`
    does not say how they are meant; dates before 1900 and after `today` always are. Nothing is raised.
    """
    plain = plain_text(text)
    if when := _in_short(plain, ways):
        return _in_range(when, text, today)
    parts, doubt = parts_of(plain, ways.order)
    refusal = _incomplete(plain, text) or _undecided(parts, text, ways)
    if refusal or parts is None:
        return None, refusal
    year, month, day = parts
    try:
        when = date(_whole_year(year, ways.century, today), month, day)
    except ValueError:
        advice = "Correct it or leave it empty."
        return None, Finding("date_impossible", f"{quoted(text)} is not a day of the calendar. {advice}")
    if doubt == EITHER:
        return None, _ambiguous(when, text)
    warning = _month_first(when, text) if doubt == MONTH_FIRST and ways.order != MONTH_FIRST else None
    return _in_range(when, text, today, warning)


def _undecided(parts: tuple[str, int, int] | None, text: str, ways: Ways) -> Finding | None:
    if parts is None:
        advice = "Write it as 2024-03-07 or 07.03.2024, or leave it empty."
        return Finding("date_unreadable", f"{quoted(text)} is not a date that can be read. {advice}")
    if len(parts[0]) == 2 and not ways.century:
        return Finding(
            "date_two_digit_year",
            f"{quoted(text)} has a year of two digits, which may mean two centuries. Write the year with four digits.",
        )
    return None


def _month_first(when: date, text: str) -> Finding:
    sentence = (
        f"{quoted(text)} was read as {in_words(when)}, with the month first. If another day is meant, correct it."
    )
    return Finding("date_month_first", sentence, "warning")


def order_in(text: str, today: date, century: str = "") -> str:
    """Which of day and month comes first in a date of numbers: the one that can, `either`, or nothing if it is none.

    A day that lies in the future cannot be meant. With points between the numbers the day always comes first.
    """
    found = NUMBERS.fullmatch(plain_text(text))
    if not found or found[2] == "." or found[1] == found[3]:
        return ""
    first, second = int(found[1]), int(found[3])
    can = [
        order
        for order, day, month in ((DAY_FIRST, first, second), (MONTH_FIRST, second, first))
        if _can_be(found[4], month, day, today, century)
    ]
    return "" if not can or first == second else can[0] if len(can) == 1 else EITHER


def _can_be(year: str, month: int, day: int, today: date, century: str) -> bool:
    if len(year) == 2 and not century:
        return month in range(1, 13) and day in range(1, 32)
    try:
        return date(_whole_year(year, century, today), month, day) <= today
    except ValueError:
        return False


def _incomplete(plain: str, text: str) -> Finding | None:
    if YEAR_ALONE.fullmatch(plain):
        sentence = f"{quoted(text)} is a year alone: the date needs day and month. Write them in, or leave it empty."
        return Finding("date_year_alone", sentence)
    if NO_DAY.fullmatch(plain):
        return Finding("date_no_day", f"{quoted(text)} has no day. Write the day in, or leave it empty.")
    if SHEET_NUMBER.fullmatch(plain):
        sentence = (
            f"{quoted(text)} is the number a spreadsheet keeps for a date. Format the column as a date there and"
            " save the file again."
        )
        return Finding("date_sheet_number", sentence)
    return None


def _in_short(plain: str, ways: Ways) -> date | None:
    """The day of a date that is written in short, where it is known how that is meant."""
    try:
        if ways.day_count and SHEET_NUMBER.fullmatch(plain):
            return _SHEET_BEGINS + timedelta(days=int(re.split("[.,]", plain)[0]))
        if not ways.first_day:
            return None
        if YEAR_ALONE.fullmatch(plain):
            return date(int(plain), 1, 1)
        if not NO_DAY.fullmatch(plain):
            return None
        year = re.search("[0-9]{4}", plain)
        word = re.match(r"[^\W\d_]+", plain)
        number = re.search(r"(?<![0-9])[0-9]{1,2}(?![0-9])", plain)
        month = MONTH_OF.get(word[0]) if word else int(number[0]) if number else None
        return date(int(year[0]), month, 1) if year and month else None
    except ValueError:
        return None


def _whole_year(year: str, century: str, today: date) -> int:
    """A year in four digits."""
    if len(year) > 2:
        return int(year)
    if century in {NINETEEN, TWENTY}:
        return int(century) + int(year)
    latest = today.year - today.year % 100 + int(year)
    return latest if latest <= today.year else latest - 100


def _ambiguous(when: date, text: str) -> Finding:
    other = date(when.year, when.day, when.month)
    sentence = (
        f"{quoted(text)} may be {in_words(when)} or {in_words(other)}, and nothing in the file says which. Say for the"
        f" whole file which comes first, or write {when.isoformat()} or {other.isoformat()}."
    )
    return Finding("date_ambiguous", sentence)


def _in_range(when: date, text: str, today: date, warning: Finding | None = None) -> tuple[date | None, Finding | None]:
    if when > today:
        return None, Finding("date_future", f"{quoted(text)} lies in the future. Correct it or leave it empty.")
    if when < EARLIEST:
        return None, Finding("date_too_early", f"{quoted(text)} lies before 1900. Correct it or leave it empty.")
    return when, warning
