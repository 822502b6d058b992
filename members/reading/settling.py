"""Which encoding a file is in: what was chosen for it, what it says itself, or what its bytes alone can mean."""

import codecs
from dataclasses import dataclass
from typing import Protocol

from members.reading.encodings import UTF_8, UTF_16, Encoding
from members.reading.problems import UnreadableFile

_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8 with a byte order mark"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_UNMARKED = "UTF-16 without a byte order mark"
# In UTF-16 one half of each plain letter, digit, delimiter and line break is a null byte, always on the same side. Ten
# times as many there as on the other side, in one pair of ten at least, and a line break among them, are no chance.
_LOPSIDED, _OF_UNITS = 10, 10


class Decoder(Protocol):
    """Turns bytes into text a piece at a time."""

    def decode(self, piece: bytes, final: bool = False) -> str:  # noqa: FBT001, FBT002  # as the library has it
        """The text of the next piece."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The encoding of a file: its words, the codec, and how long the byte order mark is.

    `encoding` is there where one byte is one letter, and the codec then only counts lines. `chosen` and `guessed` say
    who is to blame if it is wrong: the person, or we. `mixed` says that some cells are not UTF-8 like the rest.
    """

    words: str
    codec: str
    mark: int = 0
    encoding: Encoding | None = None
    chosen: bool = False
    guessed: bool = False
    mixed: bool = False

    def decoder(self) -> Decoder:
        """A decoder that refuses what does not fit; in UTF-8 that some cells may not be, it marks their bytes."""
        if self.encoding:
            return _ByLetters(self.encoding.letters)
        lenient = self.codec == "utf-8" and (self.mixed or self.chosen)
        return codecs.getincrementaldecoder(self.codec)("surrogateescape" if lenient else "strict")


MIXED = Settled("UTF-8, with cells in Windows-1252", "utf-8", mixed=True)


def one_byte(encoding: Encoding, *, chosen: bool = False) -> Settled:
    """An encoding in which one byte is one letter, chosen or guessed."""
    return Settled(encoding.words, "latin-1", 0, encoding, chosen, guessed=not chosen)


class Look:
    """What the bytes of a file show of its encoding, without keeping them."""

    def __init__(self) -> None:
        self.head = b""
        self._decoder = codecs.getincrementaldecoder("utf-8")("strict")
        self._utf8 = True
        self.length = 0
        self.line_ends = 0
        self.broken_off = False
        self._nulls = [0, 0]

    def feed(self, piece: bytes) -> None:
        """Take the next bytes into account; all pieces but the last have an even length."""
        if not self.length:
            self.head = piece
        self.length += len(piece)
        self.line_ends += piece.count(b"\n") + piece.count(b"\r")
        if self._utf8:
            self._decode(piece, final=False)
        if b"\x00" in piece:
            for side in (0, 1):
                self._nulls[side] += piece[side::2].count(0)

    def is_utf8(self) -> bool:
        """Whether all of it is UTF-8, once everything was fed; a letter cut in half at the end is a no."""
        if self._utf8:
            self._decode(b"", final=True)
            self.broken_off = not self._utf8
        return self._utf8

    def utf16(self) -> str:
        """The codec where it is UTF-16 without a byte order mark, else nothing."""
        few, many = sorted(self._nulls)
        if not many or self.length % 2 or many < few * _LOPSIDED or many * _OF_UNITS < self.length // 2:
            return ""
        codec = self.likelier_utf16()
        pairs = {self.head[place : place + 2] for place in range(0, len(self.head), 2)}
        return codec if pairs & {"\n".encode(codec), "\r".encode(codec)} else ""

    def likelier_utf16(self) -> str:
        """On which side of each pair the null bytes stand."""
        return "utf-16-be" if self._nulls[0] > self._nulls[1] else "utf-16-le"

    def _decode(self, piece: bytes, *, final: bool) -> None:
        try:
            self._decoder.decode(piece, final)
        except UnicodeDecodeError:
            self._utf8 = False


def settle(look: Look, chosen: Encoding | None) -> Settled | None:
    """The encoding of a file that was looked over, or nothing where only its words can tell.

    What was chosen comes first, then a byte order mark, then UTF-16 by its null bytes, then UTF-8 if all of it is that.
    Raises `UnreadableFile`: `damaged_text`, `encoding_does_not_fit`.
    """
    for mark, codec, words in _MARKS:
        if look.head.startswith(mark):
            if chosen and not codec.startswith(chosen.name):
                raise _marked_otherwise(words, chosen.words)
            if codec == "utf-8" and not chosen and not look.is_utf8():
                if look.broken_off:
                    raise damaged(words)
                return None
            return Settled(words, codec, len(mark), chosen=chosen is not None)
    if chosen in {UTF_8, UTF_16}:
        return Settled(chosen.words, "utf-8" if chosen == UTF_8 else look.likelier_utf16(), chosen=True)
    if chosen:
        return one_byte(chosen, chosen=True)
    if codec := look.utf16():
        return Settled(_UNMARKED, codec)
    return Settled(UTF_8.words, "utf-8") if look.is_utf8() else None


def does_not_fit(words: str, line: int) -> UnreadableFile:
    """The refusal of a choice by which a byte of that line means nothing."""
    sentence = (
        f"This file cannot be read as {words}: line {line} holds something that this encoding does not know. Choose"
        " another one, or let us find out."
    )
    return UnreadableFile(sentence, "encoding_does_not_fit", field="encoding")


def damaged(words: str) -> UnreadableFile:
    """The refusal of a file that is not what it says it is."""
    sentence = f"This file begins as {words}, but a part of it is damaged. Save the table as CSV (UTF-8) once more."
    return UnreadableFile(sentence, "damaged_text")


def _marked_otherwise(words: str, chosen: str) -> UnreadableFile:
    sentence = f"This file says itself that it is {words}, so it cannot be read as {chosen}. Let us find out."
    return UnreadableFile(sentence, "encoding_does_not_fit", field="encoding")


class _ByLetters:
    """Reads one letter for each byte."""

    def __init__(self, letters: str) -> None:
        self._letters = letters

    def decode(self, piece: bytes, final: bool = False) -> str:  # noqa: FBT001, FBT002  # as the library has it
        """The letters of these bytes."""
        return codecs.charmap_decode(piece, "strict", self._letters)[0]
