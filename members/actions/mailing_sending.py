"""Letters on their way: sent a few at a time by the clock, tried for oneself, printed for those whom mail misses.

A copy is written down as sent before it is handed to the mail server. Where that refuses, it waits again; where the
machine dies in between, it counts as sent: nobody gets a letter twice.
"""

import logging
from datetime import timedelta
from smtplib import SMTPException

from django.core.mail import get_connection
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q

from members.actions.exports import log_export
from members.enums import MailingKind, MailingState, RecipientStatus
from members.list_rules import demand_writer
from members.models import Mailing, MailingRecipient, Membership, Person, Unsubscription
from members.queries.mailing_message import message_to
from members.queries.mailings import meant_still, on_paper
from members.queries.register import register_of
from members.rules import demand_register
from organiser.base import clock
from organiser.base.actions import action, locked, nothing_to_do, record
from organiser.base.actor import CLOCK, Actor
from organiser.base.errors import Invalid, WrongState
from organiser.base.ids import new_token

log = logging.getLogger(__name__)
MOST_TRIES = 8
R = RecipientStatus


def send_mailings(most: int = 200) -> int:
    """Send up to `most` copies that are due, and finish the letters of which none waits; gives how many went out."""
    due = MailingRecipient.objects.filter(
        status=R.WAITING, not_before__lte=clock.now(), mailing__state=MailingState.RELEASED
    ).select_related("mailing__body", "mailing__organisation", "membership__person")
    sent = 0
    copies = list(due.order_by("not_before", "pk")[:most])
    if copies:  # the mail server is called only where there is something to send
        with get_connection() as connection:
            sent = sum(_send(copy, connection) for copy in copies)
    waiting = MailingRecipient.objects.filter(status=R.WAITING)
    for mailing in Mailing.objects.filter(state=MailingState.RELEASED).exclude(pk__in=waiting.values("mailing")):
        finish_mailing(CLOCK, mailing=mailing)
    return sent


def _instead(copy: MailingRecipient) -> RecipientStatus | None:
    """What becomes of a copy that is not sent by mail any more; None where it is, as when the letter was released."""
    left = Unsubscription.objects.filter(membership=OuterRef("membership"), body=OuterRef("mailing__body"))
    fresh = MailingRecipient.objects.filter(meant_still(), pk=copy.pk).annotate(left=Exists(left))
    asked = fresh.values_list("left", "membership__person__email").first()
    if asked is None or (copy.mailing.until is not None and copy.mailing.until <= clock.now()):
        return R.STOPPED
    if asked[0] and not copy.mailing.statutory:
        return R.UNSUBSCRIBED
    return None if asked[1] else R.TO_PRINT  # the address was taken out of the record since


def _send(copy: MailingRecipient, connection: object) -> int:
    """Send one copy, unless another clock has taken it or it is not meant any more; gives 1 if it went out.

    Who left, moved away, is locked for erasure or wants no such letters since the release gets none.
    """
    # By the row alone: asked with others beside it, PostgreSQL would not look again at what another clock did to it.
    mine = MailingRecipient.objects.filter(pk=copy.pk, status=R.WAITING)
    instead = _instead(copy)
    if instead is not None:
        mine.update(status=instead)
        return 0
    if mine.update(status=R.SENT, at=clock.now()) != 1:
        return 0
    message = message_to(
        copy.mailing,
        copy.membership,
        bounce_token=copy.bounce_token,
        leave_token=copy.leave_token,
        connection=connection,
    )
    try:
        message.send()
    except (SMTPException, OSError) as error:
        log.warning("Copy %s of a letter was refused (%s).", copy.pk, type(error).__name__)
        given_up = copy.tries + 1 >= MOST_TRIES
        MailingRecipient.objects.filter(pk=copy.pk).update(
            status=R.TO_PRINT if given_up else R.WAITING,
            at=None,
            tries=F("tries") + 1,
            not_before=clock.now() + timedelta(minutes=2**copy.tries),
        )
        return 0
    return 1


