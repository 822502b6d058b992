"""Words for pages, letters and minutes: numbers, dates and lists as people say them.

Plain functions without a request or a database; `templatetags/words.py` offers them to templates. English only for now;
times are shown in the zone of the site (`TIME_ZONE`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from organiser.base.clock import today as day_of_the_clock

NUMBERS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LINE_WIDTH = 64


def number_in_words(number: int) -> str:
    """Say a number in words up to twenty, in digits beyond.

    Args:
        number: any whole number.

    Source: the tone of the design, section "Words": headlines say "Two ballots wait", tables say 148.
    """
    return NUMBERS[number] if 0 <= number < len(NUMBERS) else str(number)


def plural(number: int, one: str, many: str) -> str:
    """Join a number and its noun: "1 vote", "3 votes".

    Args:
        number: how many.
        one: the noun for exactly one.
        many: the noun for every other number, zero too.
    """
    return f"{number} {one if number == 1 else many}"


def _local(value: date | datetime) -> date | datetime:
    """The moment in the zone of the site; a plain date stays as it is."""
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


def day(value: date | datetime | str) -> str:
    """Write a date in full: "13 October 2026".

    Args:
        value: a date, a moment, or a partial date as text (`2019`, `2019-05`, `2019-05-09`), which gives as much as is
            known. Source: partial dates, `organiser.base.fields`.
    """
    if isinstance(value, str):
        year, *rest = value.split("-")
        known = [str(int(part)) for part in rest[1:]] + [MONTHS[int(part) - 1] for part in rest[:1]]
        return " ".join([*known, year])
    when = _local(value)
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def day_and_weekday(value: date | datetime) -> str:
    """Write a date with its weekday: "Tuesday 13 October 2026"."""
    return f"{WEEKDAYS[_local(value).weekday()]} {day(value)}"


def clock(value: datetime | time) -> str:
    """Write a time of day: "19:00"."""
    when = _local(value) if isinstance(value, datetime) else value
    return f"{when:%H:%M}"


def moment(value: datetime, today: date | None = None) -> str:
    """Write a date and time: "Thursday 15 October, 20:00"; the year is added when it is not this one.

    Args:
        value: the moment.
        today: the day it is read on; the day of the clock when left out.
    """
    when = _local(value)
    year = "" if when.year == (today or day_of_the_clock()).year else f" {when.year}"
    return f"{WEEKDAYS[when.weekday()]} {when.day} {MONTHS[when.month - 1]}{year}, {clock(value)}"


def span(start: datetime | time, end: datetime | time) -> str:
    """Write from when to when: "19:00 to 21:00", with both days in full when it goes past midnight."""
    if isinstance(start, datetime) and isinstance(end, datetime):
        first, last = _local(start), _local(end)
        if (first.year, first.month, first.day) != (last.year, last.month, last.day):
            return f"{moment(start)} to {moment(end)}"
    return f"{clock(start)} to {clock(end)}"


def join_names(names: Sequence[str], last: str = "and") -> str:
    """Join names as in a sentence: "A", "A and B", "A, B and C".

    Args:
        names: the names in their order; none give an empty text.
        last: the word before the last one, "and" or "or".
    """
    *others, end = names or [""]
    return f"{', '.join(others)} {last} {end}" if others else end


def percent_of(part: int, whole: int, places: int = 0) -> str:
    """Say which share of the whole a part is, in percent, rounded half up, in whole numbers throughout.

    Args:
        part: the part, zero or more.
        whole: the whole; of nothing the share is said to be 0.
        places: digits after the point.

    Source: votes are never handled as floats (design, section 7).
    """
    scale = 10**places
    shares = (part * 100 * scale * 2 + whole) // (whole * 2) if whole else 0
    return f"{shares // scale}.{shares % scale:0{places}d}" if places else str(shares)


@dataclass(frozen=True, slots=True)
class Line:
    """One numbered line of a text; `opens` is true for the first line of a paragraph."""

    number: int
    text: str
    opens: bool


def lines(text: str, width: int = LINE_WIDTH) -> list[Line]:
    """Split a text into numbered lines, so that an amendment can name one.

    The same text always gives the same lines, on every machine and screen. Lines break between words, where the text
    has a line break, and inside a word only when it alone is wider than a line. Empty lines carry no number.

    Args:
        text: plain text.
        width: most characters in a line.
    """
    result: list[Line] = []
    opens = True
    for row in re.split(r"\r\n|\r|\n", text):
        words = [part for word in re.findall(r"[^ \t]+", row) for part in _pieces(word, width)]
        if not words:
            opens = True
            continue
        line = words[0]
        for word in words[1:]:
            if len(line) + 1 + len(word) <= width:
                line = f"{line} {word}"
                continue
            result.append(Line(len(result) + 1, line, opens))
            line, opens = word, False
        result.append(Line(len(result) + 1, line, opens))
        opens = False
    return result


def _pieces(word: str, width: int) -> list[str]:
    """A word, cut only when it is wider than a line."""
    return [word[start : start + width] for start in range(0, len(word), width)]
