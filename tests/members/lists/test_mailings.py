"""Letters to members: written, looked at, sent once to each, stopped, printed, and not wanted any more."""

import re
from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse

from members.actions.erasures import ask_erasure
from members.actions.mailing_sending import print_mailing, send_mailings, try_mailing
from members.actions.mailings import (
    MailingData,
    change_mailing,
    hand_in_mailing,
    release_mailing,
    stop_mailing,
    take_back_mailing,
    write_mailing,
)
from members.actions.people import PersonData, change_contact
from members.actions.unsubscribing import subscribe_again, unsubscribe
from members.models import AccessLogEntry, Mailing, MailingRecipient, Membership, Person, Unsubscription
from members.queries.mailing_message import parts_of
from members.queries.mailings import letters_to, to_print_of
from organiser.base import clock
from organiser.base.errors import Invalid, NotFound, NotPermitted, RuleNotMet, WrongState
from tests.helpers import bound, refuses, writes
from tests.world import moved_to_north


@pytest.fixture
def south(harbour):
    return harbour.body("South")


@pytest.fixture
def released(fay, south):
    def release(subject="Rents", text="Dear {name},\n\n**rents** rise.", **more):
        mailing = write_mailing(fay, body=south, data=MailingData(subject, text, **more))
        return hand_in_mailing(fay, mailing=mailing)

    return release


def statuses(mailing):
    rows = MailingRecipient.objects.filter(mailing=mailing).order_by("membership__sort_name")
    return {row.membership.person.name: row.status for row in rows.select_related("membership__person")}


def copy_of(mailing, name):
    return MailingRecipient.objects.get(mailing=mailing, membership__person__name=name)


def test_a_letter_goes_to_each_once_and_is_written_down_as_sent(released, postal, harbour, mailoutbox):
    mailing = released()
    assert len(mailoutbox) == 0
    assert send_mailings(3) == 3
    assert Mailing.objects.get().state == "released"
    assert send_mailings() == 2
    assert send_mailings() == 0
    mailing.refresh_from_db()
    assert (mailing.state, mailing.sent_at is not None) == ("sent", True)
    assert sorted(message.to for message in mailoutbox) == sorted(
        [p.email] for p in Person.objects.filter(memberships__branch=harbour.branches["South"], email__isnull=False)
    )
    assert statuses(mailing)["Pia South"] == "to_print"
    assert set(statuses(mailing).values()) == {"sent", "to_print"}


def test_a_mail_names_nobody_in_subject_headers_and_links(released, mailoutbox, harbour):
    mailing = released()
    send_mailings()
    message = next(one for one in mailoutbox if "Gil South" in one.body)
    copy = copy_of(mailing, "Gil South")
    assert message.subject == "Rents"
    headers = message.extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["List-Unsubscribe"].endswith(f"/u/{copy.leave_token}/>")
    assert headers["Message-ID"].startswith(f"<{copy.bounce_token}@")
    links = re.findall(r"https?://\S+", message.body)
    assert [link.rstrip("/").split("/")[-1] for link in links] == [copy.leave_token]
    html = message.alternatives[0].content
    assert "<strong>rents</strong>" in html
    assert "Dear Gil South," in html
    assert "style=" not in html
    assert "<script" not in html


def test_a_name_is_never_read_as_markup(harbour, fay, south):
    member = harbour.members["Gil South"]
    member.person.name = "<b>Gil</b> *South*"
    mailing = write_mailing(fay, body=south, data=MailingData("Hi", "Dear {name}, <script>x</script>"))
    text, html = parts_of(mailing, member, "t" * 32)
    assert "Dear &lt;b&gt;Gil&lt;/b&gt; *South*," in html
    assert "<script>" not in html
    assert "Dear <b>Gil</b> *South*," in text


