"""Writing many rows at once: by COPY on PostgreSQL, by one prepared statement on SQLite.

A row is a list of texts, or None where nothing is known; both engines turn the texts into the types of the columns.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import TypeVar

from django.db import connection

T = TypeVar("T")
Row = Sequence[str | None]


def in_parts(things: Iterator[T], size: int) -> Iterator[list[T]]:
    """A stream in lists of at most `size`."""
    while part := list(islice(things, size)):
        yield part


@contextmanager
def alone_with(tables: Sequence[str]) -> Iterator[None]:
    """Within the block and until the transaction ends nobody else writes into these tables; everybody can read.

    An insert takes its lock before it asks the sequence for a number, so numbers can be set aside in peace.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 0")
            cursor.execute(f"LOCK TABLE {', '.join(tables)} IN SHARE ROW EXCLUSIVE MODE")
    yield


def set_aside(table: str, number: int) -> int:
    """The first of `number` keys that nobody else will get; the sequence goes on behind the last of them."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [table])
            first = int(cursor.fetchone()[0])
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, first + number - 1])
            return first
        # SQLite counts on from the largest key by itself once the rows are there.
        cursor.execute(f"SELECT COALESCE(MAX(id), 0) + 1 FROM {table}")  # noqa: S608  # a name of ours
        behind = int(cursor.fetchone()[0])
        cursor.execute("SELECT seq + 1 FROM sqlite_sequence WHERE name = %s", [table])
        counted = cursor.fetchone()
        return max(behind, int(counted[0]) if counted else 1)


def write_rows(table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Insert the rows in one statement."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            text = "".join(["\t".join(["\\N" if value is None else value for value in row]) + "\n" for row in rows])
            with cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
                copy.write(text)
        else:
            places = ", ".join(["%s"] * len(columns))
            cursor.executemany(
                f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})",  # noqa: S608  # names of ours
                rows,
            )


def look_again_at(tables: Sequence[str]) -> None:
    """Let the planner count the rows anew."""
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ANALYZE {table}")
