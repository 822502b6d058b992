"""Members are reminded of a ballot over days once; of a secret one all alike, so that nobody learns who voted."""

import logging
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assemblies.actions.ballots import open_ballot
from assemblies.actions.casting import cast_vote
from assemblies.actions.reminding import remind_of_ballot
from assemblies.models import Ballot
from assemblies.queries.reminding import due_to_remind, remind_at
from members.enums import NoticesBy
from members.models import Person
from organiser.base import clock
from organiser.base.actor import CLOCK
from organiser.base.errors import Conflict, NotPermitted, WrongState
from organiser.base.models import WaitingAddress, WaitingLetter
from tests.choices import adopt
from tests.helpers import north_motion, people_of, refuses, writes
from tests.pages import signed_in, words
from tests.world import hold_assembly

DAY, NORTH = timedelta(hours=24), ("Ana", "Bea", "Cyd", "Dan", "Eve")


@pytest.fixture
def by_mail(harbour, mill):
    """Everybody takes notices by e-mail, at an address made of the name."""
    for place in (harbour, mill):
        for member in place.members.values():
            address = f"{member.person.name.split()[0].lower()}@example.org"
            Person.objects.filter(pk=member.person_id).update(email=address, notices_by=NoticesBy.EMAIL)
    return harbour


def over_days(place, *, hours=96, secret=False):
    motion = north_motion(place, title="Repair the roof")
    return open_ballot(place.secretary, motion=motion, closes_at=clock.now() + timedelta(hours=hours), secret=secret)


def vote(place, ballot, *names):
    for person in people_of(place, "North"):
        if person.name.split()[0] in names:
            cast_vote(person, ballot=ballot, choice="for", key=f"key-of-{person.pk:04}")


def told():
    return sorted(address.split("@")[0].capitalize() for message in mail.outbox for address in message.to)


def test_of_a_vote_by_name_those_are_reminded_who_have_not_voted(by_mail, mill):
    ballot = over_days(by_mail)
    vote(by_mail, ballot, "Ana", "Cyd")
    with clock.at(ballot.closes_at - DAY):
        call_command("clock", once=True)
        call_command("clock", once=True)
    assert told() == ["Bea", "Dan", "Eve"]
    letter = mail.outbox[0]
    assert letter.subject == "A ballot of North closes soon"
    assert "You are on the roll and have not voted yet." in letter.body
    assert reverse("ballot", args=[ballot.public_id]) in letter.body
    assert Ballot.objects.get(pk=ballot.pk).reminded_at == ballot.closes_at - DAY


def test_of_a_secret_ballot_all_on_the_roll_get_the_same_letter_whoever_has_voted(by_mail, mill):
    adopt(by_mail, secrecy="secret")
    mail.outbox.clear()
    ballot = over_days(by_mail, secret=True)
    vote(by_mail, ballot, "Ana", "Cyd")
    with clock.at(ballot.closes_at - DAY), writes("remind_of_ballot") as entries:
        remind_of_ballot(CLOCK, ballot=ballot)
    assert entries[0].content.content["to"] == "roll"
    with clock.at(ballot.closes_at - DAY):
        call_command("clock", once=True)
    assert told() == sorted(NORTH)
    assert len({(message.subject, message.body) for message in mail.outbox}) == 1
    assert "If you have voted, this needs nothing from you." in mail.outbox[0].body


@pytest.mark.parametrize(
    ("hours", "before"),
    [(96, 24), (48, 24), (40, 20), (24, 12)],
    ids=["four days", "two days", "less than two", "one day"],
)
def test_the_moment_is_a_day_before_closing_but_not_before_half_the_time_is_over(by_mail, mill, hours, before):
    adopt(by_mail, least_hours=1)
    ballot = over_days(by_mail, hours=hours)
    moment = ballot.closes_at - timedelta(hours=before)
    assert abs(remind_at(ballot) - moment) < timedelta(seconds=1)
    with clock.at(moment - timedelta(minutes=1)):
        assert list(due_to_remind()) == []
        with refuses(WrongState, "not_due"):
            remind_of_ballot(CLOCK, ballot=ballot)
    with clock.at(moment + timedelta(minutes=1)):
        assert list(due_to_remind()) == [ballot]
    with clock.at(ballot.closes_at):
        assert list(due_to_remind()) == []
        with refuses(WrongState, "not_due"):
            remind_of_ballot(CLOCK, ballot=ballot)


