"""More than one telephone number or e-mail address in one cell."""

import re

_BETWEEN = re.compile(r"\s*(?:[;,|\n\r]|\s(?:or|and|oder|und|ou|et|o|y|u|e)\s|&)\s*", re.IGNORECASE)
_SLASH = re.compile(r"\s*/\s*")
_NUMBER = re.compile(r"(?:\+|\(?0|[0-9])[0-9 ()/.\-\u2013\u00a0]*[0-9]")
_EMAIL = re.compile(r"[^\s,;:<>()|\[\]\"']+@[^\s,;:<>()|\[\]\"']+")
_LEAST, _WHOLE = 5, 6


def several_phones(text: str) -> bool:
    """Whether a cell holds two numbers or more: a slash alone is between an area and its number, as in 030/5550142."""
    return len(_phones(text)) > 1


def first_phone(text: str) -> str:
    """The first number in a cell, without the words around it; nothing where there is none."""
    found = _NUMBER.search((_phones(text) or [text])[0])
    return found[0] if found and _count(found[0]) >= _LEAST else ""


def first_email(text: str) -> str:
    """The first address in a cell, without what stands around it; nothing where there is none."""
    found = _EMAIL.search(text)
    return found[0].removeprefix("mailto:").strip(".") if found else ""


def _phones(text: str) -> list[str]:
    parts = [part for part in _BETWEEN.split(text) if _count(part) >= _LEAST]
    return [half for part in parts for half in _halves(part)]


def _halves(part: str) -> list[str]:
    """What a slash parts, where each half is a whole number and begins as one."""
    halves = _SLASH.split(part)
    whole = all(_count(half) >= _WHOLE and _begins(half) for half in halves)
    return halves if whole else [part]


def _begins(half: str) -> bool:
    found = re.search("[+0-9]", half)
    return found is not None and found[0] in "+0"


def _count(text: str) -> int:
    return sum(letter.isascii() and letter.isdigit() for letter in text)
