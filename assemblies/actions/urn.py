"""The sealed urn: marking off the roll, putting a paper in, writing all papers anew at closing, sweeping out.

Issuing and casting are two transactions that share nothing but a tracker, so that a later way of issuing (a key signed
blindly) takes the place of the first half alone. docs/secret-ballots.md says what this protects from, and what not.
"""

import base64
import hashlib
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from assemblies.actions.marking import insert_vote
from assemblies.enums import BallotStatus, Via
from assemblies.models import Ballot, PaperEntry, SealedVote, Slip, Ticket, Vote
from organiser.base import clock
from organiser.base.errors import Conflict, WrongState

# 80 bits: nobody meets somebody else's tracker, and it can be copied from a screen by hand.
TRACKER_LETTERS = 16
KEY_OF_ANOTHER = "This key is in use already. Choose another one, at random, and send the paper again."
SWEPT_AT_ONCE = ("assemblies_slip", "assemblies_ticket", "assemblies_paperentry")
EMPTY = """
    INSERT INTO assemblies_sealedvote (tracker, organisation_id, ballot_id, choice)
    SELECT tracker, organisation_id, ballot_id, choice FROM assemblies_slip WHERE ballot_id = %s ORDER BY tracker
"""
# The lock on the ballot holds closing up, as in casting an open vote; that on the ticket holds up its being reissued.
PUT_IN = """
    INSERT INTO assemblies_slip (tracker, organisation_id, ballot_id, choice)
    SELECT t.tracker, b.organisation_id, b.id, %(choice)s
    FROM assemblies_ticket t JOIN assemblies_ballot b ON b.id = t.ballot_id
    WHERE t.tracker = %(tracker)s AND b.status = 'open' AND (b.closes_at IS NULL OR b.closes_at > %(now)s)
    {lock}
    ON CONFLICT DO NOTHING
    RETURNING tracker
"""


def tracker_of(ballot: Ballot, key: str) -> str:
    """The tracker of the paper that is sent with this key: 16 letters and digits that tell nothing of the key."""
    return _tracker(f"key {ballot.public_id} {key}")


def tracker_of_code(ballot: Ballot, code: str) -> str:
    """The tracker of the printed paper with this code, which no key that somebody chooses can lead to."""
    return _tracker(f"code {ballot.public_id} {code}")


def _tracker(text: str) -> str:
    return base64.b32encode(hashlib.sha256(text.encode()).digest())[:TRACKER_LETTERS].decode()


def issue(ballot: Ballot, person_id: int, tracker: str, via: Via = Via.ONLINE) -> bool:
    """Mark somebody off the roll and give out the ticket for one paper; say whether a ticket is there now.

    Asked again with the same tracker it gives the same ticket; with another one, the new ticket takes the place of one
    whose paper never came. False where there is none to be had: the paper is in the urn, or there is no right to one.

    Raises:
        Conflict: where somebody else sends with the same key at this moment.
    """
    if Ticket.objects.filter(tracker=tracker).exclude(vote__entry__person=person_id).exists():
        raise Conflict(KEY_OF_ANOTHER, code="key_taken", rule="invariant 1")
    with transaction.atomic():
        marked = insert_vote(ballot.pk, person_id, "", "", clock.now(), via=via)
        vote = Vote.objects.filter(ballot=ballot, entry__person=person_id, choice="").first()
        if vote is None:
            return False
        if marked:
            Ticket.objects.create(vote=vote, organisation_id=ballot.organisation_id, ballot=ballot, tracker=tracker)
            return True
        # Once the lock is there, a paper that was just being put in has taken its ticket with it.
        ticket = Ticket.objects.select_for_update().filter(vote=vote).first()
        if ticket is None:
            return False
        if ticket.tracker != tracker:
            ticket.tracker = tracker
            ticket.save(update_fields=["tracker"])
        return True


