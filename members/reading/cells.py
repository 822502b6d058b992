"""One cell at a time: clean its text, then read it as what its column holds."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator

from members.reading.dates import read_date
from members.reading.fields import DAYS
from members.reading.marks import Broken, Dated, date_elsewhere
from members.reading.notices import read_notices_by
from members.reading.problems import Finding, Value, quoted
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
}
FEWEST_DIGITS, MOST_DIGITS = 5, 15

# Tab and line break are spaces; other control characters and those that turn the direction of writing are refused.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
# Two letters that stand for one when UTF-8 was taken for Windows-1252, and the mark for a letter already lost.
_SECOND_HALVES = bytes(range(0x80, 0xC0)).decode("cp1252", "ignore")
_GARBLED = re.compile(f"[\u00c2\u00c3][{_SECOND_HALVES}]|\ufffd")
_DASHES = {"-", "--", "\N{EN DASH}", "\N{EM DASH}"}
_SHEET_TEXT = re.compile(r'="([^"]*)"')
_FORMULA = ("=", "+", "-", "@")
_GUARDED = re.compile(r"''*(?:[=+\-@|%]|\\\|)")
_PHONE_MARKS = re.compile(r"[\s()/.\-\u2013\u2014]+")
_TRUNK_ZERO = re.compile(r"^((?:\+|00)[0-9 ]+)\(0\)")
_PHONE = re.compile(r"(\+|00)?([0-9]+)")
_SHORTENED = re.compile(r"[0-9]+(?:[.,][0-9]+)?[eE]\+?[0-9]+")
_is_email = EmailValidator(allowlist=[])

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


def read_cell(field: str, raw: str, today: date) -> Read:
    """The value for `field` and what was found on the way.

    The value is `""`, or `None` for a date, when the cell is empty or has an error. Nothing is raised.
    """
    empty: Value = None if field in DAYS else ""
    if isinstance(raw, Broken):
        return empty, [raw.finding]
    text, refusal = clean(raw)
    if refusal:
        return empty, [refusal]
    if not text:
        return empty, []
    if field in DAYS:
        when, finding = read_date(text, today)
        return when, [finding] if finding else []
    if len(text) > LIMITS[field]:
        return empty, [too_long(field, len(text))]
    value, findings = _READERS.get(field, _read_text)(text)
    if isinstance(raw, Dated) and value:
        findings = [*findings, date_elsewhere(text)]
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


def _read_name(text: str) -> Read:
    if not any(letter.isalnum() for letter in text):
        return "", [Finding("name_without_letters", f"{quoted(text)} has no letters. Write the name in.")]
    findings = _garbled(text)
    if text.startswith(_FORMULA):
        sentence = f"{quoted(text)} begins like a formula of a spreadsheet. It stays text; look whether it is a name."
        findings.append(Finding("formula", sentence, "warning"))
    return text, findings


def _read_notices_by(text: str) -> Read:
    value, finding = read_notices_by(text)
    return value, [finding] if finding else []


def _read_number(text: str) -> Read:
    return _read_text(_sheet_text(text))


def _read_email(text: str) -> Read:
    local, at, domain = text.rpartition("@")
    address = f"{local}{at}{domain.lower()}"
    try:
        _is_email(address)
    except ValidationError:
        return "", [_bad_email(text)]
    if len(address) > LIMITS["email"]:
        return "", [too_long("email", len(address))]
    return address, []


def _bad_email(text: str) -> Finding:
    if len(re.findall(r"[^\s,;@]@[^\s,;@]", text)) > 1:
        return Finding("email_several", f"{quoted(text)} holds more than one e-mail address. Keep one of them.")
    return Finding("email_invalid", f"{quoted(text)} is not an e-mail address. Correct it or leave it empty.")


def _read_phone(text: str) -> Read:
    text = _sheet_text(text)
    bare = _PHONE_MARKS.sub("", _TRUNK_ZERO.sub(r"\1", text))
    found = _PHONE.fullmatch(bare)
    if not found:
        return "", [_bad_phone(text)]
    digits = len(found[2])
    if digits < FEWEST_DIGITS:
        return "", [Finding("phone_too_short", f"{quoted(text)} is too short for a phone number. Add what is missing.")]
    if digits > MOST_DIGITS:
        sentence = f"{quoted(text)} is too long for a phone number. If it holds two numbers, keep one of them."
        return "", [Finding("phone_too_long", sentence)]
    return bare, []


def _bad_phone(text: str) -> Finding:
    if _SHORTENED.fullmatch(text):
        sentence = f"{quoted(text)} was shortened by a spreadsheet. Format the column as text and write it again."
        return Finding("phone_shortened", sentence)
    sentence = f"{quoted(text)} is not a phone number. Keep one number, without words, or leave it empty."
    return Finding("phone_invalid", sentence)


def _sheet_text(text: str) -> str:
    """Take off the wrapping ="…" by which spreadsheets keep the zeros at the front of a number."""
    wrapped = _SHEET_TEXT.fullmatch(text)
    return wrapped[1].strip() if wrapped else text


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
    "email": _read_email,
    "phone": _read_phone,
    "notices_by": _read_notices_by,
    "state": read_state,
    "deceased": read_deceased,
    "human": read_human,
    "active": read_active,
}
