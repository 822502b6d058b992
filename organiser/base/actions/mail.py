"""Letters to many: queued with the action, so that a notice is on its way if and only if it was given; sent later.

Sending a hundred thousand letters inside a request would end in a time-out; here a request writes rows, and the command
`clock` sends them, a few at a time, trying again for a day where a mail server refuses.
"""

import logging
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import islice
from smtplib import SMTPException

from django.core.mail import EmailMessage, get_connection
from django.db.models import F

from organiser.base import clock
from organiser.base.models import WaitingAddress, WaitingLetter

log = logging.getLogger(__name__)
CHUNK = 2000
MOST_TRIES = 8
CLAIM = timedelta(minutes=10)


def _chunks(addresses: Iterable[str]) -> Iterator[list[str]]:
    iterator = iter(addresses)
    while chunk := list(islice(iterator, CHUNK)):
        yield chunk


def queue_letter(subject: str, text: str, addresses: Iterable[str]) -> int:
    """Queue a letter to many, inside the transaction of an action; gives how many will get it.

    Each gets a letter of her or his own, so that nobody learns another address.
    """
    letter = WaitingLetter.objects.create(subject=subject[:200], text=text)
    count = 0
    for chunk in _chunks(addresses):
        WaitingAddress.objects.bulk_create(WaitingAddress(letter=letter, address=address) for address in chunk)
        count += len(chunk)
    if not count:
        letter.delete()
    return count


def send_waiting(most: int = 200) -> int:
    """Send up to `most` letters that are due; gives how many went out.

    One that is refused waits twice as long each time and is given up after eight tries, about four hours.
    """
    due = WaitingAddress.objects.filter(not_before__lte=clock.now()).select_related("letter")[:most]
    sent = 0
    with get_connection() as connection:
        for waiting in due:
            if not _claimed(waiting):
                continue
            letter = waiting.letter
            message = EmailMessage(letter.subject, letter.text, to=[waiting.address], connection=connection)
            try:
                message.send()
            except (SMTPException, OSError) as error:
                _try_later(waiting, error)
            else:
                sent += 1
                waiting.delete()
    WaitingLetter.objects.filter(addresses__isnull=True).delete()
    return sent


def _claimed(waiting: WaitingAddress) -> bool:
    """Take a letter for this clock: another one, on this machine or the next, finds that it waits for later.

    Nothing is locked while a mail server answers; who dies in the middle leaves the letter due again in ten minutes.
    """
    due = WaitingAddress.objects.filter(pk=waiting.pk, not_before=waiting.not_before)
    return due.update(not_before=clock.now() + CLAIM) == 1


def _try_later(waiting: WaitingAddress, error: Exception) -> None:
    """Put a refused letter off; the log names the letter and the fault, never the address."""
    log.warning("Letter %s was refused (%s).", waiting.pk, type(error).__name__)
    if waiting.tries + 1 >= MOST_TRIES:
        waiting.delete()
        return
    pause = timedelta(minutes=2**waiting.tries)
    WaitingAddress.objects.filter(pk=waiting.pk).update(tries=F("tries") + 1, not_before=clock.now() + pause)
