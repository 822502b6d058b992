"""Bytes to text: one look over the file for its size, digest and encoding, then the text in pieces."""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import BinaryIO, cast

from members.reading.encodings import Encoding
from members.reading.guessing import Words, guess
from members.reading.kinds import refuse_other_kinds
from members.reading.problems import UnreadableFile
from members.reading.settling import Look, Settled, damaged, does_not_fit, one_byte, settle

PIECE = 1 << 16
_KEPT_IN_MEMORY = 1 << 20


@dataclass(frozen=True, slots=True)
class Source:
    """A file that has been looked over once and can be read again from `start`, behind its byte order mark."""

    stream: BinaryIO
    start: int
    settled: Settled
    digest: str


@contextmanager
def looked_over(stream: BinaryIO, *, size: int, max_bytes: int, chosen: Encoding | None = None) -> Iterator[Source]:
    """Go through the file once without keeping it: how large, which digest, which encoding.

    Where neither a choice nor the bytes settle the encoding, a second look at the words makes a guess. A stream that
    cannot go back is copied to a temporary file, which is gone when the context ends.
    Raises `UnreadableFile`: `empty`, `too_large`, `not_a_table`, `workbook`, `damaged_text`, `encoding_does_not_fit`.
    """
    if size > max_bytes:
        raise _too_large(max_bytes, size)
    with ExitStack() as stack:
        copy = None
        if not stream.seekable():
            copy = stack.enter_context(tempfile.SpooledTemporaryFile(max_size=_KEPT_IN_MEMORY))
        start = 0 if copy else stream.tell()
        look, digest = _first_look(stream, copy, max_bytes)
        again = cast("BinaryIO", copy or stream)
        settled = settle(look, chosen) or one_byte(_guessed(again, start))
        yield Source(again, start + settled.mark, settled, digest)


def _first_look(
    stream: BinaryIO, copy: "tempfile.SpooledTemporaryFile[bytes] | None", max_bytes: int
) -> tuple[Look, str]:
    """What the bytes show, and the digest; fills `copy` on the way."""
    digest = hashlib.sha256()
    look = Look()
    total = 0
    blank = True
    while piece := _full_piece(stream):
        if not total:
            refuse_other_kinds(piece)
        total += len(piece)
        if total > max_bytes:
            raise _too_large(max_bytes)
        digest.update(piece)
        look.feed(piece)
        blank = blank and not piece.strip(b" \t\r\n\xef\xbb\xbf\xff\xfe\x00")
        if copy:
            copy.write(piece)
    if blank:
        sentence = "This file is empty. Choose a CSV file with a heading row and one row for each person."
        raise UnreadableFile(sentence, "empty")
    return look, digest.hexdigest()


def _guessed(stream: BinaryIO, start: int) -> Encoding:
    words = Words()
    stream.seek(start)
    while piece := stream.read(PIECE):
        words.feed(piece)
    return guess(words)


def pieces_of_text(source: Source) -> Iterator[str]:
    """The text of the file in pieces of bounded length. Raises `UnreadableFile` where the bytes do not fit."""
    source.stream.seek(source.start)
    settled, line = source.settled, 1
    decoder = settled.decoder()
    try:
        while piece := source.stream.read(PIECE):
            text = decoder.decode(piece)
            line += _lines(text)
            yield text
        yield decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode(settled.codec, "ignore")
        if settled.chosen:
            raise does_not_fit(settled.words, line + _lines(before)) from error
        raise damaged(settled.words) from error


def _lines(text: str) -> int:
    return max(text.count("\n"), text.count("\r"))


def _full_piece(stream: BinaryIO) -> bytes:
    """The next `PIECE` bytes; fewer at the end only, however little the stream hands over at a time."""
    piece = stream.read(PIECE)
    while piece and len(piece) < PIECE and (more := stream.read(PIECE - len(piece))):
        piece += more
    return piece


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
