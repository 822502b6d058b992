"""Writing that somebody voted: the one statement by which every vote gets onto the roll, by whatever way it comes."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from assemblies.enums import Via
from organiser.base.prepared import run_prepared

# Casting takes a share lock on the ballot and closing takes the whole lock. A vote that is being cast holds closing up;
# a vote that comes while the ballot is being closed waits, reads the row again, finds it closed and inserts nothing.
# SQLite has one writer at a time, so the IMMEDIATE transaction around the statement does the same.
CAST = """
    INSERT INTO assemblies_vote (organisation_id, ballot_id, entry_id, choice, key, via, cast_at)
    SELECT b.organisation_id, b.id, e.id, {choice}, {key}, {via}, {cast_at}
    FROM assemblies_ballot b
    JOIN assemblies_rollentry e ON e.roll_id = b.roll_id AND e.person_id = {person}
    WHERE b.id = {ballot} AND b.status = 'open' AND (b.closes_at IS NULL OR b.closes_at > {now})
      AND (b.assembly_id IS NULL OR EXISTS (
        SELECT 1 FROM assemblies_attendance a
        WHERE a.assembly_id = b.assembly_id AND a.person_id = {person} AND a.left_at IS NULL))
    {lock}
    ON CONFLICT DO NOTHING
    RETURNING id
"""
SHARE_LOCK = "FOR SHARE OF b"


def insert_vote(
    ballot_id: int,
    person_id: int,
    choice: str,
    key: str,
    now: datetime,
    *,
    via: Via = Via.ONLINE,
    lock: str = SHARE_LOCK,
) -> bool:
    """Insert one vote if ballot, roll and presence allow it; say whether it was.

    Without a choice it is a mark on the roll alone, and has no time: the paper lies elsewhere. `lock` is left out only
    by the test that shows what happens without it.
    """
    values: dict[str, Any] = {"choice": choice, "key": key, "via": via.value, "person": person_id, "ballot": ballot_id}
    values["now"] = now
    cast_at = "NULL" if not choice else "{now}"
    statement = CAST.replace("{cast_at}", cast_at)
    if connection.vendor != "postgresql":
        lock = ""
    elif settings.DATABASE_PREPARE and not connection.in_atomic_block:
        places = {name: f"${place}" for place, name in enumerate(values, 1)}
        name = f"cast{len(lock)}{len(cast_at)}"
        return run_prepared(name, statement.format(lock=lock, **places), list(values.values()))
    values["now"] = connection.ops.adapt_datetimefield_value(now)
    sql = statement.format(lock=lock, **{name: f"%({name})s" for name in values})
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone() is not None
