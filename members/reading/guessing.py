"""Which encoding a file is in that says nothing about it, from the words in it with letters beyond those of English.

Each word is read in every encoding that knows all bytes of the file. A name that we know speaks for an encoding; a word
that can be no word speaks against it: a sign among its letters, a capital after a small letter, letters of two
alphabets. The encoding with the best sum is taken, and Windows-1252 where nothing decides. It stays a guess.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache

from members.reading.encodings import ONE_BYTE, WINDOWS, WINDOWS_SPARING, Encoding
from members.reading.name_words import ENDINGS, NAMES

_MOST_WORDS, _LONGEST_WORD, _KEPT = 1000, 40, 200
_WORD = re.compile(rb"[A-Za-z\x80-\xff]+")
_ASCII = bytes(range(0x80))
# Where nothing decides, Windows-1252 is taken, then what is more usual today.
_OTHERS = sorted(
    (encoding for encoding in ONE_BYTE if encoding != WINDOWS), key=lambda encoding: "windows" not in encoding.name
)

_BEFORE = "“”„‟‘’‚‛«»‹›–—¡¿\u00a0\u00ad"
_BEHIND = "“”„‟‘’‚‛«»‹›–—…ªº°²³™®\u00a0\u00ad"
# An accent that stands for an apostrophe, as in O´Neill, a space that does not break, the point of a Catalan l·l.
_PARTS = re.compile("[’‘´`·\u00a0\u00ad]")
_NO_LETTERS = frozenset("ªºµƒŉĸﬁﬂ")
_WHOLE_WORD = 4


class Words:
    """The different words of a file with bytes above 127, and which of these bytes it has."""

    def __init__(self) -> None:
        self._found: dict[bytes, None] = {}
        self._used: set[int] = set()
        self._rest = b""

    def feed(self, piece: bytes) -> None:
        """Take the next bytes into account."""
        self._used.update(piece.translate(None, _ASCII))
        if len(self._found) >= _MOST_WORDS:
            return
        text, self._rest = self._rest + piece, b""
        for match in _WORD.finditer(text):
            if match.end() == len(text):
                self._rest = match[0][:_KEPT]  # it may go on in the next piece
            else:
                self._add(match[0])

    def all(self) -> list[bytes]:
        """The words, once all bytes were fed."""
        self._add(self._rest)
        self._rest = b""
        return list(self._found)

    def used(self) -> bytes:
        """The bytes above 127."""
        return bytes(self._used)

    def _add(self, word: bytes) -> None:
        if 1 < len(word) <= _LONGEST_WORD and not word.isascii() and len(self._found) < _MOST_WORDS:
            self._found[word] = None


def guess(words: Words) -> Encoding:
    """The encoding that fits the words of a file best. Every byte of the file can be read in it."""
    found, used = words.all(), words.used()
    fitting = [encoding for encoding in _OTHERS if encoding.holds(used)]
    return max([WINDOWS_SPARING, *fitting], key=lambda encoding: sum_of(found, encoding))


def sum_of(words: Iterable[bytes], encoding: Encoding) -> int:
    """How many words are names that we know, less those that can be no words."""
    texts = ["".join(encoding.letters[byte] for byte in word) for word in words]
    return sum(map(_known, texts)) - sum(map(out_of_place, texts))


def _known(text: str) -> bool:
    text = text.strip(_BEFORE + _BEHIND).casefold()
    return text in NAMES or text.endswith(ENDINGS)


def out_of_place(text: str) -> bool:
    """Whether a run of letters and signs can be no word in any language we read. A single letter always can."""
    text = text.lstrip(_BEFORE).rstrip(_BEHIND)
    return any(len(part) > 1 and any(rule(part) for rule in _RULES) for part in _PARTS.split(text))


def _has_a_sign(part: str) -> bool:
    return any(not _script(letter) for letter in part)


def _mixes_alphabets(part: str) -> bool:
    return len({_script(letter) for letter in part}) > 1


def _has_a_capital_inside(part: str) -> bool:
    """A capital letter beside a small one, behind the first place; McNeill is fine, and so is GROßMANN."""
    for place in range(1, len(part)):
        letter, beside = part[place], part[place - 1] + part[place + 1 : place + 2]
        if letter.isupper() and any(
            other.islower() and other != "ß" and not (letter + other).isascii() for other in beside
        ):
            return True
    return False


def _has_a_final_sigma_inside(part: str) -> bool:
    return "ς" in part[:-1]


def _is_latin_without_plain_letters(part: str) -> bool:
    """Four Latin letters or more, each with an accent: this is what other alphabets look like in a Latin encoding."""
    return len(part) >= _WHOLE_WORD and _script(part[0]) == "LATIN" and not any(map(str.isascii, part))


_RULES: tuple[Callable[[str], bool], ...] = (
    _has_a_sign,
    _mixes_alphabets,
    _has_a_capital_inside,
    _has_a_final_sigma_inside,
    _is_latin_without_plain_letters,
)


@cache
def _script(letter: str) -> str:
    """The alphabet of a letter, nothing for a sign."""
    if letter in _NO_LETTERS or not letter.isalpha():
        return ""
    return unicodedata.name(letter, "").partition(" ")[0]
