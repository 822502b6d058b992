"""Mail that came back: reports are read, matched by a random word, and the address is not written to again."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from members.actions.bounces import take_bounce
from members.actions.mailing_sending import print_mailing, send_mailings
from members.actions.mailings import MailingData, hand_in_mailing, release_mailing, stop_mailing, write_mailing
from members.actions.people import PersonData, change_contact
from members.models import FailingAddress, MailingRecipient
from members.queries.mailings import failing_in, to_print_of
from members.reading.bounces import Bounce, bounces_in
from organiser.base.actor import CLOCK
from organiser.base.errors import Invalid, NotFound, WrongState
from tests.helpers import refuses, writes
from tests.world import moved_to_north

REPORT = """\
From: MAILER-DAEMON@mail.example.org
To: organiser@localhost
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

--b1
Content-Type: text/plain

I'm sorry.

--b1
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.org

Final-Recipient: rfc822; gone@example.org
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 no such mailbox

--b1
Content-Type: {kind}

Message-ID: <{token}@members.example.org>
Subject: Rents

--b1--
"""


def report(token, *, status="5.1.1", action="failed", kind="text/rfc822-headers"):
    return REPORT.format(token=token, status=status, action=action, kind=kind).encode()


@pytest.fixture
def copy(fay, harbour):
    mailing = write_mailing(fay, body=harbour.body("South"), data=MailingData("Rents", "Text", criteria={"q": "gil"}))
    hand_in_mailing(fay, mailing=mailing)
    send_mailings()
    return MailingRecipient.objects.get()


TOKEN = "0123456789abcdef" * 2


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (report(TOKEN), [Bounce(TOKEN, "5.1.1")]),
        (report(TOKEN, kind="message/rfc822"), [Bounce(TOKEN, "5.1.1")]),
        (report(TOKEN, action="delayed", status="4.4.1"), [Bounce(TOKEN, "4.4.1")]),
        (report(TOKEN, action="delayed", status="5.0.0"), [Bounce(TOKEN, "4.0.0")]),
        (report(TOKEN, action="delivered", status="2.0.0"), []),
        (report("short"), []),
        (b"From: a\n\nHello, I am away.", []),
        (b"", []),
        (b"\x00\xff\xfe", []),
        (b"From x\n" + report(TOKEN) + b"\nFrom y\n" + report(TOKEN, status="5.2.2"), ["5.1.1", "5.2.2"]),
    ],
)
def test_reports_are_read_and_other_mail_is_passed_over(data, found):
    got = list(bounces_in(data))
    assert [one.status if isinstance(found[0], str) else one for one in got] == found


def test_a_failure_for_good_marks_the_address_until_it_is_changed(copy, fay, harbour, mailoutbox):
    south = harbour.body("South")
    with writes("take_bounce") as entries:
        take_bounce(CLOCK, bounce=Bounce(copy.bounce_token, "5.1.1"))
    assert entries[0].content.content == {"status": "5.1.1"}
    copy.refresh_from_db()
    assert copy.status == "bounced"
    assert [one.person.name for one in failing_in(fay, south)] == ["Gil South"]
    with writes():
        take_bounce(CLOCK, bounce=Bounce(copy.bounce_token, "5.1.1"))
    again = hand_in_mailing(fay, mailing=write_mailing(fay, body=south, data=MailingData("Again", "Text")))
    row = MailingRecipient.objects.get(mailing=again, membership=copy.membership)
    assert row.status == "to_print"
    change_contact(fay, membership=copy.membership, data=PersonData(name="Gil South", email="new@example.org"))
    assert failing_in(fay, south) == []
    third = hand_in_mailing(fay, mailing=write_mailing(fay, body=south, data=MailingData("Third", "Text")))
    assert MailingRecipient.objects.get(mailing=third, membership=copy.membership).status == "waiting"


def test_a_failure_for_now_changes_nothing(copy):
    with writes():
        take_bounce(CLOCK, bounce=Bounce(copy.bounce_token, "4.2.2"))
    copy.refresh_from_db()
    assert (copy.status, FailingAddress.objects.count()) == ("sent", 0)


def test_a_word_that_no_copy_carries_is_refused(copy):
    with refuses(NotFound, "no_copy"):
        take_bounce(CLOCK, bounce=Bounce(TOKEN, "5.1.1"))
    with refuses(NotFound, "no_copy"):
        take_bounce(CLOCK, bounce=Bounce(copy.bounce_token, "5.1.1"), mailing=copy.mailing_id + 1)


def test_the_failing_addresses_of_a_branch_are_for_its_keeper(copy, ana, harbour, mill):
    take_bounce(CLOCK, bounce=Bounce(copy.bounce_token, "5.1.1"))
    assert failing_in(ana, harbour.body("North")) == []
    assert failing_in(harbour.person("Bea North"), harbour.body("South")) == []
    assert len(failing_in(ana, harbour.body())) == 1


def test_the_command_reads_files_and_says_what_it_found(copy, tmp_path):
    (tmp_path / "one.eml").write_bytes(report(copy.bounce_token))
    (tmp_path / "two.eml").write_bytes(report(TOKEN))
    out = StringIO()
    call_command("take_bounces", tmp_path / "one.eml", tmp_path / "two.eml", stdout=out)
    assert out.getvalue() == "1 reports read, 1 about no letter of ours.\n"
    copy.refresh_from_db()
    assert copy.status == "bounced"


@pytest.fixture
def told(fay, ana, harbour, mill):
    """Two letters to Gil and Hal that came back: of one of them every member must be told."""
    made = []
    for statutory in (False, True):
        data = MailingData("Rents", "Dear {name}", statutory)
        mailing = hand_in_mailing(fay, mailing=write_mailing(fay, body=harbour.body("South"), data=data))
        mailing = release_mailing(ana, mailing=mailing) if statutory else mailing
        send_mailings()
        copy = MailingRecipient.objects.get(mailing=mailing, membership=harbour.members["Gil South"])
        made.append(copy)
    for copy in made:
        take_bounce(CLOCK, bounce=Bounce(copy.bounce_token, "5.1.1"))
        copy.refresh_from_db()
    return made


def test_what_every_member_must_be_told_is_printed_where_the_mail_came_back(told, fay, harbour, client):
    plain, statutory = told
    south = harbour.body("South")
    assert [plain.status, statutory.status] == ["bounced", "bounced"]
    assert statutory.came_back_at >= statutory.at
    assert list(to_print_of(south)) == [statutory.mailing]
    with refuses(Invalid, "nobody"):
        print_mailing(fay, mailing=plain.mailing)
    client.force_login(fay)
    shown = client.get(reverse("mailing", args=[statutory.mailing.public_id])).content.decode()
    assert "Print 1 copy for the post" in shown
    other = client.get(reverse("mailing", args=[plain.mailing.public_id])).content.decode()
    assert "for the post" not in other
    assert (
        "One letter is to be printed for the post"
        in client.get(reverse("desk", args=[south.public_id])).content.decode()
    )
    with writes("log_export", "print_mailing") as entries:
        keys = print_mailing(fay, mailing=statutory.mailing)
    assert entries[1].content.content == {"printed": 1}
    assert keys == [statutory.membership_id]
    sent_at = statutory.at
    statutory.refresh_from_db()
    assert (statutory.status, statutory.at, statutory.told_at) == ("printed", sent_at, statutory.printed_at)
    assert statutory.printed_at >= statutory.came_back_at
    assert list(to_print_of(south)) == []
    assert print_mailing(fay, mailing=statutory.mailing) == keys


def test_a_copy_that_was_printed_after_it_came_back_takes_no_second_report(told, fay):
    statutory = told[1]
    print_mailing(fay, mailing=statutory.mailing)
    with writes():
        take_bounce(CLOCK, bounce=Bounce(statutory.bounce_token, "5.1.1"))
    statutory.refresh_from_db()
    assert statutory.status == "printed"


def test_who_moved_away_after_the_mail_came_back_is_not_printed_for(told, fay, harbour):
    moved_to_north(harbour, "Gil South", 0)
    assert list(to_print_of(harbour.body("South"))) == []
    with refuses(Invalid, "nobody"):
        print_mailing(fay, mailing=told[1].mailing)


def test_mail_of_a_stopped_letter_that_comes_back_waits_at_no_desk(fay, ana, harbour, mill):
    south = harbour.body("South")
    mailing = write_mailing(fay, body=south, data=MailingData("Rents", "Text", statutory=True))
    mailing = release_mailing(ana, mailing=hand_in_mailing(fay, mailing=mailing))
    send_mailings(1)
    stop_mailing(fay, mailing=mailing)
    take_bounce(CLOCK, bounce=Bounce(MailingRecipient.objects.get(status="sent").bounce_token, "5.1.1"))
    assert list(to_print_of(south)) == []
    with refuses(WrongState, "mailing_step"):
        print_mailing(fay, mailing=mailing)