def test_nobody_but_the_clock_reminds_and_it_does_so_once(by_mail, mill):
    ballot = over_days(by_mail)
    with clock.at(ballot.closes_at - DAY):
        for actor in (by_mail.secretary, mill.secretary):
            with refuses(NotPermitted, "clock_reminds"):
                remind_of_ballot(actor, ballot=ballot)
        remind_of_ballot(CLOCK, ballot=ballot)
        with refuses(Conflict, "reminded"):
            remind_of_ballot(CLOCK, ballot=ballot)
        assert list(due_to_remind()) == []
    assert WaitingAddress.objects.filter(letter=WaitingLetter.objects.latest("pk")).count() == 5


def test_a_job_that_dies_in_between_leaves_neither_mark_nor_letters_and_is_done_later(by_mail, mill):
    ballot = over_days(by_mail)
    before = WaitingLetter.objects.count()
    with clock.at(ballot.closes_at - DAY):
        with transaction.atomic():
            remind_of_ballot(CLOCK, ballot=ballot)
            transaction.set_rollback(True)
        assert (Ballot.objects.get(pk=ballot.pk).reminded_at, WaitingLetter.objects.count()) == (None, before)
        remind_of_ballot(CLOCK, ballot=ballot)
    assert WaitingLetter.objects.count() == before + 1


def test_who_takes_no_mail_gets_none_and_a_ballot_in_an_assembly_reminds_nobody(by_mail, mill):
    people = people_of(by_mail, "North")
    Person.objects.filter(pk=people[1].pk).update(notices_by=NoticesBy.POST)
    Person.objects.filter(pk=people[2].pk).update(email=None)
    Person.objects.filter(pk=people[3].pk).update(is_active=False)
    ballot = over_days(by_mail)
    motion = north_motion(by_mail, title="In the hall")
    assembly = hold_assembly(by_mail, [motion], "North")
    with clock.at(assembly.starts_at):
        held = open_ballot(
            by_mail.secretary, motion=motion, assembly=assembly, closes_at=assembly.starts_at + timedelta(hours=2)
        )
        assert held not in list(due_to_remind())
        with refuses(WrongState, "not_due"):
            remind_of_ballot(CLOCK, ballot=held)
    mail.outbox.clear()
    with clock.at(ballot.closes_at - DAY):
        remind_of_ballot(CLOCK, ballot=ballot)
        letter = WaitingLetter.objects.latest("pk")
    assert sorted(letter.addresses.values_list("address", flat=True)) == ["ana@example.org", "eve@example.org"]


def test_no_address_stands_in_the_logs(by_mail, mill, caplog):
    ballot = over_days(by_mail)
    with caplog.at_level(logging.DEBUG), clock.at(ballot.closes_at - DAY):
        call_command("clock", once=True)
    assert len(mail.outbox) >= 5
    assert "example.org" not in caplog.text


def test_the_first_page_says_so_to_those_who_still_have_a_vote(by_mail, mill):
    ballot = over_days(by_mail)
    vote(by_mail, ballot, "Bea")
    bea, cyd = (signed_in(person) for person in people_of(by_mail, "North")[1:3])
    assert "Closes soon" not in words(cyd.get(reverse("today")))
    with clock.at(ballot.closes_at - DAY):
        remind_of_ballot(CLOCK, ballot=ballot)
        assert "Closes soon" in words(cyd.get(reverse("today")))
        assert "Closes soon" not in words(bea.get(reverse("today")))


def test_a_reminder_asks_as_often_for_one_voter_as_for_five(by_mail, mill):
    def asked(*names):
        ballot = over_days(by_mail)
        vote(by_mail, ballot, *names)
        with clock.at(ballot.closes_at - DAY), CaptureQueriesContext(connection) as queries:
            remind_of_ballot(CLOCK, ballot=ballot)
        return len(queries)

    asked()
    assert asked("Ana", "Bea", "Cyd", "Dan") == asked()


def test_the_database_lets_nobody_remind_anew(by_mail, mill):
    ballot = over_days(by_mail)
    with clock.at(ballot.closes_at - DAY):
        remind_of_ballot(CLOCK, ballot=ballot)
    with pytest.raises(DatabaseError, match=r"^Members are reminded of a ballot once\."), transaction.atomic():
        Ballot.objects.filter(pk=ballot.pk).update(reminded_at=None)
