"""Letters on their way, and what happens to people between the release and their copy."""

import pytest

from members.actions.erasures import ask_erasure, withdraw_erasure
from members.actions.mailing_sending import print_mailing, send_mailings
from members.actions.mailings import MailingData, hand_in_mailing, release_mailing, write_mailing
from members.actions.memberships import move_to
from members.actions.unsubscribing import unsubscribe
from members.models import MailingRecipient, Membership
from members.queries.mailings import to_print_of
from organiser.base import clock
from organiser.base.errors import Invalid
from tests.helpers import refuses
from tests.world import moved_to_north


@pytest.fixture
def south(harbour):
    return harbour.body("South")


@pytest.fixture
def released(fay, harbour, south):
    def release(**more):
        mailing = write_mailing(fay, body=south, data=MailingData("Rents", "Dear {name}", **more))
        mailing = hand_in_mailing(fay, mailing=mailing)
        return release_mailing(harbour.secretary, mailing=mailing) if mailing.state == "held" else mailing

    return release


def status_of(mailing, name):
    return MailingRecipient.objects.get(mailing=mailing, membership__person__name=name).status


def leave(harbour, mailing):
    move_to(harbour.members["Gil South"], "resigned", clock.today())


def move(harbour, mailing):
    moved_to_north(harbour, "Gil South", 0)


def be_locked(harbour, mailing):
    gil = harbour.members["Gil South"]
    ask_erasure(gil.person, membership=gil)


def want_none(harbour, mailing):
    copy = MailingRecipient.objects.get(mailing=mailing, membership=harbour.members["Gil South"])
    unsubscribe(harbour.person("Gil South"), copy=copy)


@pytest.mark.parametrize("statutory", [False, True])
@pytest.mark.parametrize(
    ("happens", "became", "became_statutory"),
    [
        (leave, "stopped", "stopped"),
        (move, "stopped", "stopped"),
        (be_locked, "stopped", "stopped"),
        (want_none, "unsubscribed", "sent"),
    ],
)
def test_what_happens_after_the_release_decides_who_gets_a_copy(
    released, harbour, mill, mailoutbox, happens, became, became_statutory, statutory
):
    mailing = released(statutory=statutory)
    happens(harbour, mailing)
    expected = became_statutory if statutory else became
    assert send_mailings() == (5 if expected == "sent" else 4)
    assert status_of(mailing, "Gil South") == expected
    told = [message for message in mailoutbox if "Dear Gil South" in message.body]
    assert len(told) == (1 if expected == "sent" else 0)
    mailing.refresh_from_db()
    assert mailing.state == "sent"


def test_a_copy_that_was_stopped_for_an_erasure_stays_so_when_it_is_taken_back(released, harbour, mailoutbox):
    gil, mailing = harbour.members["Gil South"], released()
    asked = ask_erasure(gil.person, membership=gil)
    send_mailings()
    withdraw_erasure(gil.person, code=asked.code)
    assert (send_mailings(), status_of(mailing, "Gil South")) == (0, "stopped")


def test_a_letter_to_those_who_left_goes_to_them_and_to_who_came_back(released, harbour, mailoutbox):
    for name in ("Gil South", "Hal South", "Ida South"):
        move_to(harbour.members[name], "resigned", clock.today())
    mailing = released(criteria={"state": ["resigned"]})
    move_to(Membership.objects.get(person__name="Hal South"), "full", clock.today())
    ida = harbour.members["Ida South"]
    ask_erasure(harbour.secretary, membership=ida)
    assert send_mailings() == 2
    assert [status_of(mailing, f"{name} South") for name in ("Gil", "Hal", "Ida")] == ["sent", "sent", "stopped"]


def test_a_letter_of_the_whole_goes_to_who_changed_branch(harbour, mill, ana, mailoutbox):
    mailing = write_mailing(ana, body=harbour.body(), data=MailingData("Rents", "Text"))
    hand_in_mailing(ana, mailing=mailing)
    moved_to_north(harbour, "Gil South", 0)
    send_mailings()
    assert status_of(mailing, "Gil South") == "sent"


def test_a_letter_is_neither_printed_nor_waited_for_once_its_reader_has_left(released, fay, harbour, postal, south):
    mailing = released()
    assert list(to_print_of(south)) == [mailing]
    move_to(Membership.objects.get(person__name=postal), "resigned", clock.today())
    assert list(to_print_of(south)) == []
    with refuses(Invalid, "nobody"):
        print_mailing(fay, mailing=mailing)
