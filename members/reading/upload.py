"""An uploaded file: within its size, with its digest, and so that it can be read more than once."""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import BinaryIO, cast

from members.reading.problems import UnreadableFile

PIECE = 1 << 16
_KEPT_IN_MEMORY = 1 << 20


@contextmanager
def at_hand(stream: BinaryIO, *, size: int, max_bytes: int) -> Iterator[tuple[BinaryIO, str]]:
    """The file at its beginning, and its digest (SHA-256 in hex).

    A stream that cannot go back is copied to a temporary file, which is gone when the context ends.
    Raises `UnreadableFile`, code `too_large`: by the size that is claimed before anything is read, then by what comes.
    """
    if size > max_bytes:
        raise _too_large(max_bytes, size)
    with ExitStack() as stack:
        copy = None
        if not stream.seekable():
            copy = stack.enter_context(tempfile.SpooledTemporaryFile(max_size=_KEPT_IN_MEMORY))
        start = 0 if copy else stream.tell()
        digest = hashlib.sha256()
        total = 0
        while piece := full_piece(stream):
            total += len(piece)
            if total > max_bytes:
                raise _too_large(max_bytes)
            digest.update(piece)
            if copy:
                copy.write(piece)
        again = cast("BinaryIO", copy or stream)
        again.seek(start)
        yield again, digest.hexdigest()


def full_piece(stream: BinaryIO) -> bytes:
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