def put_in(tracker: str, choice: str, now: datetime) -> bool:
    """Put a paper into the urn in exchange for its ticket, both or neither; say whether it was."""
    lock = "FOR SHARE OF b FOR UPDATE OF t" if connection.vendor == "postgresql" else ""
    values: dict[str, Any] = {
        "choice": choice,
        "tracker": tracker,
        "now": connection.ops.adapt_datetimefield_value(now),
    }
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(PUT_IN.format(lock=lock), values)
        if cursor.fetchone() is None:
            return False
        Ticket.objects.filter(tracker=tracker).delete()
    return True


def paper_under(ballot: Ballot, tracker: str) -> str | None:
    """The paper under a tracker, for whoever knows it; None where there is none."""
    for kind in (SealedVote, Slip):
        found = kind.objects.filter(ballot=ballot, tracker=tracker).values_list("choice", flat=True).first()
        if found is not None:
            return found
    return None


def demand_same(ballot: Ballot, found: str | None, choice: str) -> None:
    """Go on only if the paper in the urn under somebody's tracker is the one that is sent again.

    Raises:
        WrongState: where the ballot has closed and this paper was not in it.
        Conflict: where the urn has another one, or holds one under a tracker that is not known here.
    """
    ballot.refresh_from_db(fields=["status", "closed_at"])
    if found is None and ballot.status != BallotStatus.OPEN:
        sentence = f"This ballot closed on {ballot.closed_at:%-d %B at %H:%M}. This paper did not lie in the urn then."
        raise WrongState(sentence, code="closed")
    if found != choice:
        raise Conflict(
            "You have voted in this secret ballot. Each member votes once, and nobody can take a paper out again.",
            code="voted_already",
            rule="invariant 1",
        )


def seal(ballot: Ballot) -> int:
    """Write all papers anew in the order of their trackers; for the action that closes the ballot under its lock."""
    with connection.cursor() as cursor:
        cursor.execute(EMPTY, [ballot.pk])
        return int(cursor.rowcount)


def empty(ballot: Ballot) -> None:
    """Take out what lay in the tables of the urn of a closed ballot, where it was written one by one."""
    PaperEntry.objects.filter(code__ballot=ballot).delete()
    Ticket.objects.filter(ballot=ballot).delete()
    Slip.objects.filter(ballot=ballot).delete()


def unswept() -> list[Ballot]:
    """Closed secret ballots of which the database may still hold rows that were taken out."""
    return list(Ballot.objects.exclude(status=BallotStatus.OPEN).filter(secret=True, swept_at__isnull=True))


def sweep() -> int:
    """Have the database overwrite what tickets and slips left behind; gives for how many ballots that was done.

    PostgreSQL keeps deleted rows, with the numbers of their transactions, until it vacuums. A plain vacuum takes out
    what no transaction of this database can see any more, and a full one then writes the tables anew, so that not even
    the gaps hold them. The full one alone would keep rows for a transaction that runs in any database of the server.
    While somebody still sees them the files are not empty, and while another urn is open they are in use: the clock
    tries again. SQLite overwrites what it deletes at once (`secure_delete`). Not within a transaction.
    """
    waiting = [ballot.pk for ballot in unswept()]
    if not waiting or connection.in_atomic_block:
        return 0
    if connection.vendor == "postgresql" and (_in_use() or not _vacuumed()):
        return 0
    return Ballot.objects.filter(pk__in=waiting).update(swept_at=clock.now())


def _in_use() -> bool:
    """Whether another urn is open: writing its tables anew would hold up everybody who is casting."""
    return any(kind.objects.exists() for kind in (Slip, Ticket, PaperEntry))


def _vacuumed() -> bool:
    """Vacuum the tables of the urn; say whether their files are empty now."""
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '500ms'")
        try:
            for table in SWEPT_AT_ONCE:
                cursor.execute(f"VACUUM {table}")
                cursor.execute(f"VACUUM (FULL) {table}")
        finally:
            cursor.execute("RESET lock_timeout")
        cursor.execute(
            "SELECT SUM(pg_relation_size(name::regclass)) FROM unnest(%s::text[]) AS name", [list(SWEPT_AT_ONCE)]
        )
        return int(cursor.fetchone()[0]) == 0
