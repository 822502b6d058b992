"""Who read a record and who got a letter is forgotten after the months of the site, statutory letters are not."""

from datetime import timedelta

import pytest

from members.actions.forgetting_traces import forget_traces
from members.actions.mailing_sending import send_mailings
from members.actions.mailings import MailingData, hand_in_mailing, release_mailing, write_mailing
from members.actions.people import log_reading
from members.models import AccessLogEntry, Mailing, MailingRecipient
from organiser.base import clock
from organiser.base.months import months_after


@pytest.fixture
def traces(harbour, mill, mailoutbox):
    """In both organisations a letter, one of which every member is told, and a record that was read."""
    for place in (harbour, mill):
        name = "South" if place is harbour else ""
        writer = harbour.person("Fay South") if place is harbour else place.secretary
        for statutory in (False, True):
            data = MailingData("Rents", "Text", statutory)
            letter = hand_in_mailing(writer, mailing=write_mailing(writer, body=place.body(name), data=data))
            if letter.state == "held":
                release_mailing(place.secretary, mailing=letter)
    send_mailings()
    log_reading(harbour.person("Fay South"), harbour.members["Gil South"], "Record opened")
    log_reading(mill.secretary, mill.members["Lea Mill"], "Record opened")


def kept():
    statutory = MailingRecipient.objects.filter(mailing__statutory=True).count()
    return AccessLogEntry.objects.count(), MailingRecipient.objects.count() - statutory, statutory


def in_months(months, days=0):
    return clock.at(clock.now() + (months_after(clock.today(), months) - clock.today()) + timedelta(days=days))


def test_traces_are_forgotten_the_day_after_their_months_and_statutory_letters_stay(traces, harbour, mill):
    assert kept() == (2, 9, 9)
    with in_months(36):
        assert (forget_traces(), kept()) == (0, (2, 9, 9))
    with in_months(36, days=1):
        assert (forget_traces(), kept()) == (11, (0, 0, 9))
        assert forget_traces() == 0
    assert Mailing.objects.count() == 4


def test_a_letter_that_is_on_its_way_still_keeps_its_rows(traces):
    Mailing.objects.update(state="released")
    with in_months(40):
        assert (forget_traces(), kept()) == (2, (0, 9, 9))


@pytest.mark.parametrize(("months", "gone"), [(0, 0), (1, 11), (12, 11), (60, 0)])
def test_the_site_says_after_how_many_months(traces, settings, months, gone):
    settings.KEEP_TRACES_MONTHS = months
    with in_months(37):
        assert forget_traces() == gone


def test_more_rows_than_go_at_once_go_all(traces, monkeypatch):
    monkeypatch.setattr("members.actions.forgetting_traces.CHUNK", 2)
    with in_months(37):
        assert forget_traces() == 11
