"""One cell at a time: clean its text, then read it as what its column holds."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date

from members.reading.contacts import read_email, read_phone, several, sheet_text
from members.reading.dates import UNKNOWN, Ways, read_date
from members.reading.dues import read_owes, read_settled
from members.reading.fields import DAYS, NAMES
from members.reading.marks import Broken, Dated, Foreign, date_elsewhere, of_a_sheet, other_encoding
from members.reading.notices import read_notices_by
from members.reading.problems import Finding, Value, quoted
from members.reading.several import several_phones
from members.reading.states import read_active, read_deceased, read_human, read_state

LIMITS = {
    "number": 30,
    "name": 200,
    "given_name": 200,
    "family_name": 200,
    "email": 254,
    "phone": 40,
    "address": 200,
    "house_number": 20,
    "postcode": 20,
    "town": 120,
    "language": 10,
    "notices_by": 40,
    "state": 60,
    "deceased": 60,
    "human": 20,
    "active": 20,
    "owes": 40,
}

# Tab and line break are spaces; other control characters and those that turn the direction of writing are refused.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
# Two letters that stand for one when UTF-8 was taken for Windows-1252, and the mark for a letter already lost.
_SECOND_HALVES = bytes(range(0x80, 0xC0)).decode("cp1252", "ignore")
_GARBLED = re.compile(f"[\u00c2\u00c3][{_SECOND_HALVES}]|\ufffd")
_DASHES = {"-", "--", "\N{EN DASH}", "\N{EM DASH}"}
_FORMULA = ("=", "+", "-", "@")
_GUARDED = re.compile(r"''*(?:[=+\-@|%]|\\\|)")

Read = tuple[Value, list[Finding]]


def clean(raw: str) -> tuple[str, Finding | None]:
    """The text of a cell with single spaces, without spaces around it, and in Unicode's composed form (NFC).

    Invisible characters are dropped, a lone dash means empty. Control characters are an error and leave no text.
    """
    if not (raw.isascii() and raw.isprintable()):
        found = _CONTROL.search(raw)
        if found:
            what = f"character U+{ord(found[0]):04X}, which cannot be seen"
            return "", Finding("control_character", f"this cell holds the {what}. Delete the cell and type it anew.")
        raw = unicodedata.normalize("NFC", _INVISIBLE.sub("", raw))
    text = " ".join(raw.split())
    if _GUARDED.match(text):
        # An export puts an apostrophe before what a spreadsheet would take for a formula; the value is without it.
        text = text[1:].replace(r"\|", "|")
    return ("" if text in _DASHES else text), None


def empty_of(field: str) -> Value:
    """What stands for an empty cell of a field."""
    return None if field in DAYS else ""


def read_cell(field: str, raw: str, today: date, ways: Ways = UNKNOWN, *, own: bool = False) -> Read:
    """The value for `field` and what was found on the way; `ways` says what is known of the dates of its column.

    In our `own` export text is text, whatever it looks like: somebody typed it into our form.
    The value is `""`, or `None` for a date, when the cell is empty or has an error. Nothing is raised.
    """
    empty = empty_of(field)
    text, refusal = ("", raw.finding) if isinstance(raw, Broken) else clean(raw)
    refusal = refusal or (None if own else _of_a_sheet(field, text))
    if refusal or not text:
        return empty, [refusal] if refusal else []
    if field in DAYS:
        when, finding = (read_settled if field == "settled_until" else read_date)(text, today, ways)
        return when, [finding] if finding else []
    if field == "phone" and several_phones(raw):
        return empty, [several(text)]
    value, findings = (text, []) if len(text) > LIMITS[field] else _READERS.get(field, _read_text)(text)
    length = len(str(value))
    if length > LIMITS[field]:  # in small letters a text may be longer than it was
        return empty, [too_long(field, length)]
    if isinstance(raw, Dated) and value:
        findings = [*findings, date_elsewhere(text)]
    if isinstance(raw, Foreign) and value:
        findings = [*findings, other_encoding(text)]
    return value, findings


def too_long(field: str, length: int) -> Finding:
    """The finding for a cell that holds more than its field can keep."""
    sentence = f"this cell has {length:,} characters, and at most {LIMITS[field]} fit. Shorten it."
    return Finding("too_long", sentence)


def name_missing() -> Finding:
    """The finding for a person of whom no name is given."""
    return Finding("name_missing", "the name is missing. Write it in, or take the row out.")


def _read_text(text: str) -> Read:
    return text, _garbled(text)


def _of_a_sheet(field: str, text: str) -> Finding | None:
    """What a spreadsheet left there: a formula, an error, or a figure in the place of a name."""
    figure = field in NAMES and any(map(str.isdigit, text)) and not any(map(str.isalpha, text))
    return of_a_sheet(text) or (_without_letters(text) if figure else None)


def _without_letters(text: str) -> Finding:
    return Finding("name_without_letters", f"{quoted(text)} has no letters. Write the name in.")


def _read_name(text: str) -> Read:
    if not any(map(str.isalnum, text)):
        return "", [_without_letters(text)]
    findings = _garbled(text)
    if text.startswith(_FORMULA):
        sentence = f"{quoted(text)} begins like a formula of a spreadsheet. It stays text; look whether it is a name."
        findings.append(Finding("formula", sentence, "warning"))
    return text, findings


def _read_notices_by(text: str) -> Read:
    value, finding = read_notices_by(text)
    return value, [finding] if finding else []


def _read_number(text: str) -> Read:
    return _read_text(sheet_text(text))


def _garbled(text: str) -> list[Finding]:
    if text.isascii() or not _GARBLED.search(text):
        return []
    sentence = f"{quoted(text)} looks garbled, as if saved in another encoding. Save the table as CSV (UTF-8) again."
    return [Finding("garbled", sentence, "warning")]


_READERS: dict[str, Callable[[str], Read]] = {
    "name": _read_name,
    "given_name": _read_name,
    "family_name": _read_name,
    "number": _read_number,
    "postcode": _read_number,
    "email": read_email,
    "phone": read_phone,
    "notices_by": _read_notices_by,
    "state": read_state,
    "deceased": read_deceased,
    "human": read_human,
    "active": read_active,
    "owes": read_owes,
}