def test_a_second_person_releases_where_the_rules_say_so(ana, fay, harbour, south, rules, mailoutbox):
    rules(mail_second=True)
    mailing = write_mailing(fay, body=south, data=MailingData("Rents", "Text"))
    with writes("hand_in_mailing") as entries:
        mailing = hand_in_mailing(fay, mailing=mailing)
    assert (mailing.state, entries[0].content.content) == ("held", {"held": True})
    assert send_mailings() == 0
    with refuses(NotPermitted, "own_request"):
        release_mailing(fay, mailing=mailing)
    with refuses(NotPermitted, "token_releases"):
        release_mailing(bound(ana, south), mailing=mailing)
    with refuses(NotPermitted, "power_missing"):
        release_mailing(harbour.person("Gil South"), mailing=mailing)
    with refuses(WrongState, "mailing_step"):
        change_mailing(fay, mailing=mailing, data=MailingData("Other", "Text"))
    with writes("release_mailing") as entries:
        mailing = release_mailing(ana, mailing=mailing)
    assert entries[0].content.content == {"waiting": 5}
    assert send_mailings() == 5


def test_a_letter_to_those_who_want_none_always_waits_for_a_second_person(released, fay, harbour, mill):
    """The tick is free for any writer, and the rules ask for nobody: whoever holds another role looks at it."""
    held = released(statutory=True)
    assert (held.state, statuses(held)) == ("held", {})
    with refuses(NotPermitted, "own_request"):
        release_mailing(fay, mailing=held)
    assert release_mailing(harbour.secretary, mailing=held).state == "released"


def test_where_nobody_else_holds_a_role_it_goes_out(mill):
    letter = write_mailing(mill.secretary, body=mill.body(), data=MailingData("Rents", "Text", statutory=True))
    assert hand_in_mailing(mill.secretary, mailing=letter).state == "released"


def test_who_changes_a_draft_last_is_its_writer(ana, fay, south, rules):
    rules(mail_second=True)
    mailing = write_mailing(fay, body=south, data=MailingData("Rents", "Text"))
    mailing = change_mailing(ana, mailing=mailing, data=MailingData("Rents", "Other words"))
    mailing = hand_in_mailing(ana, mailing=mailing)
    with refuses(NotPermitted, "own_request"):
        release_mailing(ana, mailing=mailing)
    assert release_mailing(fay, mailing=mailing).state == "released"


def test_a_draft_is_released_by_nobody_and_a_held_one_is_taken_back(ana, fay, south, rules):
    rules(mail_second=True)
    mailing = write_mailing(fay, body=south, data=MailingData("Rents", "Text"))
    with refuses(WrongState, "mailing_step"):
        release_mailing(ana, mailing=mailing)
    with refuses(WrongState, "mailing_step"):
        take_back_mailing(fay, mailing=mailing)
    mailing = take_back_mailing(fay, mailing=hand_in_mailing(fay, mailing=mailing))
    assert mailing.state == "draft"


def test_who_gets_it_is_frozen_when_it_is_released(released, harbour, fay, south):
    mailing = released(criteria={"q": "gil"})
    data = PersonData(name="Gus South", email="gus@example.org")
    change_contact(fay, membership=harbour.members["Gil South"], data=data)
    assert list(statuses(mailing)) == ["Gus South"]


def test_nobody_is_written_down_twice_for_one_letter(released, harbour):
    mailing = released()
    copy = copy_of(mailing, "Gil South")
    with pytest.raises(IntegrityError), transaction.atomic():
        MailingRecipient.objects.create(
            organisation=harbour.organisation, mailing=mailing, membership=copy.membership, status="waiting"
        )


def test_a_letter_to_nobody_is_refused(fay, south):
    mailing = write_mailing(fay, body=south, data=MailingData("Hi", "Text", criteria={"q": "zzz"}))
    with refuses(Invalid, "nobody"):
        hand_in_mailing(fay, mailing=mailing)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (MailingData("", "Text"), "subject_missing"),
        (MailingData("Hi", " "), "text_missing"),
        (MailingData("x" * 151, "Text"), "too_long"),
        (MailingData("Hi", "x" * 20_001), "text_long"),
        (MailingData("Hi", "Text", criteria={"colour": "red"}), "unknown_filter"),
        (MailingData("Hi", "Text", criteria={"on": "2024-01-01"}), "on"),
    ],
)
def test_what_cannot_be_written_is_refused(fay, south, data, code):
    with refuses(Invalid, code):
        write_mailing(fay, body=south, data=data)


