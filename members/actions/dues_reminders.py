"""Reminders of dues: drafted, looked at by the treasurer, and only then sent. No amount stands in a subject."""

from collections.abc import Collection

from django.conf import settings
from django.template.loader import render_to_string

from members.dues_rules import demand_reminder_step, demand_treasurer
from members.enums import BELONGING, ReminderStatus
from members.models import DuesReminder, Person, ReminderLetter
from members.queries.dues import arrears_of
from members.queries.reminders import goes_by_post, still_owing
from organisations.models import Body
from organiser.base import authority, clock
from organiser.base.actions import action, locked, record
from organiser.base.actions.mail import queue_letter
from organiser.base.errors import Invalid, RuleNotMet, WrongState
from organiser.base.money import written
from organiser.base.text import visible

LONGEST_TEXT = 2000
SUBJECT = "A reminder from your treasurer"
MOST_MONTHS = 120


def _demand(actor: Person, body: Body) -> None:
    demand_treasurer(actor, body)
    authority.demand_reach(actor, body.pk, body.organisation_id)


def _record(actor: Person, verb: str, reminder: DuesReminder, **content: object) -> None:
    record(
        actor,
        verb,
        chain=reminder.organisation.public_id,
        body=reminder.body.public_id,
        subject=reminder.public_id,
        content=content,
    )


def _clean_text(text: str) -> str:
    text = visible(text).strip()
    if len(text) > LONGEST_TEXT:
        raise Invalid(f"The text is longer than {LONGEST_TEXT} letters. Shorten it.", code="text", field="text")
    return text


@action
def draft_reminders(
    actor: Person, *, body: Body, months: int = 1, members: Collection[str] | None = None, text: str = ""
) -> DuesReminder:
    """Draft reminders for members in arrears; nothing is sent.

    Args:
        months: only who owes for more than so many months.
        members: public ids of the memberships meant; all in arrears without them.
        text: what the treasurer adds in her or his own words.

    Raises:
        NotPermitted: for those who do not keep the dues of this body.
        Invalid: for a number of months or a text that cannot be.
        RuleNotMet: where nobody is in arrears.
    """
    _demand(actor, body)
    if not 0 <= months <= MOST_MONTHS:
        raise Invalid(f"Choose from 0 to {MOST_MONTHS} months.", code="months", field="months")
    text = _clean_text(text)
    owing = arrears_of(body, months).filter(state__in=BELONGING)
    if members is not None:
        owing = owing.filter(public_id__in=list(members))
    rows = list(owing)
    if not rows:
        raise RuleNotMet("Nobody there is in arrears, so there is nobody to remind.", code="nobody_owes")
    reminder = DuesReminder.objects.create(
        organisation_id=body.organisation_key, body=body, text=text, made_by=actor, made_at=clock.now()
    )
    first = rows[0].dues_entries.order_by("pk").first()
    currency = first.currency if first is not None else ""
    ReminderLetter.objects.bulk_create(
        ReminderLetter(
            organisation_id=body.organisation_key,
            reminder=reminder,
            membership=row,
            owed_cents=row.owed,
            currency=currency,
            by_post=goes_by_post(row),
        )
        for row in rows
    )
    _record(actor, "draft_reminders", reminder)
    return reminder


@action
def take_off_reminder(actor: Person, *, letter: ReminderLetter, off: bool = True) -> ReminderLetter:
    """Take somebody off a round of reminders before it is sent, or put her or him on again.

    Raises:
        NotPermitted: for those who do not keep the dues of this body.
        WrongState: where the round was sent or dropped.
    """
    reminder = letter.reminder
    _demand(actor, reminder.body)
    reminder = locked(reminder)
    demand_reminder_step(reminder, ReminderStatus.RELEASED)
    letter.taken_off = off
    letter.save(update_fields=["taken_off"])
    _record(actor, "take_off_reminder", reminder)
    return letter


@action
def drop_reminders(actor: Person, *, reminder: DuesReminder) -> DuesReminder:
    """Drop a round of reminders: nobody is written to.

    Raises:
        NotPermitted, WrongState: as for taking somebody off.
    """
    _demand(actor, reminder.body)
    reminder = locked(reminder)
    demand_reminder_step(reminder, ReminderStatus.DROPPED)
    reminder.letters.all().delete()
    reminder.status, reminder.finished_at = ReminderStatus.DROPPED, clock.now()
    reminder.save(update_fields=["status", "finished_at"])
    _record(actor, "drop_reminders", reminder)
    return reminder


def reminder_text(letter: ReminderLetter, owed: int) -> str:
    """What a reminder says; who cannot pay reads that she or he can say so."""
    reminder = letter.reminder
    context = {
        "person": letter.membership.person,
        "membership": letter.membership,
        "reminder": reminder,
        "owed": written(owed, letter.currency),
        "site": settings.SITE_ADDRESS,
    }
    return str(render_to_string("members/mail/dues_reminder.txt", context))


@action
def release_reminders(actor: Person, *, reminder: DuesReminder) -> DuesReminder:
    """Send a round of reminders: by e-mail to those who get notices so, and as letters to print for everybody else.

    Who has paid, left or gone to another branch since the draft is left out. What is owed is said as it stands now.

    Raises:
        NotPermitted: for those who do not keep the dues of this body.
        WrongState: where it was sent or dropped, or where nobody is left to remind.
    """
    _demand(actor, reminder.body)
    reminder = locked(reminder)
    demand_reminder_step(reminder, ReminderStatus.RELEASED)
    owing = still_owing(reminder, reminder.body)
    letters = list(reminder.letters.filter(taken_off=False).select_related("membership__person", "reminder__body"))
    sent = [letter for letter in letters if letter.membership_id in owing]
    if not sent:
        raise WrongState("Nobody of this round owes anything any more. Drop it.", code="nobody_owes")
    for letter in sent:
        letter.sent_at, letter.owed_cents = clock.now(), owing[letter.membership_id]
        letter.by_post = goes_by_post(letter.membership)
        address = letter.membership.person.email
        if not letter.by_post and address:
            queue_letter(SUBJECT, reminder_text(letter, letter.owed_cents), [address])
    ReminderLetter.objects.bulk_update(sent, ["sent_at", "owed_cents", "by_post"], batch_size=500)
    reminder.letters.filter(sent_at__isnull=True, taken_off=False).update(taken_off=True)
    reminder.status, reminder.finished_at = ReminderStatus.RELEASED, clock.now()
    reminder.save(update_fields=["status", "finished_at"])
    _record(actor, "release_reminders", reminder)
    return reminder
