"""A small world is built through actions once in a session; later tests get the same rows put back as they were.

Building it takes hundreds of statements, putting it back one for each table. The rows are compared with those that were
there before, so several worlds can be kept side by side.
"""

import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, transaction

from organiser.base import clock, guards

APPS = ("base", "organisations", "members", "skills", "assemblies")
APART = 100_000
Rows = dict[str, list[tuple[Any, ...]]]


@dataclass
class Kept:
    """The rows that a world consists of, and the pickled object that tests work with."""

    columns: dict[str, list[str]]
    rows: Rows
    thing: bytes


_kept: dict[tuple[str, object], Kept] = {}


def _tables() -> list[str]:
    return [model._meta.db_table for app in APPS for model in apps.get_app_config(app).get_models()]


def _read() -> tuple[dict[str, list[str]], Rows]:
    columns: dict[str, list[str]] = {}
    rows: Rows = {}
    with connection.cursor() as cursor:
        for table in _tables():
            cursor.execute(f'SELECT * FROM "{table}"')
            columns[table] = [column[0] for column in cursor.description]
            rows[table] = cursor.fetchall()
    return columns, rows


@contextmanager
def _unguarded(tables: list[str]) -> Iterator[None]:
    """Let rows into these tables in whatever order, though a vote comes to a ballot that was closed after it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
            yield
            cursor.execute("SET session_replication_role = origin")
        return
    watching = [guard for guard in guards.registered() if guard.event == "INSERT" and guard.table in tables]
    guards.take_down(connection, watching)
    yield
    guards.put_up(connection, watching)


def _put_back(kept: Kept, *, guarded: bool) -> None:
    aside = nullcontext() if guarded else _unguarded([table for table, rows in kept.rows.items() if rows])
    # One transaction: foreign keys are looked at when it ends.
    with transaction.atomic(), aside, connection.cursor() as cursor:
        for table, rows in kept.rows.items():
            if not rows:
                continue
            names = ", ".join(f'"{name}"' for name in kept.columns[table])
            one = "(" + ", ".join(["%s"] * len(kept.columns[table])) + ")"
            for start in range(0, len(rows), 40):
                part = rows[start : start + 40]
                values = [value for row in part for value in row]
                cursor.execute(f'INSERT INTO "{table}" ({names}) VALUES {", ".join([one] * len(part))}', values)


def _begin_apart(number: int) -> None:
    """On SQLite keys begin anew in each test: each world gets keys of its own, in whatever order they are put back."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for table in _tables():
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, number * APART])


def once(name: str, build: Callable[[], Any], *, guarded: bool = True) -> Any:
    """Build a world, or put back the one that was built earlier in this session on this day.

    Args:
        name: of this world and no other.
        build: writes it, under all guards, and gives what tests work with.
        guarded: False where something in it has ended, since guards refuse rows that would come to it now.
    """
    which = (name, clock.today())
    kept = _kept.get(which)
    if kept is not None:
        _put_back(kept, guarded=guarded)
        return pickle.loads(kept.thing)
    _columns, before = _read()
    _begin_apart(len(_kept) + 1)
    thing = build()
    columns, after = _read()
    known = {table: set(rows) for table, rows in before.items()}
    new = {table: [row for row in rows if row not in known[table]] for table, rows in after.items()}
    _kept[which] = Kept(columns, new, pickle.dumps(thing))
    return thing
