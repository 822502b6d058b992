"""Bytes to text: one look over the file for its encoding, then the text in pieces."""

from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from members.reading.encodings import Encoding
from members.reading.foreign import LineKinds
from members.reading.guessing import Words, guess
from members.reading.kinds import refuse_other_kinds
from members.reading.problems import UnreadableFile
from members.reading.settling import MIXED, Look, Settled, damaged, does_not_fit, one_byte, settle
from members.reading.upload import PIECE, full_piece


@dataclass(frozen=True, slots=True)
class Source:
    """A file that has been looked over once and can be read again from `start`, behind its byte order mark.

    It has no more rows than `line_ends`, and as many, unless cells hold line breaks or a line ends in two characters.
    """

    stream: BinaryIO
    start: int
    settled: Settled
    digest: str
    size: int
    line_ends: int


def looked_over(stream: BinaryIO, digest: str, chosen: Encoding | None = None) -> Source:
    """Go through the file once without keeping it: which encoding is it in.

    Where neither a choice nor the bytes settle it, a second look at the words makes a guess.
    Raises `UnreadableFile`: `empty`, `not_a_table`, `workbook`, `damaged_text`, `encoding_does_not_fit`.
    """
    start = stream.tell()
    look = _first_look(stream)
    settled = settle(look, chosen) or _guessed(stream, start)
    return Source(stream, start + settled.mark, settled, digest, look.length, look.line_ends)


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


def _guessed(stream: BinaryIO, start: int) -> Settled:
    """UTF-8 where most lines that could not be are that, else an encoding in which one byte is one letter.

    Raises `UnreadableFile`, code `damaged_text`, where the file says that it is UTF-8 and most of these lines are not.
    """
    words, lines = Words(), LineKinds()
    stream.seek(start)
    mark = len(BOM_UTF8) if stream.read(len(BOM_UTF8)) == BOM_UTF8 else 0
    stream.seek(start + mark)
    while piece := stream.read(PIECE):
        words.feed(piece)
        lines.feed(piece)
    if lines.mostly_utf8():
        return replace(MIXED, mark=mark)
    if mark:
        raise damaged("UTF-8 with a byte order mark")
    return one_byte(guess(words))


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
