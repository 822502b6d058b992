"""E-mail addresses and telephone numbers, as they stand in a cell."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator

from members.reading.problems import Finding, quoted

FEWEST_DIGITS, MOST_DIGITS = 5, 15
_SHEET_TEXT = re.compile(r'="([^"]*)"')
_PHONE_MARKS = re.compile(r"[\s()/.\-\u2013\u2014]+")
_TRUNK_ZERO = re.compile(r"^((?:\+|00)[0-9 ]+)\(0\)")
_PHONE = re.compile(r"(\+|00)?([0-9]+)")
_SHORTENED = re.compile(r"[0-9]+(?:[.,][0-9]+)?[eE]\+?[0-9]+")
_is_email = EmailValidator(allowlist=[])


def read_email(text: str) -> tuple[str, list[Finding]]:
    """An address with its domain in small letters."""
    local, at, domain = text.rpartition("@")
    address = f"{local}{at}{domain.lower()}"
    try:
        _is_email(address)
    except ValidationError:
        return "", [_bad_email(text)]
    return address, []


def _bad_email(text: str) -> Finding:
    if len(re.findall(r"[^\s,;@]@[^\s,;@]", text)) > 1:
        return Finding("email_several", f"{quoted(text)} holds more than one e-mail address. Keep one of them.")
    return Finding("email_invalid", f"{quoted(text)} is not an e-mail address. Correct it or leave it empty.")


def read_phone(text: str) -> tuple[str, list[Finding]]:
    """A number kept to its digits and a leading plus."""
    text = sheet_text(text)
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


def several(text: str) -> Finding:
    """The finding for a cell with two numbers or more."""
    return Finding("phone_several", f"{quoted(text)} holds more than one phone number. Keep one of them.")


def _bad_phone(text: str) -> Finding:
    if _SHORTENED.fullmatch(text):
        sentence = f"{quoted(text)} was shortened by a spreadsheet. Format the column as text and write it again."
        return Finding("phone_shortened", sentence)
    sentence = f"{quoted(text)} is not a phone number. Keep one number, without words, or leave it empty."
    return Finding("phone_invalid", sentence)


def sheet_text(text: str) -> str:
    """Take off the wrapping ="…" by which spreadsheets keep the zeros at the front of a number."""
    wrapped = _SHEET_TEXT.fullmatch(text)
    return wrapped[1].strip() if wrapped else text
