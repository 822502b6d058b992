"""Dates as people write them in registers: 2024-03-07, 07.03.2024, 07/03/2024, 7 March 2024."""

import re
import unicodedata
from datetime import date

from members.reading.problems import Finding, quoted

EARLIEST = date(1900, 1, 1)
_LONGEST = 40

_TIME = r"(?:[t ]\s*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?\s*(?:z|[+-][0-9]{2}:?[0-9]{2})?)?"
_YEAR_FIRST = re.compile(rf"([0-9]{{4}})([-/.])([0-9]{{1,2}})\2([0-9]{{1,2}}){_TIME}")
_DAY_FIRST = re.compile(rf"([0-9]{{1,2}})\s?([-/.])\s?([0-9]{{1,2}})\s?\2\s?([0-9]{{4}}|[0-9]{{2}}){_TIME}")
_DAY_WORD = re.compile(
    r"([0-9]{1,2})(?:st|nd|rd|th|er|o(?![a-z])|\.)?[\s-]*(?:(?:de|of)\s)?\s*([^\W\d_]{3,12})\.?,?[\s-]*(?:del?\s)?\s*"
    r"([0-9]{4}|'?[0-9]{2})"
)
_WORD_DAY = re.compile(r"([^\W\d_]{3,12})\.?\s+([0-9]{1,2})(?:st|nd|rd|th)?,?\s+([0-9]{4}|'?[0-9]{2})")
_NO_DAY = re.compile(r"[0-9]{1,2}[-/.][0-9]{4}|[0-9]{4}[-/.][0-9]{1,2}|[^\W\d_]{3,12}\.?\s(?:del?\s)?[0-9]{4}")
_YEAR_ALONE = re.compile(r"[0-9]{4}")
_SHEET_NUMBER = re.compile(r"[0-9]{5}(?:[.,][0-9]+)?")

_MONTHS = (
    "january januar janner enero janvier",
    "february februar feber febrero fevrier",
    "march marz maerz marzo mars",
    "april abril avril",
    "may mai mayo",
    "june juni junio juin",
    "july juli julio juillet",
    "august agosto aout",
    "september septiembre setiembre septembre",
    "october oktober octubre octobre",
    "november noviembre novembre",
    "december dezember diciembre decembre",
)
_ENGLISH = tuple(words.split()[0].capitalize() for words in _MONTHS)
_SHORTEST_MONTH = 3


def _month_words() -> dict[str, int]:
    """Every beginning of a month's name that can mean one month only."""
    meanings: dict[str, set[int]] = {}
    for number, words in enumerate(_MONTHS, start=1):
        for word in words.split():
            for length in range(_SHORTEST_MONTH, len(word) + 1):
                meanings.setdefault(word[:length], set()).add(number)
    return {word: numbers.pop() for word, numbers in meanings.items() if len(numbers) == 1}


_MONTH_OF = _month_words()


def read_date(text: str, today: date) -> tuple[date | None, Finding | None]:
    """Read one date that is not empty.

    Where day and month could be swapped, the day is read first and the finding, a warning, says so. Two-digit years,
    dates without a day, dates before 1900 and dates after `today` are errors. Nothing is raised.
    """
    plain = _plain(text)
    refusal = _incomplete(plain, text)
    if refusal:
        return None, refusal
    parts, doubt = _parts(plain)
    if parts is None:
        advice = "Write it as 2024-03-07 or 07.03.2024, or leave it empty."
        return None, Finding("date_unreadable", f"{quoted(text)} is not a date that can be read. {advice}")
    year, month, day = parts
    if len(year) == 2:
        return None, Finding(
            "date_two_digit_year",
            f"{quoted(text)} has a year of two digits, which may mean two centuries. Write the year with four digits.",
        )
    try:
        when = date(int(year), month, day)
    except ValueError:
        advice = "Correct it or leave it empty."
        return None, Finding("date_impossible", f"{quoted(text)} is not a day of the calendar. {advice}")
    return _in_range(when, text, today, doubt)


def in_words(when: date) -> str:
    """The date written out, so that nobody can swap day and month."""
    return f"{when.day} {_ENGLISH[when.month - 1]} {when.year}"


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold()) if len(text) <= _LONGEST else ""
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _incomplete(plain: str, text: str) -> Finding | None:
    if _YEAR_ALONE.fullmatch(plain):
        sentence = f"{quoted(text)} is a year alone: the date needs day and month. Write them in, or leave it empty."
        return Finding("date_year_alone", sentence)
    if _NO_DAY.fullmatch(plain):
        return Finding("date_no_day", f"{quoted(text)} has no day. Write the day in, or leave it empty.")
    if _SHEET_NUMBER.fullmatch(plain):
        sentence = (
            f"{quoted(text)} is the number a spreadsheet keeps for a date. Format the column as a date there and"
            " save the file again."
        )
        return Finding("date_sheet_number", sentence)
    return None


def _parts(plain: str) -> tuple[tuple[str, int, int] | None, str]:
    """Year as written, month and day, and what is doubtful about them: nothing, `day_first` or `month_first`."""
    if found := _YEAR_FIRST.fullmatch(plain):
        return (found[1], int(found[3]), int(found[4])), ""
    if found := _DAY_FIRST.fullmatch(plain):
        first, second, year = int(found[1]), int(found[3]), found[4]
        months = range(1, 13)
        if found[2] == "." or first == second or first not in months:
            return (year, second, first), ""
        if second not in months:
            return (year, first, second), "month_first"
        return (year, second, first), "day_first"
    if found := _DAY_WORD.fullmatch(plain):
        day, word, year = found.groups()
    elif found := _WORD_DAY.fullmatch(plain):
        word, day, year = found.groups()
    else:
        return None, ""
    month = _MONTH_OF.get(word)
    return ((year.removeprefix("'"), month, int(day)) if month else None), ""


def _in_range(when: date, text: str, today: date, doubt: str) -> tuple[date | None, Finding | None]:
    if when > today:
        return None, Finding("date_future", f"{quoted(text)} lies in the future. Correct it or leave it empty.")
    if when < EARLIEST:
        return None, Finding("date_too_early", f"{quoted(text)} lies before 1900. Correct it or leave it empty.")
    if not doubt:
        return when, None
    if doubt == "day_first":
        other = date(when.year, when.day, when.month)
        how = f"with the day first. If {in_words(other)} is meant, write {other.isoformat()}."
    else:
        how = "with the month first. If another day is meant, correct it."
    sentence = f"{quoted(text)} was read as {in_words(when)}, {how}"
    return when, Finding(f"date_{doubt}", sentence, "warning")
