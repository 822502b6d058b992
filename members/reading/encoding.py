"""Bytes to text: one look over the file for its size, digest and encoding, then the text in pieces."""

import codecs
import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import BinaryIO, cast

from members.reading.kinds import refuse_other_kinds
from members.reading.problems import UnreadableFile

PIECE = 1 << 16
_KEPT_IN_MEMORY = 1 << 20

_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8 with a byte order mark"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_WINDOWS = "windows-1252"
# Five bytes mean nothing in Windows-1252; read as in Latin-1 they are control characters, which the cells then refuse.
_WINDOWS_LETTERS = "".join(
    bytes([byte]).decode("cp1252", "ignore") or bytes([byte]).decode("latin-1") for byte in range(256)
)


@dataclass(frozen=True, slots=True)
class Source:
    """A file that has been looked over once and can be read again from `start`, behind its byte order mark."""

    stream: BinaryIO
    start: int
    codec: str
    words: str
    digest: str


@contextmanager
def looked_over(stream: BinaryIO, *, size: int, max_bytes: int) -> Iterator[Source]:
    """Go through the file once without keeping it: how large, which digest, which encoding.

    The encoding is what a byte order mark says, else UTF-8 if all of it is UTF-8, else Windows-1252 (of which Latin-1
    is a part). A stream that cannot go back is copied to a temporary file, which is gone when the context ends.
    Raises `UnreadableFile`: `empty`, `too_large`, `not_a_table`, `workbook`, `damaged_text`.
    """
    if size > max_bytes:
        raise _too_large(max_bytes, size)
    with ExitStack() as stack:
        copy = None
        if not stream.seekable():
            copy = stack.enter_context(tempfile.SpooledTemporaryFile(max_size=_KEPT_IN_MEMORY))
        start = 0 if copy else stream.tell()
        mark, codec, words, digest = _first_look(stream, copy, max_bytes)
        yield Source(cast("BinaryIO", copy or stream), start + mark, codec, words, digest)


def _first_look(
    stream: BinaryIO, copy: "tempfile.SpooledTemporaryFile[bytes] | None", max_bytes: int
) -> tuple[int, str, str, str]:
    """Length of the byte order mark, codec, its words and the digest; fills `copy` on the way."""
    digest = hashlib.sha256()
    utf8 = _Utf8Check()
    head = b""
    total = 0
    blank = True
    while piece := _full_piece(stream):
        if not total:
            head = piece
            refuse_other_kinds(head)
        total += len(piece)
        if total > max_bytes:
            raise _too_large(max_bytes)
        digest.update(piece)
        utf8.feed(piece)
        blank = blank and not piece.strip(b" \t\r\n\xef\xbb\xbf\xff\xfe\x00")
        if copy:
            copy.write(piece)
    if blank:
        sentence = "This file is empty. Choose a CSV file with a heading row and one row for each person."
        raise UnreadableFile(sentence, "empty")
    return *_encoding(head, utf8_holds=utf8.holds()), digest.hexdigest()


def pieces_of_text(source: Source) -> Iterator[str]:
    """The text of the file in pieces of bounded length. Raises `UnreadableFile`, code `damaged_text`."""
    source.stream.seek(source.start)
    if source.codec == _WINDOWS:
        while piece := source.stream.read(PIECE):
            yield codecs.charmap_decode(piece, "strict", _WINDOWS_LETTERS)[0]
        return
    decoder = codecs.getincrementaldecoder(source.codec)("strict")
    try:
        while piece := source.stream.read(PIECE):
            yield decoder.decode(piece)
        yield decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise _damaged(source.words) from error


def _full_piece(stream: BinaryIO) -> bytes:
    """The next `PIECE` bytes; fewer at the end only, however little the stream hands over at a time."""
    piece = stream.read(PIECE)
    while piece and len(piece) < PIECE and (more := stream.read(PIECE - len(piece))):
        piece += more
    return piece


class _Utf8Check:
    """Whether all bytes so far are UTF-8, without keeping them."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("strict")
        self._holds = True

    def feed(self, piece: bytes) -> None:
        """Take the next bytes into account."""
        if self._holds:
            self._decode(piece, final=False)

    def holds(self) -> bool:
        """The answer, once all bytes were fed; a letter cut in half at the end is a no."""
        if self._holds:
            self._decode(b"", final=True)
        return self._holds

    def _decode(self, piece: bytes, *, final: bool) -> None:
        try:
            self._decoder.decode(piece, final)
        except UnicodeDecodeError:
            self._holds = False


def _encoding(head: bytes, *, utf8_holds: bool) -> tuple[int, str, str]:
    """Length of the byte order mark, codec and words for people."""
    for mark, codec, words in _MARKS:
        if head.startswith(mark):
            if codec == "utf-8" and not utf8_holds:
                raise _damaged(words)
            return len(mark), codec, words
    if utf8_holds:
        return 0, "utf-8", "UTF-8"
    return 0, _WINDOWS, "Windows-1252 (Western European)"


def _damaged(words: str) -> UnreadableFile:
    sentence = f"This file begins as {words}, but a part of it is damaged. Save the table as CSV (UTF-8) once more."
    return UnreadableFile(sentence, "damaged_text")


def _too_large(max_bytes: int, size: int | None = None) -> UnreadableFile:
    is_large = f"This file has {_in_words(size, up=True)}" if size else "This file is too large"
    most = _in_words(max_bytes, up=False)
    sentence = f"{is_large}; at most {most} can be read at once. Split the table into several files."
    return UnreadableFile(sentence, "too_large")


def _in_words(count: int, *, up: bool) -> str:
    """A number of bytes in the unit a file manager shows, rounded so that no file seems to fit its limit."""
    for unit, length in (("MB", 1_000_000), ("kB", 1_000)):
        if count >= length:
            tenths = (count * 10 + (length - 1 if up else 0)) // length
            return f"{tenths // 10} {unit}" if tenths % 10 == 0 else f"{tenths // 10}.{tenths % 10} {unit}"
    return f"{count} bytes"
