"""What can be chosen about cells that cannot be read, in words and with how many rows come in by it."""

from typing import Any

from members.reading.repairs import EMPTY, FIRST
from organiser.base import clock
from organiser.base.words import plural

LATER = "Not now: these rows stay out"
KINDS = {
    "date_ambiguous": "may have the day or the month first, and nothing in the file says which",
    "date_two_digit_year": "have a year of two digits",
    "date_no_day": "have a month and a year, and no day",
    "date_year_alone": "are a year alone",
    "date_sheet_number": "hold the number that a spreadsheet keeps for a date",
    "date_unreadable": "cannot be read as a date",
    "date_impossible": "name a day that no calendar has",
    "date_future": "lie in the future",
    "date_too_early": "lie before 1900",
    "phone_several": "hold more than one phone number",
    "phone_invalid": "are no phone number, or have words beside it",
    "phone_too_short": "are too short for a phone number",
    "phone_too_long": "are too long for a phone number",
    "phone_shortened": "were shortened by a spreadsheet",
    "email_several": "hold more than one address",
    "email_invalid": "are no e-mail address, or have words beside it",
    "email_repeated": "hold an address that stands in an earlier row",
    "number_repeated": "hold a number that stands in an earlier row",
    "too_long": "are too long to be kept",
    "control_character": "hold a character that cannot be seen",
    "cell_error": "show an error of the spreadsheet",
    "formula_without_value": "hold a formula without its value",
    "not_utf8": "are not UTF-8",
}
_SINGULAR = {
    "have": "has",
    "hold": "holds",
    "are": "is",
    "lie": "lies",
    "show": "shows",
    "were": "was",
    "name": "names",
}
_WAYS = {
    "day_first": "The day comes first: 03/04/2024 is 3 April",
    "month_first": "The month comes first: 03/04/2024 is 4 March",
    "1900": "All are of 19…: 24 is 1924, 98 is 1998",
    "2000": "All are of 20…: 24 is 2024, 98 is 2098",
    "day_count": "Count as the spreadsheet does: 45358 is 7 March 2024",
}


def asked(offer: dict[str, Any]) -> str:
    """What is wrong with cells of a column, as a question for all of them."""
    one = offer["rows"] == 1
    verb, _, rest = KINDS[offer["problem"]].partition(" ")
    said = f"{_SINGULAR.get(verb, verb) if one else verb} {rest}"
    where = f"row {offer['first']}" if one else f"the first in row {offer['first']}"
    return f"“{offer['heading']}”: {plural(offer['rows'], 'cell', 'cells')} {said} ({where})"


def answers(offer: dict[str, Any]) -> list[tuple[str, str]]:
    """What can be done about them; the first answer leaves them as they are."""
    return [("", LATER), *((option["choice"], _answer(offer, option)) for option in offer["options"])]


def _answer(offer: dict[str, Any], option: dict[str, Any]) -> str:
    """A way out, and how many rows come in by it."""
    rows, more = option["rows"], option["helps"] - option["rows"]
    said = f"{plural(rows, 'row comes', 'rows come')} in"
    if more:
        said += f"; {more:,} more {'has' if more == 1 else 'have'} something else to put right"
    left = offer["rows"] - option["helps"]
    if left:
        said += f"; {left:,} cannot be read so"
    return f"{_way(offer, option['choice'])} ({said})"


def _way(offer: dict[str, Any], choice: str) -> str:
    if choice == EMPTY:
        return "Leave these cells empty" + (", and draw numbers" if offer["field"] == "number" else "")
    if choice == FIRST:
        return "Take the first number" if offer["field"] == "phone" else "Take the first address"
    if choice == "first_day":
        alone = offer["problem"] == "date_year_alone"
        return "It is the first day: 2024 is 1 January 2024" if alone else "It is the first day: 3/2024 is 1 March 2024"
    if choice == "last_hundred_years":
        year = clock.today().year
        return (
            f"All lie between {year - 99} and {year}: {year % 100:02} is {year}, {(year + 1) % 100:02} is {year - 99}"
        )
    return _WAYS[choice]


def undated_asked(count: int) -> str:
    """What is said of those who have no day of joining."""
    return f"{plural(count, 'person has', 'people have')} no day of joining"
