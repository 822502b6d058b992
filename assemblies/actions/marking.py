"""Writing that somebody voted: the one statement by which every vote gets onto the roll, by whatever way it comes."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from assemblies.enums import BallotStatus, Via
from assemblies.models import Attendance, Ballot, Vote
from assemblies.queries.batches import show_of_hands
from organiser.base.prepared import run_prepared

# Casting takes a share lock on the ballot and closing takes the whole lock. A vote that is being cast holds closing up;
# a vote that comes while the ballot is being closed waits, reads the row again, finds it closed and inserts nothing.
# SQLite has one writer at a time, so the IMMEDIATE transaction around the statement does the same.
CAST = """
    INSERT INTO assemblies_vote (organisation_id, ballot_id, entry_id, choice, reason, key, spent, via, cast_at)
    SELECT b.organisation_id, b.id, e.id, {choice}, {reason}, {key}, '', {via}, {cast_at}
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
# All who are in the hall and have not voted, at one stroke; the caller holds the whole lock on the ballot.
MARK_HALL = """
    INSERT INTO assemblies_vote (organisation_id, ballot_id, entry_id, choice, reason, key, spent, via)
    SELECT b.organisation_id, b.id, e.id, '', '', '', '', 'hands'
    FROM assemblies_ballot b
    JOIN assemblies_rollentry e ON e.roll_id = b.roll_id
    JOIN assemblies_attendance a ON a.assembly_id = b.assembly_id AND a.person_id = e.person_id
    WHERE b.id = %s AND b.status = 'open' AND a.mode = 'hall' AND a.left_at IS NULL
    ON CONFLICT DO NOTHING
"""


def insert_vote(
    ballot_id: int,
    person_id: int,
    choice: str,
    key: str,
    now: datetime,
    *,
    reason: str = "",
    via: Via = Via.ONLINE,
    lock: str = SHARE_LOCK,
) -> bool:
    """Insert one vote if ballot, roll and presence allow it; say whether it was.

    Without a choice it is a mark on the roll alone, and has no time: the paper lies elsewhere. `lock` is left out only
    by the test that shows what happens without it.
    """
    values: dict[str, Any] = {"choice": choice, "reason": reason, "key": key, "via": via.value}
    values |= {"person": person_id, "ballot": ballot_id, "now": now}
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


def mark_hall(ballot_id: int) -> int:
    """Mark everybody on the roll who is in the hall and has not voted, for a show of hands; gives how many."""
    with connection.cursor() as cursor:
        cursor.execute(MARK_HALL, [ballot_id])
        return int(cursor.rowcount)


def held_for(vote: Vote, now: datetime) -> Ballot | None:
    """The ballot of a vote under its whole lock, where it still takes votes from whoever cast that one.

    For a transaction of the caller: whoever closes the ballot waits for this lock, and whoever comes after finds it
    closed.
    """
    held = Ballot.objects.select_for_update().filter(pk=vote.ballot_id, status=BallotStatus.OPEN).first()
    if held is None or (held.closes_at is not None and held.closes_at <= now):
        return None
    voter = vote.entry.person_id
    there = Attendance.objects.filter(assembly=held.assembly_id, person=voter, left_at__isnull=True)
    return held if held.assembly_id is None or there.exists() else None


def fill_mark(mark: Vote, choice: str, key: str, now: datetime) -> bool:
    """Let somebody vote by phone who was marked for a show of hands that was called off; say whether it was taken."""
    with transaction.atomic():
        held = held_for(mark, now)
        if held is None or show_of_hands(held) is not None:
            return False
        empty = Vote.objects.filter(pk=mark.pk, via=Via.HANDS, choice="")
        return empty.update(choice=choice, key=key, cast_at=now, via=Via.ONLINE) == 1
