"""The encodings in which a register can be read: what they are called, and what each byte means in them."""

from collections.abc import Iterator
from dataclasses import dataclass

from members.reading.problems import UnreadableFile, quoted

NOTHING = "\ufffe"  # what `codecs.charmap_decode` takes for a byte without a meaning
_BYTES = 256


@dataclass(frozen=True, slots=True)
class Encoding:
    """One way to write letters as bytes.

    `name` is for programs, `words` are for people, and `region` is where it was at home. `letters` says what each byte
    means where one byte is one letter; it is empty for UTF-8 and UTF-16.
    """

    name: str
    words: str
    region: str
    letters: str = ""

    def holds(self, used: bytes) -> bool:
        """Whether each of these bytes means something."""
        return all(self.letters[byte] != NOTHING for byte in used)

    def as_bytes(self, text: str) -> bytes:
        """The bytes of a text that was read in this encoding, one byte for each letter."""
        return bytes(map(self.letters.index, text))


def _letters(codec: str, *, sparing: bool = False) -> str:
    """What each byte means. Control characters above 127 mean nothing, unless nothing is to be refused."""

    def meanings() -> Iterator[str]:
        for byte in range(_BYTES):
            letter = bytes([byte]).decode(codec, "ignore") or (chr(byte) if sparing else NOTHING)
            yield NOTHING if "\x80" <= letter <= "\x9f" and not sparing else letter

    return "".join(meanings())


def _one_byte(name: str, words: str, region: str) -> Encoding:
    return Encoding(name, f"{words} ({region})", region, _letters(name))


EVERYWHERE, WESTERN, CENTRAL, CYRILLIC = "Every language", "Western European", "Central European", "Cyrillic"
UTF_8 = Encoding("utf-8", "UTF-8", EVERYWHERE)
UTF_16 = Encoding("utf-16", "UTF-16", EVERYWHERE)
WINDOWS = _one_byte("windows-1252", "Windows-1252", WESTERN)
# Five bytes mean nothing in Windows-1252. Where it is our guess they are control characters, which the cells refuse: a
# file with one such byte is better read with one problem than not at all.
WINDOWS_SPARING = Encoding(WINDOWS.name, WINDOWS.words, WESTERN, _letters(WINDOWS.name, sparing=True))

ENCODINGS = {
    encoding.name: encoding
    for encoding in (
        UTF_8,
        UTF_16,
        WINDOWS,
        _one_byte("iso-8859-15", "ISO-8859-15", WESTERN),
        _one_byte("mac-roman", "Mac Roman", WESTERN),
        _one_byte("cp850", "Code page 850 of DOS", WESTERN),
        _one_byte("cp437", "Code page 437 of DOS", WESTERN),
        _one_byte("windows-1250", "Windows-1250", CENTRAL),
        _one_byte("iso-8859-2", "ISO-8859-2", CENTRAL),
        _one_byte("cp852", "Code page 852 of DOS", CENTRAL),
        _one_byte("windows-1251", "Windows-1251", CYRILLIC),
        _one_byte("iso-8859-5", "ISO-8859-5", CYRILLIC),
        _one_byte("koi8-u", "KOI8-U", CYRILLIC),
        _one_byte("cp866", "Code page 866 of DOS", CYRILLIC),
        _one_byte("windows-1253", "Windows-1253", "Greek"),
        _one_byte("iso-8859-7", "ISO-8859-7", "Greek"),
        _one_byte("windows-1254", "Windows-1254", "Turkish"),
        _one_byte("windows-1257", "Windows-1257", "Baltic"),
    )
}
ONE_BYTE = [encoding for encoding in ENCODINGS.values() if encoding.letters]
_BY_WORDS = {encoding.words: encoding for encoding in ENCODINGS.values()}


def encoding_called(name: str) -> Encoding:
    """The encoding of that name. Raises `UnreadableFile`, code `unknown_encoding`, at the field `encoding`."""
    if name not in ENCODINGS:
        sentence = f"There is no encoding {quoted(name)} here. Choose one of these: {', '.join(ENCODINGS)}."
        raise UnreadableFile(sentence, "unknown_encoding", field="encoding")
    return ENCODINGS[name]


def encoding_in_words(words: str) -> Encoding | None:
    """The encoding that goes by these words, where it can be chosen."""
    return _BY_WORDS.get(words)
