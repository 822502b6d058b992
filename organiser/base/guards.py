"""What the database itself refuses, on both engines: changes to what has been decided, counted or written down.

Each app names its guards in `AppConfig.ready`; they are put up again after every migrate, because SQLite rebuilds a
table to alter it and loses its triggers on the way. Invariant 6 of design.md section 9.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper


@dataclass(frozen=True)
class Guard:
    """One trigger: `event` on `table` is refused with `sentence`.

    Args:
        columns: for an update, only these columns are guarded; empty means all.
        when: a condition in SQL over OLD and NEW that must hold for the refusal; empty means always.
        bulk: on PostgreSQL look at all inserted rows of a statement at once; a roll has millions.
    """

    name: str
    table: str
    event: str
    sentence: str
    columns: tuple[str, ...] = ()
    when: str = ""
    bulk: bool = False


_guards: dict[str, Guard] = {}
# Words on record are replaced by an erasure alone (organiser/base/erased_words.py), whose transaction shows this row.
NOT_ERASING = "NOT EXISTS (SELECT 1 FROM base_erasingnow)"


def register(*guards: Guard) -> None:
    """Add guards to those that are put up after a migrate."""
    _guards.update({guard.name: guard for guard in guards})


def append_only(
    table: str,
    sentence: str,
    *,
    but: Sequence[str] = (),
    columns: Sequence[str] = (),
    words: Sequence[str] = (),
    unless: str = "",
) -> list[Guard]:
    """Guards that refuse deletion and change.

    Args:
        but: events left open, for instance `("DELETE",)`.
        columns: guard only these columns against change.
        words: columns of words, in which an erasure alone may replace a name; `columns` names the others then.
        unless: a condition in SQL over OLD under which a row may be deleted all the same.
    """
    found = [
        Guard(
            f"{table}_no_{event.lower()}",
            table,
            event,
            sentence,
            tuple(columns) if event == "UPDATE" else (),
            f"NOT ({unless})" if unless and event == "DELETE" else "",
        )
        for event in ("UPDATE", "DELETE")
        if event not in but
    ]
    if words:
        found.append(Guard(f"{table}_words", table, "UPDATE", sentence, tuple(words), NOT_ERASING))
    return found


def no_step(steps: Mapping[Any, Collection[Any]], column: str = "status") -> str:
    """The condition of a guard that lets a state move only along its transition table."""
    known = " OR ".join(
        f"(OLD.{column} = '{came}' AND NEW.{column} IN ({', '.join(sorted(_quoted(str(to)) for to in allowed))}))"
        for came, allowed in steps.items()
        if allowed
    )
    return f"(OLD.{column} <> NEW.{column} AND NOT ({known}))"


def registered() -> list[Guard]:
    """All guards, in the order of their names."""
    return [_guards[name] for name in sorted(_guards)]


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _put_up_postgresql(cursor: CursorWrapper, guard: Guard) -> None:
    columns = f" OF {', '.join(guard.columns)}" if guard.columns else ""
    when = f" WHEN ({guard.when})" if guard.when and "SELECT" not in guard.when.upper() else ""
    sentence = _quoted(guard.sentence)
    back = "OLD" if guard.event == "DELETE" else "NEW"
    check = (
        f"IF {guard.when} THEN RAISE EXCEPTION USING MESSAGE = {sentence}, ERRCODE = 'OR001'; END IF; RETURN {back};"
    )
    refuse = f"RAISE EXCEPTION USING MESSAGE = {sentence}, ERRCODE = 'OR001';"
    body = refuse if when or not guard.when else check
    cursor.execute(
        f"CREATE OR REPLACE FUNCTION guard_{guard.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$",
    )
    cursor.execute(f"DROP TRIGGER IF EXISTS {guard.name} ON {guard.table}")
    cursor.execute(
        f"CREATE TRIGGER {guard.name} BEFORE {guard.event}{columns} ON {guard.table} "
        f"FOR EACH ROW{when} EXECUTE FUNCTION guard_{guard.name}()",
    )
    if guard.event == "DELETE":  # what may not be deleted row by row may not be emptied either
        cursor.execute(
            f"CREATE OR REPLACE FUNCTION guard_{guard.name}_all() RETURNS trigger LANGUAGE plpgsql "
            f"AS $$ BEGIN {refuse} END $$",
        )
        cursor.execute(f"DROP TRIGGER IF EXISTS {guard.name}_all ON {guard.table}")
        cursor.execute(
            f"CREATE TRIGGER {guard.name}_all BEFORE TRUNCATE ON {guard.table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION guard_{guard.name}_all()",
        )


def _put_up_in_bulk(cursor: CursorWrapper, guard: Guard) -> None:
    check = f"EXISTS (SELECT 1 FROM added WHERE {guard.when.replace('NEW.', 'added.')})"  # noqa: S608  # conditions of our own
    refuse = f"RAISE EXCEPTION USING MESSAGE = {_quoted(guard.sentence)}, ERRCODE = 'OR001';"
    cursor.execute(
        f"CREATE OR REPLACE FUNCTION guard_{guard.name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN IF {check} THEN {refuse} END IF; RETURN NULL; END $$",
    )
    cursor.execute(f"DROP TRIGGER IF EXISTS {guard.name} ON {guard.table}")
    cursor.execute(
        f"CREATE TRIGGER {guard.name} AFTER INSERT ON {guard.table} REFERENCING NEW TABLE AS added "
        f"FOR EACH STATEMENT EXECUTE FUNCTION guard_{guard.name}()",
    )


def _put_up_sqlite(cursor: CursorWrapper, guard: Guard) -> None:
    columns = f" OF {', '.join(guard.columns)}" if guard.columns else ""
    when = f" WHEN {guard.when}" if guard.when else ""
    cursor.execute(f"DROP TRIGGER IF EXISTS {guard.name}")
    cursor.execute(
        f"CREATE TRIGGER {guard.name} BEFORE {guard.event}{columns} ON {guard.table} "
        f"FOR EACH ROW{when} BEGIN SELECT RAISE(ABORT, {_quoted(guard.sentence)}); END",
    )


def put_up(connection: BaseDatabaseWrapper, guards: Sequence[Guard]) -> None:
    """Create or replace the triggers of `guards` whose tables exist, all at one stroke."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for guard in guards:
            if guard.table not in tables:
                continue
            if connection.vendor == "postgresql":
                put_up_one = _put_up_in_bulk if guard.bulk else _put_up_postgresql
                put_up_one(cursor, guard)
            else:
                _put_up_sqlite(cursor, guard)


def take_down(connection: BaseDatabaseWrapper, guards: Sequence[Guard]) -> None:
    """Remove the triggers of `guards`; migrations need this, and tests that empty the database."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for guard in guards:
            on = f" ON {guard.table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {guard.name}{on}")
            if on:
                cursor.execute(f"DROP TRIGGER IF EXISTS {guard.name}_all{on}")


def standing(connection: BaseDatabaseWrapper) -> set[str]:
    """Names of the triggers that are up in the database now."""
    source = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(source)
        return {row[0] for row in cursor.fetchall()}


def take_down_before_migrate(*, using: str, plan: Sequence[Any] = (), **_: Any) -> None:
    """Receiver of pre_migrate: the guards stand aside while there is something to migrate.

    SQLite cannot rebuild a table that the trigger of another table speaks of, and PostgreSQL cannot change the type of
    a column that a trigger watches.
    """
    if plan:
        take_down(connections[using], registered())


def install_after_migrate(*, using: str, **_: Any) -> None:
    """Receiver of post_migrate: put all guards up again."""
    put_up(connections[using], registered())
