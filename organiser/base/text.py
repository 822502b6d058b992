"""What people write, made fit to be shown: no letters that cannot be seen, none that turn a line around."""

import unicodedata

# Invisible, and needed inside words of Persian and Indian scripts; all other format characters hide or turn text.
JOINERS = "\u200c\u200d"
LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "œ": "oe", "þ": "th", "ð": "d"})

FIRST_SHORT_YEAR = 2000


def visible(text: str) -> str:
    """The text in composed letters, without control and format characters; line breaks stay.

    A title of nothing but invisible letters would be a blank headline, and one that turns the direction of writing
    makes the rest of the page read backwards.
    """
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(letter for letter in text if letter in "\n\t" or letter in JOINERS or not _hidden(letter))


def one_line(text: str) -> str:
    """The same on one line, trimmed, each gap one space; nothing where only joiners are left."""
    line = " ".join(visible(text).split())
    return line if line.strip(JOINERS) else ""


def without_accents(text: str) -> str:
    """The same words in plain letters, so that `Zoë` is found by `zoe`."""
    parts = unicodedata.normalize("NFKD", text.casefold().translate(LETTERS))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def reference(year: int, number: int) -> str:
    """The number people say: `26/14`. Of another century the whole year is said: `1931/2`."""
    return f"{year if year < FIRST_SHORT_YEAR else f'{year % 100:02d}'}/{number}"


def _hidden(letter: str) -> bool:
    return unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Co"}