def test_a_stopped_letter_goes_to_nobody_else(released, fay, mailoutbox):
    mailing = released()
    send_mailings(2)
    stop_mailing(fay, mailing=mailing)
    assert send_mailings() == 0
    assert sorted(statuses(mailing).values()) == ["sent", "sent", "stopped", "stopped", "stopped"]
    with refuses(WrongState, "mailing_step"):
        stop_mailing(fay, mailing=mailing)


def test_a_refused_copy_waits_and_goes_on_paper_after_eight_tries(released, monkeypatch, mailoutbox):
    mailing = released(criteria={"q": "gil"})

    def refuse(_message, *_args, **_more):
        raise SMTPServerDisconnected

    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", refuse)
    now = clock.now()
    for tried in range(8):
        with clock.at(now + timedelta(hours=tried * 6)):
            assert send_mailings() == 0
            assert statuses(mailing)["Gil South"] == ("to_print" if tried == 7 else "waiting")
    mailing.refresh_from_db()
    assert mailing.state == "sent"
    assert copy_of(mailing, "Gil South").at is None


def test_another_clock_finds_a_copy_taken(released, mailoutbox):
    mailing = released(criteria={"q": "gil"})
    MailingRecipient.objects.filter(mailing=mailing).update(status="sent")
    assert (send_mailings(), len(mailoutbox)) == (0, 0)


def test_trying_it_sends_to_oneself_alone(fay, south, mailoutbox, django_capture_on_commit_callbacks):
    mailing = write_mailing(fay, body=south, data=MailingData("Rents", "Dear {name}"))
    with django_capture_on_commit_callbacks(execute=True):
        try_mailing(fay, mailing=mailing)
    assert [message.to for message in mail.outbox] == [[fay.email]]
    assert MailingRecipient.objects.count() == 0


def test_the_copies_for_the_post_are_printed_and_everybody_can_see_it(released, fay, postal, harbour):
    mailing = released()
    with writes("log_export", "print_mailing"):
        keys = print_mailing(fay, mailing=mailing)
    assert len(keys) == 1
    assert statuses(mailing)["Pia South"] == "printed"
    assert list(AccessLogEntry.objects.values_list("person__name", "what")) == [
        ("Pia South", "Letter printed for the post")
    ]
    assert print_mailing(fay, mailing=mailing) == keys
    assert [copy.mailing.subject for copy in letters_to(Person.objects.get(name=postal))] == ["Rents"]


def test_printing_again_gives_a_branch_nothing_of_who_moved_to_another(released, fay, postal, harbour):
    """What stands in the record now, a new name and address, is for North alone (invariant 7)."""
    mailing, gil = released(), harbour.members["Gil South"]
    MailingRecipient.objects.filter(mailing=mailing, membership=gil).update(status="to_print")
    pia = Membership.objects.get(person__name=postal)
    assert print_mailing(fay, mailing=mailing) == [gil.pk, pia.pk]
    moved_to_north(harbour, "Gil South", 0)
    Person.objects.filter(pk=gil.person_id).update(name="Gil Changed", address="1 New Road")
    assert print_mailing(fay, mailing=mailing) == [pia.pk]
    log = AccessLogEntry.objects.filter(person=gil.person_id, what="Letter printed for the post")
    assert (log.count(), statuses(mailing)["Gil Changed"]) == (1, "printed")


@pytest.mark.parametrize("why", ["moved", "locked for erasure"])
def test_a_copy_for_who_stands_here_no_more_is_neither_printed_nor_waited_for(released, fay, postal, harbour, why):
    mailing, pia = released(), Membership.objects.get(person__name=postal)
    assert list(to_print_of(harbour.body("South"))) == [mailing]
    if why == "moved":
        moved_to_north(harbour, postal, 0)
    else:
        ask_erasure(pia.person, membership=pia)
    assert list(to_print_of(harbour.body("South"))) == []
    with refuses(Invalid, "nobody"):
        print_mailing(fay, mailing=mailing)