@action
def finish_mailing(actor: Actor, *, mailing: Mailing) -> Mailing:
    """Write down that a letter was sent to all who get it by mail. The clock does it.

    Raises:
        WrongState: where it is not on its way.
    """
    mailing = locked(mailing)
    if mailing.state != MailingState.RELEASED:
        raise WrongState("This letter is not on its way.", code="mailing_step")
    mailing.state, mailing.sent_at = MailingState.SENT, clock.now()
    mailing.save(update_fields=["state", "sent_at"])
    copies = MailingRecipient.objects.filter(mailing=mailing)
    _tell(actor, "finish_mailing", mailing, {"sent": copies.filter(status=R.SENT).count()})
    return mailing


@action
def try_mailing(actor: Person, *, mailing: Mailing) -> Mailing:
    """Send a letter to oneself alone, exactly as it will arrive.

    Raises:
        NotPermitted: for those who do not write to the members of this body.
        Invalid: for somebody who has no e-mail address in the register.
    """
    demand_writer(actor, mailing.body)
    own = Membership.objects.filter(person_id=actor.pk, organisation=mailing.organisation_id).first()
    if own is None or not actor.email:
        raise Invalid("You have no e-mail address in the register. Look at the preview.", code="no_address")
    message = message_to(mailing, own, bounce_token=new_token(), leave_token=new_token())

    def send() -> None:
        try:
            message.send()
        except (SMTPException, OSError) as error:
            log.warning("A letter tried by its writer was refused (%s).", type(error).__name__)

    transaction.on_commit(send)
    _tell(actor, "try_mailing", mailing, {})
    return mailing


@action
def print_mailing(actor: Person, *, mailing: Mailing) -> list[int]:
    """Print the copies for those who get it on paper; each can see it in her log, and it counts as an export.

    So is what every member must be told where the mail came back. Printing again gives the same copies, so that a paper
    jam costs nothing. Who left or moved to another register meanwhile, or is locked for erasure, is left out: name and
    address are those of today, and no business of this body (invariant 7).

    Returns:
        The keys of the memberships whose copies may be printed, in the order of names.

    Raises:
        NotPermitted: for those who do not keep the register.
        WrongState: before it is released, or after it was stopped.
        Invalid: where nobody gets it on paper.
        RuleNotMet: beyond the quota of the rules, or above the number that a second person must look at.
    """
    mailing = locked(mailing)
    demand_register(actor, mailing.body)
    if mailing.state not in {MailingState.RELEASED, MailingState.SENT}:
        raise WrongState(f"This letter is “{mailing.get_state_display().lower()}”.", code="mailing_step")
    copies = MailingRecipient.objects.filter(meant_still(), on_paper() | Q(status=R.PRINTED), mailing=mailing)
    printable = register_of(actor, mailing.body).filter(pk__in=copies.order_by().values("membership"))
    if not printable.exists():
        nothing_to_do()
        raise Invalid("Nobody gets this letter on paper.", code="nobody")
    # Who wrote a letter, or called the assembly, does not alone take out the addresses of those whom mail misses.
    first = mailing.written_by_id
    looked_at = mailing.released_by_id != first or (mailing.kind == MailingKind.NOTICE and actor.pk != first)
    keys = log_export(
        actor, body=mailing.body, memberships=printable, what="Letter printed for the post", looked_at=looked_at
    )
    now, ours = clock.now(), MailingRecipient.objects.filter(mailing=mailing, membership__in=keys)
    printed = ours.filter(status=R.TO_PRINT).update(status=R.PRINTED, at=now, printed_at=now)
    printed += ours.filter(status=R.BOUNCED).update(status=R.PRINTED, printed_at=now)
    _tell(actor, "print_mailing", mailing, {"printed": printed})
    return keys


def _tell(actor: Actor, verb: str, mailing: Mailing, content: dict[str, object]) -> None:
    record(
        actor,
        verb,
        chain=mailing.organisation.public_id,
        body=mailing.body.public_id,
        subject=mailing.public_id,
        content=content,
    )
