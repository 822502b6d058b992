"""Reminding members of a ballot over days before it closes: once, by the clock, as they take notices."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from assemblies.enums import BallotStatus
from assemblies.models import Ballot
from assemblies.queries.reminding import remind_at, to_remind
from organiser.base import clock
from organiser.base.actions import action, locked, record
from organiser.base.actions.mail import queue_letter
from organiser.base.actor import CLOCK, Actor
from organiser.base.errors import Conflict, NotPermitted, WrongState


@action
def remind_of_ballot(actor: Actor, *, ballot: Ballot) -> Ballot:
    """Remind those on the roll that a ballot over days closes soon; the clock does it.

    Of a vote by name those are reminded who have not voted. Of a secret ballot everybody on the roll gets the same
    letter: otherwise whoever sees that somebody got none would know that she or he has voted.

    Raises:
        NotPermitted: for anybody but the clock.
        WrongState: for a ballot of an assembly, one that is closed, and too early.
        Conflict: where it was done already.
    """
    if actor is not CLOCK:
        raise NotPermitted("The clock reminds members by itself, a day before a ballot closes.", code="clock_reminds")
    # Letters and mark are one transaction under the lock of the ballot: a job that runs again finds the mark.
    ballot = locked(ballot)
    if ballot.reminded_at is not None:
        raise Conflict("Members were reminded of this ballot already.", code="reminded")
    now, due = clock.now(), remind_at(ballot)
    over = ballot.status != BallotStatus.OPEN or ballot.closes_at is None or ballot.closes_at <= now
    if due is None or over or now < due:
        raise WrongState("Members are not to be reminded of this ballot now.", code="not_due")
    ballot.reminded_at = now
    ballot.save(update_fields=["reminded_at"])
    address = f"{settings.SITE_ADDRESS}{reverse('ballot', args=[ballot.public_id])}"
    # A title can name somebody, as of an election: whoever carries a letter reads its subject, and nothing of that.
    text = render_to_string("assemblies/mail/ballot_closes.txt", {"ballot": ballot, "address": address})
    addresses = to_remind(ballot).order_by("pk").values_list("person__email", flat=True).iterator(chunk_size=2000)
    queue_letter(f"A ballot of {ballot.body.name} closes soon", text, (str(one) for one in addresses))
    record(
        actor,
        "remind_of_ballot",
        chain=ballot.organisation.public_id,
        body=ballot.body.public_id,
        subject=ballot.public_id,
        content={"to": "roll" if ballot.secret else "not_voted", "closes_at": ballot.closes_at},
    )
    return ballot
