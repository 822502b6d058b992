"""Reminding members of a ballot over days before it closes: once, by the clock, as they take notices.

On PostgreSQL every vote takes a share lock on its ballot. So the mark is one short transaction, and the letters are
queued after it, some at a time: each lot of them with the step of `reminding_from` that says how far they are, as the
last statement. Whoever votes waits for that statement and for no letter. A clock that dies leaves whole lots, and the
next one goes on from there; of two at once one finds the step taken and takes its letters back.
"""

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from assemblies.enums import NAMING, BallotStatus
from assemblies.models import Ballot
from assemblies.queries.reminding import remind_at, to_remind
from organisations.queries.decisions import names_a_person
from organiser.base import clock
from organiser.base.actions import action, record
from organiser.base.actions.mail import CHUNK, queue_letter
from organiser.base.actor import CLOCK, Actor
from organiser.base.errors import Conflict, NotPermitted, WrongState


@action
def remind_of_ballot(actor: Actor, *, ballot: Ballot) -> Ballot:
    """Mark a ballot over days that closes soon, so that those on the roll are reminded of it; the clock does it.

    Of a vote by name those are reminded who have not voted. Of a secret ballot everybody on the roll gets the same
    letter: otherwise whoever sees that somebody got none would know that she or he has voted. `queue_reminders` writes
    the letters.

    Raises:
        NotPermitted: for anybody but the clock.
        WrongState: for a ballot of an assembly, one that is closed, and too early.
        Conflict: where it was done already.
    """
    if actor is not CLOCK:
        raise NotPermitted("The clock reminds members by itself, a day before a ballot closes.", code="clock_reminds")
    ballot = Ballot.objects.select_related("body__organisation").get(pk=ballot.pk)
    if ballot.reminded_at is not None:
        raise Conflict("Members were reminded of this ballot already.", code="reminded")
    now, due = clock.now(), remind_at(ballot)
    over = ballot.status != BallotStatus.OPEN or ballot.closes_at is None or ballot.closes_at <= now
    if due is None or over or now < due:
        raise WrongState("Members are not to be reminded of this ballot now.", code="not_due")
    # Nothing is locked before this statement, which looks once more at what was read.
    unmarked = Ballot.objects.filter(pk=ballot.pk, status=BallotStatus.OPEN, reminded_at__isnull=True)
    if not unmarked.update(reminded_at=now, reminding_from=0):
        raise Conflict("Members were reminded of this ballot already.", code="reminded")
    record(
        actor,
        "remind_of_ballot",
        chain=ballot.organisation.public_id,
        body=ballot.body.public_id,
        subject=ballot.public_id,
        content={"to": "roll" if ballot.secret else "not_voted", "closes_at": ballot.closes_at},
    )
    return Ballot.objects.get(pk=ballot.pk)


def queue_reminders(ballot: Ballot, chunk: int = CHUNK) -> int:
    """Queue the letters of a ballot that is marked, from where they are; gives how many.

    It stops when the ballot is over, and when another clock is at it. Called outside a transaction, each chunk is one.
    """
    address = f"{settings.SITE_ADDRESS}{reverse('ballot', args=[ballot.public_id])}"
    # A title can name somebody, as of an election: whoever carries a letter reads its subject, and nothing of that.
    # Where the question is about a person, the words of the letter leave it out too.
    motion = ballot.motion
    named = motion.effect in NAMING or names_a_person(motion.kind, motion.effect, motion.effect_payload)
    context = {"ballot": ballot, "address": address, "question": "" if named else ballot.question}
    text = render_to_string("assemblies/mail/ballot_closes.txt", context)
    queued = 0
    while (done := _queue_some(ballot, text, chunk)) is not None:
        queued += done
    return queued


def _queue_some(ballot: Ballot, text: str, chunk: int) -> int | None:
    """Queue the letters of one chunk and step on; gives how many, and none where there is nothing left to do."""
    with transaction.atomic():
        running = Ballot.objects.filter(pk=ballot.pk, status=BallotStatus.OPEN, closes_at__gt=clock.now())
        since = running.values_list("reminding_from", flat=True).first()
        if since is None:
            return None
        entries = to_remind(ballot).filter(pk__gt=since).order_by("pk").values_list("pk", "person__email")[:chunk]
        found = list(entries)
        queue_letter(f"A ballot of {ballot.body.name} closes soon", text, (str(email) for _pk, email in found))
        last = found[-1][0] if len(found) == chunk else None
        # The only statement that locks the ballot, and the last of the transaction.
        if not running.filter(reminding_from=since).update(reminding_from=last):
            transaction.set_rollback(True)
            return None
    return len(found)
