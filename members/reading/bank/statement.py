"""A file of a bank, whichever of the two forms it has."""

from collections.abc import Mapping
from datetime import date
from typing import BinaryIO

from members.reading.bank.camt import read_camt
from members.reading.bank.movements import MAX_BYTES, BankFile
from members.reading.bank.tables import Recall, read_table
from members.reading.upload import at_hand

_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def read_statement(
    stream: BinaryIO,
    *,
    size: int,
    today: date,
    columns: Mapping[str, str] | None = None,
    recall: Recall | None = None,
    day_order: str = "",
    max_bytes: int = MAX_BYTES,
) -> BankFile:
    """Read a statement; nothing is written.

    Args:
        columns: which heading means which field, where our guess was wrong.
        day_order: which of day and month comes first in a table, where its days do not tell.
        recall: gives the fields that were chosen before for a row of headings.

    Raises:
        UnreadableFile: where the file as a whole cannot be read; the sentence says why.
    """
    with at_hand(stream, size=size, max_bytes=max_bytes) as (again, digest):
        start = again.read(200)
        again.seek(0)
        for mark in _MARKS:
            start = start.removeprefix(mark)
        if start.replace(b"\x00", b"").lstrip().startswith(b"<"):
            return read_camt(again, digest, today)
        return read_table(again, digest, today, columns, recall, day_order=day_order)
