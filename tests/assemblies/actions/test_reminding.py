"""Members are reminded of a ballot over days once; of a secret one all alike, so that nobody learns who voted."""

import logging
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from assemblies.actions import reminding
from assemblies.actions.ballots import open_ballot
from assemblies.actions.casting import cast_vote
from assemblies.actions.reminding import queue_reminders, remind_of_ballot
from assemblies.models import Ballot, Motion
from assemblies.queries.reminding import being_reminded, due_to_remind, remind_at
from members.enums import NoticesBy
from members.models import Person
from organiser.base import clock
from organiser.base.actions.mail import CHUNK, queue_letter
from organiser.base.actor import CLOCK
from organiser.base.errors import Conflict, NotPermitted, WrongState
from organiser.base.models import WaitingAddress, WaitingLetter
from tests.choices import adopt
from tests.guarded import past_guards
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


def reminded(ballot, chunk=CHUNK):
    return queue_reminders(remind_of_ballot(CLOCK, ballot=ballot), chunk)


def waiting():
    return sorted(
        str(one).split("@")[0].capitalize() for one in WaitingAddress.objects.values_list("address", flat=True)
    )


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
        assert reminded(ballot) == 5
        with refuses(Conflict, "reminded"):
            remind_of_ballot(CLOCK, ballot=ballot)
        assert list(due_to_remind()) == []
    assert WaitingAddress.objects.filter(letter=WaitingLetter.objects.latest("pk")).count() == 5


def test_a_clock_that_dies_between_mark_and_letters_is_followed_by_one_that_queues_them(by_mail, mill):
    ballot = over_days(by_mail)
    with clock.at(ballot.closes_at - DAY):
        remind_of_ballot(CLOCK, ballot=ballot)
        assert (list(due_to_remind()), list(being_reminded()), waiting()) == ([], [ballot], [])
        call_command("clock", once=True)
        assert list(being_reminded()) == []
    assert told() == sorted(NORTH)


@pytest.mark.parametrize("secret", [False, True])
def test_a_clock_that_dies_between_two_lots_of_letters_leaves_nobody_out_and_reminds_nobody_twice(
    by_mail, mill, monkeypatch, secret
):
    adopt(by_mail, secrecy="chosen")
    WaitingAddress.objects.all().delete()
    ballot = over_days(by_mail, secret=secret)
    lots = []

    def dies(subject, text, addresses):
        queued = queue_letter(subject, text, addresses)
        lots.append(queued)
        if len(lots) == 2:
            raise OSError("killed")
        return queued

    with clock.at(ballot.closes_at - DAY):
        with monkeypatch.context() as patch:
            patch.setattr(reminding, "queue_letter", dies)
            with pytest.raises(OSError, match="killed"):
                reminded(ballot, 2)
        assert (lots, waiting()) == ([2, 2], ["Ana", "Bea"])
        vote(by_mail, ballot, "Ana", "Dan")
        assert queue_reminders(ballot, 2) == (3 if secret else 2)
        assert (queue_reminders(ballot, 2), list(being_reminded())) == (0, [])
    assert waiting() == (sorted(NORTH) if secret else ["Ana", "Bea", "Cyd", "Eve"])


def test_of_two_clocks_at_the_same_letters_one_takes_its_own_back(by_mail, mill, monkeypatch):
    ballot, inner = over_days(by_mail), []

    def second_clock_is_quicker(subject, text, addresses):
        monkeypatch.setattr(reminding, "queue_letter", queue_letter)
        inner.append(queue_reminders(ballot, 2))
        return queue_letter(subject, text, addresses)

    with clock.at(ballot.closes_at - DAY):
        remind_of_ballot(CLOCK, ballot=ballot)
        monkeypatch.setattr(reminding, "queue_letter", second_clock_is_quicker)
        with transaction.atomic():
            inner.append(queue_reminders(ballot, 2))
        # Here the quicker one runs inside the transaction of the other, so that all it did is taken back with it.
        assert (inner, waiting(), list(being_reminded())) == ([5, 0], [], [ballot])
        assert queue_reminders(ballot, 2) == 5
    assert waiting() == sorted(NORTH)


