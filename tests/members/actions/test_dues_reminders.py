"""Reminders of dues: held for a look, sent as they stand, without an amount in a subject."""

import pytest

from members.actions.dues_entries import pay_dues
from members.actions.dues_reminders import draft_reminders, drop_reminders, release_reminders, take_off_reminder
from members.actions.dues_settling import settle_again
from members.models import Membership, Person, ReminderLetter
from organiser.base.actor import CLOCK
from organiser.base.errors import Invalid, NotPermitted, RuleNotMet, WrongState
from organiser.base.models import WaitingAddress, WaitingLetter
from tests.dues import charged, founder_too, with_dues
from tests.helpers import OUTSIDERS, outsider, refuses, writes


@pytest.fixture
def round_of(harbour):
    """Reminders for everybody in North who owes since more than a month."""
    with_dues(harbour)
    charged(harbour, -2, -1, 0)
    return draft_reminders(harbour.secretary, body=harbour.body("North"), months=2, text="Come to the desk.")


def waiting():
    return sorted(WaitingAddress.objects.values_list("address", "letter__subject"))


def test_nothing_leaves_before_it_is_released_and_then_each_gets_a_letter_of_her_own(harbour, round_of):
    names = [letter.membership.person.name for letter in round_of.letters.all()]
    assert names == ["Bea North", "Cyd North", "Dan North", "Eve North"]
    assert waiting() == []
    with writes("release_reminders"):
        release_reminders(harbour.secretary, reminder=round_of)
    people = [harbour.person(name) for name in names]
    assert waiting() == sorted((person.email, "A reminder from your treasurer") for person in people)
    letter = WaitingLetter.objects.get(addresses__address=people[0].email)
    assert "30.00 EUR" in letter.text
    assert "Come to the desk." in letter.text
    assert "30" not in letter.subject
    with refuses(WrongState, "reminder_step"):
        release_reminders(harbour.secretary, reminder=round_of)


def test_who_was_taken_off_or_paid_since_is_left_out_and_paper_is_for_those_who_asked_for_it(harbour, round_of):
    bea, cyd, dan, _eve = round_of.letters.all()
    Person.objects.filter(pk=dan.membership.person_id).update(notices_by="post")
    with writes("take_off_reminder"):
        take_off_reminder(harbour.secretary, letter=bea)
    pay_dues(harbour.secretary, membership=cyd.membership, cents=3000)
    release_reminders(harbour.secretary, reminder=round_of)
    assert [address for address, _subject in waiting()] == [harbour.person("Eve North").email]
    sent = ReminderLetter.objects.filter(sent_at__isnull=False).values_list("membership__person__name", "by_post")
    assert list(sent) == [("Dan North", True), ("Eve North", False)]


def test_a_round_that_is_dropped_or_has_nobody_left_sends_nothing(harbour, round_of):
    for letter in round_of.letters.all():
        pay_dues(harbour.secretary, membership=letter.membership, cents=3000)
    with refuses(WrongState, "nobody_owes"):
        release_reminders(harbour.secretary, reminder=round_of)
    drop_reminders(harbour.secretary, reminder=round_of)
    assert (waiting(), round_of.letters.count()) == ([], 0)
    with refuses(RuleNotMet, "nobody_owes"):
        draft_reminders(harbour.secretary, body=harbour.body("North"), months=2)


def test_months_and_texts_that_cannot_be_are_refused(harbour, round_of):
    for given, code in (({"months": -1}, "months"), ({"months": 121}, "months"), ({"text": "x" * 2001}, "text")):
        with refuses(Invalid, code):
            draft_reminders(harbour.secretary, body=harbour.body("North"), **given)


@pytest.mark.parametrize("who", OUTSIDERS)
def test_nobody_but_the_treasurer_reminds(harbour, mill, round_of, who):
    actor, letter = outsider(who, harbour, mill), round_of.letters.first()
    for act in (
        lambda: draft_reminders(actor, body=harbour.body("North")),
        lambda: take_off_reminder(actor, letter=letter),
        lambda: release_reminders(actor, reminder=round_of),
        lambda: drop_reminders(actor, reminder=round_of),
    ):
        with pytest.raises(NotPermitted):
            act()


def test_accounts_that_were_made_to_lie_are_put_right_from_the_ledger(harbour, round_of):
    with writes():
        assert settle_again(CLOCK, organisation=harbour.organisation) == 0
    Membership.objects.filter(organisation=harbour.organisation).update(settled_until=None, owed_since=None)
    with writes("settle_again"):
        assert settle_again(CLOCK, organisation=harbour.organisation) == 9 + founder_too()
