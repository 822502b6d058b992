"""The same bytes read in other encodings, so that a person can pick the one in which the names are right."""

import codecs

from members.reading.encodings import ONE_BYTE, UTF_8, WINDOWS, WINDOWS_SPARING, Encoding
from members.reading.guessing import Words, sum_of


def readings_of(texts: list[str], was: Encoding) -> list[tuple[Encoding, list[str]]]:
    """Texts that were read in an encoding of one byte, as each encoding would have read them, the likeliest first.

    Encodings in which one of their bytes means nothing are left out; so is UTF-16, in which any two bytes mean
    something. A text may be the beginning of a longer one.
    """
    pieces = [(WINDOWS_SPARING if was == WINDOWS else was).as_bytes(text) for text in texts]
    words = Words()
    for piece in pieces:
        words.feed(piece + b"\n")
    fitting = [encoding for encoding in ONE_BYTE if encoding.holds(words.used())]
    fitting.sort(key=lambda encoding: -sum_of(words.all(), encoding))
    found = [
        (encoding, ["".join(encoding.letters[byte] for byte in piece) for piece in pieces]) for encoding in fitting
    ]
    return _as_utf8(pieces) + found


def _as_utf8(pieces: list[bytes]) -> list[tuple[Encoding, list[str]]]:
    try:
        return [(UTF_8, [codecs.getincrementaldecoder("utf-8")().decode(piece) for piece in pieces])]
    except UnicodeDecodeError:
        return []