def test_printing_holds_to_the_quota_of_the_rules(released, fay, postal, rules):
    rules(export_quota=0)
    mailing = released()
    with refuses(RuleNotMet, "export_quota"):
        print_mailing(fay, mailing=mailing)


def test_before_it_is_released_nothing_is_printed(fay, south, postal, harbour):
    mailing = write_mailing(fay, body=south, data=MailingData("Rents", "Text"))
    with refuses(WrongState, "mailing_step"):
        print_mailing(fay, mailing=mailing)
    with refuses(NotPermitted, "power_missing"):
        print_mailing(harbour.person("Gil South"), mailing=mailing)


def test_who_wants_no_more_letters_gets_what_the_rules_say_alone(released, client, harbour, mailoutbox):
    first = released()
    send_mailings()
    address = reverse("unsubscribe", args=[copy_of(first, "Gil South").leave_token])
    assert "No more of these letters?" in client.get(address).content.decode()
    assert Unsubscription.objects.count() == 0
    answer = client.post(address, {"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, "Gil" in answer.content.decode()) == (200, False)
    assert client.post(address).status_code == 200
    assert Unsubscription.objects.count() == 1
    assert statuses(released())["Gil South"] == "unsubscribed"
    held = released(statutory=True)
    assert (held.state, statuses(held)) == ("held", {})
    assert statuses(release_mailing(harbour.secretary, mailing=held))["Gil South"] == "waiting"
    send_mailings()
    assert "List-Unsubscribe" not in mailoutbox[-1].extra_headers
    assert client.get(reverse("unsubscribe", args=["0" * 32])).status_code == 404


def test_letters_are_wanted_again_and_only_for_oneself(released, harbour, south, mill):
    copy = copy_of(released(), "Gil South")
    gil = harbour.person("Gil South")
    with refuses(NotFound, "no_letter"):
        unsubscribe(mill.secretary, copy=copy)
    with writes("unsubscribe"):
        unsubscribe(gil, copy=copy)
    with writes("subscribe_again"):
        subscribe_again(gil, body=south)
    with refuses(NotFound, "subscribed"):
        subscribe_again(gil, body=south)


def test_a_member_reads_the_letters_that_were_sent_to_her_and_no_others(released, client, harbour, mill):
    mailing = released()
    send_mailings()
    gil = harbour.person("Gil South")
    client.force_login(gil)
    assert "Rents" in client.get(reverse("my_letters")).content.decode()
    own = client.get(reverse("my_letter", args=[copy_of(mailing, "Gil South").public_id]))
    assert "Dear Gil South" in own.content.decode()
    other = copy_of(mailing, "Hal South").public_id
    assert client.get(reverse("my_letter", args=[other])).status_code == 404
    assert client.post(reverse("my_letters_leave", args=[other])).status_code == 404


def test_the_pages_from_the_draft_to_the_release(ana, fay, south, rules, client):
    rules(mail_second=True)
    client.force_login(fay)
    new = reverse("mailing_new", args=[south.public_id])
    assert "Everybody who belongs now" in client.get(new).content.decode()
    page = client.post(new, {"subject": "Rents", "text": "**Up**", "q": "gil"}).url
    shown = client.get(page).content.decode()
    assert "<strong>Up</strong>" in shown
    assert "It is ready: to 1 person" in shown
    mailing = Mailing.objects.get()
    client.post(reverse("mailing_hand_in", args=[mailing.public_id]))
    assert "Release it" not in client.get(page).content.decode()
    client.force_login(ana)
    assert "Release it" in client.get(page).content.decode()
    client.post(reverse("mailing_release", args=[mailing.public_id]))
    mailing.refresh_from_db()
    assert (mailing.state, mailing.released_by) == ("released", ana)
