"""Writing many rows at once: by COPY on PostgreSQL, by one prepared statement on SQLite.

A row is a list of texts, or None where nothing is known; both engines turn the texts into the types of the columns.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

from django.db import connection

from organiser.base.bulk import write_rows

T = TypeVar("T")
Row = Sequence[str | None]
Packed = str | list[Row]


def by_copy() -> bool:
    """Whether the engine takes rows as one text."""
    return connection.vendor == "postgresql"


def ahead(parts: Iterator[T]) -> Iterator[T]:
    """The same parts; while one is being used, the next is made in a thread beside it."""
    with ThreadPoolExecutor(max_workers=1) as hand:
        coming = hand.submit(next, parts, None)
        while (part := coming.result()) is not None:
            coming = hand.submit(next, parts, None)
            yield part


@contextmanager
def alone_with(tables: Sequence[str]) -> Iterator[None]:
    """Within the block and until the transaction ends nobody else writes into these tables; everybody can read.

    An insert takes its lock before it asks the sequence for a number, so numbers can be set aside in peace.
    """
    if by_copy():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 0")
            # Foreign keys are looked at part by part, so that the checks owed do not pile up until the end.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"LOCK TABLE {', '.join(tables)} IN SHARE ROW EXCLUSIVE MODE")
    yield


INDEXES = """
    SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i
    WHERE i.indrelid = ANY(%s::regclass[])
      AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid)
    ORDER BY 1
"""
FOREIGN_KEYS = """
    SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint
    WHERE contype = 'f' AND conrelid = ANY(%s::regclass[]) ORDER BY 1, 2
"""


@contextmanager
def stripped(tables: Sequence[str]) -> Iterator[None]:
    """Within the block these tables have no foreign keys and no indexes but those of their constraints (PostgreSQL).

    Afterwards everything is put up again as it was, which looks at all rows at once and is several times faster than
    looking at each as it comes. It is one transaction: if anything goes wrong, nothing was ever taken down.
    """
    with connection.cursor() as cursor:
        cursor.execute(INDEXES, [list(tables)])
        indexes = cursor.fetchall()
        cursor.execute(FOREIGN_KEYS, [list(tables)])
        keys = cursor.fetchall()
        for table, name, _definition in keys:
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        for name, _definition in indexes:
            cursor.execute(f"DROP INDEX {name}")
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL maintenance_work_mem = '128MB'")
        for _name, definition in indexes:
            cursor.execute(definition)
        for table, name, definition in keys:
            cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")


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


def packed_as_text(rows: list[Row]) -> str:
    """Rows in the text form of COPY. No value of ours holds a tab, a line end or a backslash."""
    return "".join(["\t".join(["\\N" if value is None else value for value in row]) + "\n" for row in rows])


def write_packed(table: str, columns: Sequence[str], rows: Packed) -> None:
    """Insert rows in one statement."""
    if not isinstance(rows, str):
        write_rows(table, columns, rows)
        return
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
        copy.write(rows)


def look_again_at(tables: Sequence[str]) -> None:
    """Let the planner count the rows anew."""
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ANALYZE {table}")
