"""Members are reminded while others vote, and by two clocks at once: nobody waits, and nobody gets two letters."""

from datetime import timedelta
from threading import Event

import pytest
from django.db import connection, transaction

from assemblies.actions import reminding
from assemblies.actions.ballots import open_ballot
from assemblies.actions.casting import cast_vote
from assemblies.actions.reminding import queue_reminders, remind_of_ballot
from assemblies.models import Ballot
from members.enums import NoticesBy
from members.models import Person
from organiser.base import clock
from organiser.base.actions import locked
from organiser.base.actions.mail import queue_letter
from organiser.base.actor import CLOCK
from organiser.base.models import WaitingAddress
from tests.helpers import north_motion, people_of
from tests.threads import all_at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
WAIT = 20


@pytest.fixture
def marked(harbour, mill):
    """A ballot of North of which members are being reminded; no letter is queued yet."""
    for person in people_of(harbour, "North"):
        email = f"{person.pk}@example.org"
        Person.objects.filter(pk=person.pk).update(email=email, notices_by=NoticesBy.EMAIL)
    ballot = open_ballot(
        harbour.secretary, motion=north_motion(harbour), closes_at=clock.now() + timedelta(hours=96), secret=False
    )
    WaitingAddress.objects.all().delete()
    with clock.at(ballot.closes_at - timedelta(hours=24)):
        return remind_of_ballot(CLOCK, ballot=ballot)


def vote_meanwhile(harbour, monkeypatch, ballot, queue, wait):
    """Whether a vote came through while letters were being queued."""
    begun, voted, seen = Event(), Event(), []

    def slow(subject, text, addresses):
        queued = queue_letter(subject, text, addresses)
        begun.set()
        seen.append(voted.wait(wait))
        return queued

    def vote():
        assert begun.wait(WAIT)
        cast_vote(people_of(harbour, "North")[1], ballot=ballot, choice="for", key="key-of-bea")
        voted.set()

    monkeypatch.setattr(reminding, "queue_letter", slow)
    all_at_once([queue, vote])
    return seen[0]


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer at a time and no row locks.")
def test_voting_goes_on_while_letters_are_queued(harbour, monkeypatch, marked):
    assert vote_meanwhile(harbour, monkeypatch, marked, lambda: queue_reminders(marked), WAIT) is True


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer at a time and no row locks.")
def test_voting_would_wait_if_the_row_of_the_ballot_were_locked(harbour, monkeypatch, marked):
    def under_the_lock():
        with transaction.atomic():
            locked(Ballot.objects.get(pk=marked.pk))
            queue_reminders(marked)

    assert vote_meanwhile(harbour, monkeypatch, marked, under_the_lock, 1) is False


def test_two_clocks_at_once_remind_nobody_twice_and_leave_nobody_out(marked):
    counts = all_at_once([lambda: queue_reminders(marked, 1)] * 2)
    queue_reminders(marked, 1)
    addresses = sorted(WaitingAddress.objects.values_list("address", flat=True))
    assert (len(addresses), len(set(addresses)), sum(counts) <= 5) == (5, 5, True)
