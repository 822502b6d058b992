"""The key of a draw: public sources of chance, written in the one way in which everybody writes them.

RFC 3797, section 4. What a source gives may be reported in any order and with any blanks; two people who write it down
must come to the same key, or they draw different people. So:

- numbers are written in decimal, without leading zeros, each followed by a point; those of one source stand from the
  smallest to the largest; a fraction keeps its part behind the point, without zeros at its end, and no further point;
- a text (such as the value of a beacon in hexadecimal digits) keeps its letters A to Z, as capitals, and its digits,
  followed by a point; everything else in it is left out;
- each source ends with a slash, and the sources follow one another in the order that was announced.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["key_of"]

NUMBERS = re.compile(r"[0-9\s,.]+")
FRACTION = re.compile(r"[0-9]+\.[0-9]+")
WHOLE_WITH_POINTS = re.compile(r"[0-9]+(\.[0-9]+)*\.?")
NUMBER = re.compile(r"[0-9]+(\.[0-9]*)?")


def key_of(sources: Iterable[str]) -> str:
    """Write the key, as in `9319./2.5.8.10.12./9.18.26.34.41.45./`.

    Each source is given as people have it: `9319`, `2 5 12 8 10`, `2,5,12,8,10`, `2.5.8.10.12.`; or in the form of the
    key, with its slash, and then several sources may stand in one text. Digits and points alone, as in `10.25`, could
    be two numbers or one fraction: `10 25` are two, `10.25/` is one.

    Raises ValueError with a plain sentence where a source is empty or can be read in more than one way.
    """
    written = [one for source in sources for one in _each(source)]
    if not written:
        raise ValueError("A draw needs at least one source of chance, named before it was known.")
    return "".join(f"{one}/" for one in written)


def _each(source: str) -> list[str]:
    """Write every source that stands in one text."""
    text = source.strip()
    in_form = text.endswith("/")
    return [_written(part.strip(), in_form=in_form) for part in text.removesuffix("/").split("/")]


def _written(text: str, *, in_form: bool) -> str:
    if not text.isascii():
        raise ValueError(f"The source “{text}” has signs beside A to Z and digits. Write it with these.")
    if not any(sign.isalnum() for sign in text):
        raise ValueError("A source is empty. Leave it out, or write what it gave.")
    if any(sign.isalpha() for sign in text):
        return "".join(sign for sign in text.upper() if sign.isalnum()) + "."
    if not NUMBERS.fullmatch(text):
        raise ValueError(f"The source “{text}” cannot be read. Write its numbers with blanks between them.")
    return "".join(sorted((_number(one) for one in _numbers(text, in_form=in_form)), key=_by_size))


def _numbers(text: str, *, in_form: bool) -> list[str]:
    """Take the numbers of one source apart."""
    words = text.replace(",", " ").split()
    if len(words) > 1 and all(NUMBER.fullmatch(word) for word in words):
        return words
    if len(words) > 1 or not WHOLE_WITH_POINTS.fullmatch(words[0]):
        raise ValueError(f"The source “{text}” cannot be read. Write its numbers with blanks between them.")
    if FRACTION.fullmatch(words[0]):
        if in_form:
            return words
        apart = words[0].replace(".", " ")
        raise ValueError(
            f"The source “{text}” could be two numbers or one. Write “{apart}” for two, “{words[0]}/” for a fraction."
        )
    return words[0].removesuffix(".").split(".")


def _number(word: str) -> str:
    whole, _, part = word.partition(".")
    return f"{whole.lstrip('0') or '0'}.{part.rstrip('0')}"


def _by_size(written: str) -> tuple[int, str, str]:
    """Compare numbers of any length as texts: the longer whole part is the larger one."""
    whole, _, part = written.partition(".")
    return len(whole), whole, part
