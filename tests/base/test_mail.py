"""Letters wait in the database and go out one by one."""

from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction

from organiser.base import clock
from organiser.base.actions.mail import queue_letter, send_waiting
from organiser.base.models import WaitingAddress, WaitingLetter

pytestmark = pytest.mark.django_db
MANY = [f"p{number}@example.org" for number in range(5)]


class Refusing(EmailBackend):
    """A mail server that hangs up."""

    def send_messages(self, messages):
        raise SMTPServerDisconnected("gone")


def test_each_person_gets_a_letter_alone_and_nothing_is_kept_of_the_address():
    assert queue_letter("Assembly", "Come.", MANY) == 5
    assert mail.outbox == []
    assert send_waiting(most=3) == 3
    assert WaitingAddress.objects.count() == 2
    assert send_waiting() == 2
    assert [message.to for message in mail.outbox] == [[address] for address in MANY]
    assert {message.body for message in mail.outbox} == {"Come."}
    assert (WaitingAddress.objects.count(), WaitingLetter.objects.count()) == (0, 0)
    assert send_waiting() == 0


def test_a_letter_to_nobody_is_not_kept():
    assert queue_letter("Assembly", "Come.", []) == 0
    assert WaitingLetter.objects.count() == 0


def test_letters_of_an_action_that_is_refused_are_never_sent():
    class Undone(Exception):
        pass

    def act():
        with transaction.atomic():
            queue_letter("Assembly", "Come.", MANY)
            raise Undone

    with pytest.raises(Undone):
        act()
    assert send_waiting() == 0
    assert mail.outbox == []


def test_a_refused_letter_waits_longer_each_time_and_is_given_up_at_last(settings, caplog):
    settings.EMAIL_BACKEND = f"{Refusing.__module__}.{Refusing.__qualname__}"
    start = clock.now()
    with clock.at(start):
        queue_letter("Assembly", "Come.", MANY[:1])
        assert send_waiting() == 0
        assert WaitingAddress.objects.get().tries == 1
        assert WaitingAddress.objects.get().not_before == start + timedelta(minutes=1)
        assert send_waiting() == 0
        assert WaitingAddress.objects.get().tries == 1
    for hours in range(1, 8):
        with clock.at(start + timedelta(hours=3 * hours)):
            send_waiting()
    assert (WaitingAddress.objects.count(), WaitingLetter.objects.count()) == (0, 0)
    assert MANY[0] not in caplog.text
