"""Bytes to text: one look over the file for its encoding, then the text in pieces."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from members.reading.encodings import Encoding
from members.reading.guessing import Words, guess
from members.reading.kinds import refuse_other_kinds
from members.reading.problems import UnreadableFile
from members.reading.settling import Look, Settled, damaged, does_not_fit, one_byte, settle
from members.reading.upload import PIECE, full_piece


@dataclass(frozen=True, slots=True)
class Source:
    """A file that has been looked over once and can be read again from `start`, behind its byte order mark."""

    stream: BinaryIO
    start: int
    settled: Settled
    digest: str
    size: int


def looked_over(stream: BinaryIO, digest: str, chosen: Encoding | None = None) -> Source:
    """Go through the file once without keeping it: which encoding is it in.

    Where neither a choice nor the bytes settle it, a second look at the words makes a guess.
    Raises `UnreadableFile`: `empty`, `not_a_table`, `workbook`, `damaged_text`, `encoding_does_not_fit`.
    """
    start = stream.tell()
    look = _first_look(stream)
    settled = settle(look, chosen) or one_byte(_guessed(stream, start))
    return Source(stream, start + settled.mark, settled, digest, look.length)


def _first_look(stream: BinaryIO) -> Look:
    """What the bytes show."""
    look = Look()
    first = blank = True
    while piece := full_piece(stream):
        if first:
            refuse_other_kinds(piece)
            first = False
        look.feed(piece)
        blank = blank and not piece.strip(b" \t\r\n\xef\xbb\xbf\xff\xfe\x00")
    if blank:
        sentence = "This file is empty. Choose a CSV file with a heading row and one row for each person."
        raise UnreadableFile(sentence, "empty")
    return look


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
