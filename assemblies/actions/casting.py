"""Casting a vote: one short statement that can be sent again without harm."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from assemblies.enums import BallotStatus, Choice
from assemblies.models import Attendance, Ballot, RollEntry, RollRefusal, Vote
from members.enums import Standing
from members.models import Person
from organiser.base import clock
from organiser.base.errors import Conflict, Invalid, NotPermitted, Refusal, RuleNotMet, WrongState
from organiser.base.prepared import run_prepared

KEY = re.compile(r"[A-Za-z0-9_-]{8,64}")

# Casting takes a share lock on the ballot and closing takes the whole lock. A vote that is being cast holds closing up;
# a vote that comes while the ballot is being closed waits, reads the row again, finds it closed and inserts nothing.
# SQLite has one writer at a time, so the IMMEDIATE transaction around the statement does the same.
CAST = """
    INSERT INTO assemblies_vote (organisation_id, ballot_id, entry_id, choice, key, cast_at)
    SELECT b.organisation_id, b.id, e.id, {choice}, {key}, {now}
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
REFUSED = {
    Standing.TOO_NEW: "You joined on {since}, too recently to be on the roll of this ballot.",
    Standing.IN_ARREARS: "You owe dues since {since}, longer than the rules allow. Settle them to be on the next roll.",
    Standing.ON_TRIAL: "You are still on trial; full members vote.",
    Standing.SUPPORTER: "Supporters take part without a vote.",
    Standing.PAID_ROLE: "You hold a paid role, and the rules give those who do no vote while it lasts.",
    Standing.ON_LEAVE: "You are on leave. Tell your secretary that you are back to be on the next roll.",
}


@dataclass(frozen=True)
class Receipt:
    """What a voter gets back: the same for the first sending and for every repetition of it."""

    choice: str
    cast_at: datetime
    repeated: bool


def cast_vote(actor: Person, *, ballot: Ballot, choice: str, key: str) -> Receipt:
    """Cast an open vote in a ballot.

    No ledger entry is written here: the entry that closes the ballot carries the digest of all votes, so that casting
    never queues for the chain (design.md section 4).

    Args:
        choice: `for`, `against` or `abstain`.
        key: chosen by the sender, 8 to 64 letters and digits; sending the same key again gives the same receipt.

    Raises:
        Invalid: an unknown choice or a key of another shape.
        RuleNotMet: where the actor is not on the roll, with the reason.
        WrongState: before opening, after closing, or where the actor is not checked in.
        Conflict: where the actor has voted already.
    """
    if choice not in Choice.values:
        raise Invalid("Choose for, against or abstain.", code="choice", field="choice")
    if not KEY.fullmatch(key):
        raise Invalid("The key of a vote has 8 to 64 letters, digits, hyphens or underscores.", code="key", field="key")
    if actor.bound_body_id is not None and actor.bound_body_id != ballot.body_id:
        raise NotPermitted("This token does not reach that body.", code="token_body")
    now = clock.now()
    if insert_vote(ballot.pk, actor.pk, choice, key, now):
        return Receipt(choice, now, repeated=False)
    earlier = Vote.objects.filter(ballot=ballot, entry__person=actor).first()
    if earlier is not None and earlier.key == key and earlier.choice == choice:
        return Receipt(earlier.choice, earlier.cast_at, repeated=True)
    raise why_refused(actor, ballot, earlier)


def insert_vote(
    ballot_id: int, person_id: int, choice: str, key: str, now: datetime, *, lock: str = SHARE_LOCK
) -> bool:
    """Insert one vote if ballot, roll and presence allow it; say whether it was.

    `lock` is left out only by the test that shows what happens without it.
    """
    values: dict[str, Any] = {"choice": choice, "key": key, "person": person_id, "ballot": ballot_id, "now": now}
    if connection.vendor != "postgresql":
        lock = ""
    elif settings.DATABASE_PREPARE and not connection.in_atomic_block:
        places = {name: f"${place}" for place, name in enumerate(values, 1)}
        return run_prepared(f"cast{len(lock)}", CAST.format(lock=lock, **places), list(values.values()))
    values["now"] = connection.ops.adapt_datetimefield_value(now)
    statement = CAST.format(lock=lock, **{name: f"%({name})s" for name in values})
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone() is not None


def why_refused(actor: Person, ballot: Ballot, earlier: Vote | None) -> Refusal:
    """The reason a vote was not taken, in words for the voter."""
    if earlier is not None:
        said = earlier.get_choice_display().lower()
        return Conflict(
            f"You voted “{said}” in this ballot on {earlier.cast_at:%-d %B at %H:%M}. Each member votes once.",
            code="voted_already",
            rule="invariant 1",
        )
    ballot.refresh_from_db()
    if not RollEntry.objects.filter(roll_id=ballot.roll_id, person=actor).exists():
        refusal = RollRefusal.objects.filter(roll_id=ballot.roll_id, person=actor).first()
        if refusal is None:
            sentence = f"You are not on the roll of this ballot: it is for members of {ballot.body.name}."
            return RuleNotMet(sentence, code="not_on_roll", rule="mission B9")
        sentence = REFUSED[Standing(refusal.reason)].format(since=f"{refusal.since:%-d %B %Y}")
        return RuleNotMet(sentence, code=refusal.reason, rule=str(ballot.rule.rule_set))
    if ballot.status == BallotStatus.CLOSED or (ballot.closes_at is not None and ballot.closes_at <= clock.now()):
        closed = ballot.closed_at or ballot.closes_at
        return WrongState(f"This ballot closed on {closed:%-d %B at %H:%M}. Your vote was not counted.", code="closed")
    there = Attendance.objects.filter(assembly__ballots=ballot, person=actor, left_at__isnull=True)
    if ballot.assembly_id is not None and not there.exists():
        return WrongState("You are not checked in to this assembly. Check in first, then vote.", code="not_checked_in")
    return WrongState("Your vote could not be taken just now. Send it again.", code="try_again")
