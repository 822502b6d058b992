"""The forms in which people write dates, and the names of months in four languages."""

import re
import unicodedata
from datetime import date

DAY_FIRST, MONTH_FIRST, EITHER = "day_first", "month_first", "either"
_LONGEST = 40

_TIME = r"(?:[t ]\s*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?\s*(?:z|[+-][0-9]{2}:?[0-9]{2})?)?"
_YEAR_FIRST = re.compile(rf"([0-9]{{4}})([-/.])([0-9]{{1,2}})\2([0-9]{{1,2}}){_TIME}")
NUMBERS = re.compile(rf"([0-9]{{1,2}})\s?([-/.])\s?([0-9]{{1,2}})\s?\2\s?([0-9]{{4}}|[0-9]{{2}}){_TIME}")
_DAY_WORD = re.compile(
    r"([0-9]{1,2})(?:st|nd|rd|th|er|o(?![a-z])|\.)?[\s-]*(?:(?:de|of)\s)?\s*([^\W\d_]{3,12})\.?,?[\s-]*(?:del?\s)?\s*"
    r"([0-9]{4}|'?[0-9]{2})"
)
_WORD_DAY = re.compile(r"([^\W\d_]{3,12})\.?\s+([0-9]{1,2})(?:st|nd|rd|th)?,?\s+([0-9]{4}|'?[0-9]{2})")
NO_DAY = re.compile(r"[0-9]{1,2}[-/.][0-9]{4}|[0-9]{4}[-/.][0-9]{1,2}|[^\W\d_]{3,12}\.?\s(?:del?\s)?[0-9]{4}")
YEAR_ALONE = re.compile(r"[0-9]{4}")
SHEET_NUMBER = re.compile(r"[0-9]{5}(?:[.,][0-9]+)?")

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


MONTH_OF = _month_words()


def in_words(when: date) -> str:
    """The date written out, so that nobody can swap day and month."""
    return f"{when.day} {_ENGLISH[when.month - 1]} {when.year}"


def plain_text(text: str) -> str:
    """A date in small letters without accents; nothing where it is too long for one."""
    letters = unicodedata.normalize("NFKD", text.casefold()) if len(text) <= _LONGEST else ""
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def parts_of(plain: str, order: str) -> tuple[tuple[str, int, int] | None, str]:
    """Year as written, month and day, and what is doubtful of them: nothing, that the month is first, or which is."""
    if found := _YEAR_FIRST.fullmatch(plain):
        return (found[1], int(found[3]), int(found[4])), ""
    if found := NUMBERS.fullmatch(plain):
        first, second, year = int(found[1]), int(found[3]), found[4]
        months = range(1, 13)
        if found[2] == "." or first == second or first not in months:
            return (year, second, first), ""
        if second not in months or order == MONTH_FIRST:
            return (year, first, second), MONTH_FIRST
        return (year, second, first), "" if order else EITHER
    if found := _DAY_WORD.fullmatch(plain):
        day, word, year = found.groups()
    elif found := _WORD_DAY.fullmatch(plain):
        word, day, year = found.groups()
    else:
        return None, ""
    month = MONTH_OF.get(word)
    return ((year.removeprefix("'"), month, int(day)) if month else None), ""