def test_a_ballot_that_closes_meanwhile_reminds_nobody_any_more(by_mail, mill):
    ballot = over_days(by_mail)
    with clock.at(ballot.closes_at - DAY):
        remind_of_ballot(CLOCK, ballot=ballot)
    with clock.at(ballot.closes_at):
        assert (queue_reminders(ballot), list(being_reminded()), waiting()) == (0, [], [])


def test_no_letter_is_queued_while_the_row_of_the_ballot_is_locked(by_mail, mill):
    ballot = over_days(by_mail)
    with clock.at(ballot.closes_at - DAY):
        with CaptureQueriesContext(connection) as marking:
            remind_of_ballot(CLOCK, ballot=ballot)
        with CaptureQueriesContext(connection) as queueing:
            queue_reminders(ballot, 2)

    def kinds(queries):
        sql = [query["sql"] for query in queries]
        assert [one for one in sql if "FOR UPDATE" in one and "assemblies_ballot" in one] == []
        return [
            what
            for one in sql
            for what, begins in (
                ("letters", 'INSERT INTO "base_waitingaddress"'),
                ("ballot", 'UPDATE "assemblies_ballot"'),
                ("over", "RELEASE SAVEPOINT"),
            )
            if one.startswith(begins)
        ]

    assert kinds(marking)[0] == "ballot"
    assert "letters" not in kinds(marking)
    steps = [one for one in kinds(queueing) if one != "over"]
    assert steps == ["letters", "ballot"] * 3
    after = [kinds(queueing)[at + 1] for at, one in enumerate(kinds(queueing)) if one == "ballot"]
    assert after == ["over"] * 3


@pytest.mark.parametrize(
    ("kind", "effect", "said"),
    [
        ("ordinary", "", True),
        ("exclusion", "", False),
        ("ordinary", "exclude", False),
        ("recall", "recall", False),
        ("ordinary", "admit", False),
    ],
)
def test_the_letter_leaves_the_question_out_where_it_may_name_a_person(by_mail, mill, kind, effect, said):
    ballot = over_days(by_mail)
    with past_guards():
        Motion.objects.filter(pk=ballot.motion_id).update(kind=kind, effect=effect)
    with clock.at(ballot.closes_at - DAY):
        reminded(Ballot.objects.get(pk=ballot.pk))
    letter = WaitingLetter.objects.latest("pk")
    moment = date_format(timezone.localtime(ballot.closes_at), "l j F Y, H:i")
    asked = f"{ballot.question}\n" if said else ""
    assert letter.text.startswith(f"A ballot of North closes soon.\n\n{asked}It closes on {moment}.\n")
    assert (ballot.question in letter.text + letter.subject) is said


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
        reminded(ballot)
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
            reminded(ballot)
        return len(queries)

    asked()
    assert asked("Ana", "Bea", "Cyd", "Dan") == asked()


def test_the_database_lets_nobody_remind_anew(by_mail, mill):
    ballot = over_days(by_mail)
    with clock.at(ballot.closes_at - DAY):
        remind_of_ballot(CLOCK, ballot=ballot)
    with pytest.raises(DatabaseError, match=r"^Members are reminded of a ballot once\."), transaction.atomic():
        Ballot.objects.filter(pk=ballot.pk).update(reminded_at=None)


def test_the_database_lets_letters_go_on_and_never_back(by_mail, mill):
    ballot = over_days(by_mail)
    rows = Ballot.objects.filter(pk=ballot.pk)
    with clock.at(ballot.closes_at - DAY):
        remind_of_ballot(CLOCK, ballot=ballot)
    assert rows.update(reminding_from=7) == 1
    for back in (7, 3):
        with pytest.raises(DatabaseError, match=r"go on from where they were\."), transaction.atomic():
            rows.update(reminding_from=back)
    assert rows.update(reminding_from=None) == 1
    with pytest.raises(DatabaseError, match=r"go on from where they were\."), transaction.atomic():
        rows.update(reminding_from=0)
