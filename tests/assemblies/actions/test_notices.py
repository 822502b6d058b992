"""The notice of an assembly, person by person: sent, on paper, come back, printed, and who may see how many."""

import pytest
from django.urls import reverse

from assemblies.actions.agenda import add_agenda_item, table_motion
from assemblies.actions.assemblies import cancel_assembly, send_notice
from assemblies.actions.notices import queue_notice
from assemblies.models import Notice
from assemblies.queries import notices
from assemblies.queries.notices import notices_told
from members.actions.bounces import take_bounce
from members.actions.erasing_lists import clean_lists
from members.actions.erasures import ask_erasure
from members.actions.mailing_sending import print_mailing, send_mailings
from members.actions.mailings import stop_mailing
from members.actions.memberships import move_to
from members.models import FailingAddress, Mailing, MailingRecipient, Membership, Person, Unsubscription
from members.queries.mailings import address_digest, letters_to, to_print_of
from members.reading.bounces import Bounce
from organisations.models import Committee
from organiser.base import clock
from organiser.base.actor import CLOCK
from organiser.base.cells import HIDDEN
from organiser.base.errors import WrongState
from organiser.base.models import WaitingLetter
from tests.helpers import called_assembly, north_motion, refuses, writes
from tests.pages import signed_in
from tests.world import add_member, make_assembly


@pytest.fixture
def assembly(harbour, mill):
    """An assembly of North, not yet called: Bea wants post, the mail of Cyd fails, Dan wants no letters."""
    north = harbour.body("North")
    Person.objects.filter(name="Bea North").update(notices_by="post")
    cyd, dan = harbour.members["Cyd North"], harbour.members["Dan North"]
    FailingAddress.objects.create(
        organisation=harbour.organisation,
        membership=cyd,
        address_digest=address_digest(cyd.person.email),
        code="5.1.1",
        since=clock.now(),
    )
    Unsubscription.objects.create(organisation=harbour.organisation, membership=dan, body=north, at=clock.now())
    made = make_assembly(harbour, "North")
    add_agenda_item(harbour.secretary, assembly=made, title="The roof of {name}")
    return made


@pytest.fixture
def called(harbour, assembly):
    return send_notice(harbour.secretary, assembly=assembly)


def statuses(assembly, item=None):
    rows = MailingRecipient.objects.filter(mailing=Notice.objects.get(assembly=assembly, item=item).mailing)
    return {row.membership.person.name: row.status for row in rows.select_related("membership__person")}


def copy_of(name):
    return MailingRecipient.objects.get(membership__person__name=name)


def figures(viewer, assembly):
    return [told.counts for told in notices_told(viewer, assembly) or []]


def test_everybody_who_belongs_has_a_row_and_nobody_else(harbour, assembly):
    with writes("send_notice") as entries:
        called = send_notice(harbour.secretary, assembly=assembly)
    assert (entries[0].content.content["letters"], entries[0].content.content["on_paper"]) == (3, 2)
    assert statuses(called) == {
        "Ana Founder": "waiting",
        "Bea North": "to_print",
        "Cyd North": "to_print",
        "Dan North": "waiting",
        "Eve North": "waiting",
    }
    mailing = Mailing.objects.get()
    assert (mailing.kind, mailing.statutory, mailing.state, mailing.body_id) == (
        "notice",
        True,
        "released",
        harbour.branches["North"].pk,
    )
    assert (mailing.until, WaitingLetter.objects.count()) == (called.ends_at, 0)


def test_a_notice_says_what_stands_in_it_and_fills_in_nothing(called, mailoutbox):
    assert send_mailings() == 3
    message = mailoutbox[0]
    assert "The roof of {name}" in message.body
    assert "<br>" in message.alternatives[0].content
    assert f'<a href="http://127.0.0.1:8000/a/{called.public_id}/">' in message.alternatives[0].content
    assert "The rules say that every member is told of this." in message.body
    assert "List-Unsubscribe" not in message.extra_headers
    assert message.subject == f"Monthly assembly, {called.starts_at:%-d %B %Y}"


def test_mail_that_comes_back_is_printed_with_the_others_and_both_is_on_record(harbour, called, mailoutbox):
    send_mailings()
    north, ana = harbour.body("North"), harbour.secretary
    copy = copy_of("Eve North")
    take_bounce(CLOCK, bounce=Bounce(copy.bounce_token, "5.1.1"))
    mailing = Mailing.objects.get()
    assert list(to_print_of(north)) == [mailing]
    desk = signed_in(ana).get(reverse("desk", args=[north.public_id])).content.decode()
    assert "One letter is to be printed for the post" in desk
    answer = signed_in(ana).post(reverse("mailing_print", args=[mailing.public_id]))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert statuses(called) == {
        "Ana Founder": "sent",
        "Bea North": "printed",
        "Cyd North": "printed",
        "Dan North": "sent",
        "Eve North": "printed",
    }
    copy.refresh_from_db()
    assert copy.at < copy.came_back_at < copy.printed_at
    assert figures(ana, called) == [
        {
            "sent": 2,
            "on_paper": 2,
            "came_back": 1,
            "waiting": 0,
            "stopped": 0,
            "printed": 2,
            "printed_since": 1,
        }
    ]
    page = signed_in(ana).get(reverse("assembly", args=[called.public_id])).content.decode()
    assert "2 sent, 2 on paper (2 printed), 1 came back (1 printed since)." in page
    assert list(to_print_of(north)) == []


def test_members_find_the_notice_among_their_letters(harbour, called, mailoutbox):
    eve = harbour.person("Eve North")
    assert list(letters_to(eve)) == []
    send_mailings()
    copy = letters_to(eve).get()
    page = signed_in(eve).get(reverse("my_letter", args=[copy.public_id])).content.decode()
    assert "The roof of {name}" in page
    assert "No more letters" not in page
    assert signed_in(harbour.person("Dan North")).get(reverse("my_letter", args=[copy.public_id])).status_code == 404


def test_what_comes_onto_the_agenda_later_is_a_notice_of_its_own(harbour, called):
    rules = north_motion(harbour, title="Other rules", kind="rules")
    item = table_motion(harbour.secretary, motion=rules, assembly=called)
    assert [notice.item for notice in Notice.objects.order_by("pk")] == [None, item]
    assert len(statuses(called, item)) == 5
    told = notices_told(harbour.secretary, called)
    assert [one.counts["waiting"] for one in told] == [3, 3]
    assert told[1].notice.mailing.subject == f"Added to Monthly assembly, {called.starts_at:%-d %B %Y}"


def test_who_leaves_or_is_locked_before_the_copy_goes_out_gets_none(harbour, called, mailoutbox):
    move_to(harbour.members["Dan North"], "resigned", clock.today())
    bea = harbour.members["Bea North"]
    ask_erasure(bea.person, membership=bea)
    assert send_mailings() == 2
    assert statuses(called)["Dan North"] == "stopped"
    assert print_mailing(harbour.secretary, mailing=Mailing.objects.get()) == [harbour.members["Cyd North"].pk]


def test_a_notice_is_not_stopped_by_hand(harbour, called):
    with refuses(WrongState, "is_notice"):
        stop_mailing(harbour.secretary, mailing=Mailing.objects.get())
    page = signed_in(harbour.secretary).get(reverse("mailing", args=[Mailing.objects.get().public_id])).content.decode()
    assert "Stop this letter" not in page


@pytest.mark.parametrize("how", ["called off", "over"])
def test_nothing_goes_out_once_the_assembly_is_called_off_or_over(harbour, called, mailoutbox, how):
    if how == "called off":
        cancel_assembly(harbour.secretary, assembly=called)
    with clock.at(clock.now() if how == "called off" else called.ends_at):
        assert (send_mailings(), len(mailoutbox)) == (0, 0)
        assert list(to_print_of(harbour.body("North"))) == []
    assert sorted(statuses(called).values()) == ["stopped", "stopped", "stopped", "to_print", "to_print"]
    assert Mailing.objects.get().state == "sent"


def test_an_assembly_that_is_not_called_tells_nobody(harbour, assembly):
    assert (Notice.objects.count(), notices_told(harbour.secretary, assembly)) == (0, [])


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"sent": 95, "on_paper": 31, "came_back": 9}, {"sent": 95, "on_paper": 31, "came_back": 9}),
        ({"sent": 95, "on_paper": 31, "came_back": 4}, {"sent": 95, "on_paper": None, "came_back": None}),
        ({"sent": 95, "on_paper": 4}, {"sent": None, "on_paper": None, "came_back": 0}),
        ({"sent": 4}, {"sent": None, "on_paper": 0, "came_back": 0}),
        ({"sent": 95}, {"sent": 95, "on_paper": 0, "came_back": 0}),
    ],
)
def test_who_calls_and_keeps_no_register_is_told_of_no_fewer_than_five(harbour, called, monkeypatch, row, told):
    ana = harbour.secretary
    monkeypatch.setattr(notices, "keeps_register", lambda *_: False)
    counts = notices_told(ana, called)[0].counts
    assert (counts["waiting"], counts["on_paper"], counts["came_back"], counts["printed"]) == (None, None, 0, None)
    page = signed_in(ana).get(reverse("assembly", args=[called.public_id])).content.decode()
    assert HIDDEN in page
    assert reverse("mailing", args=[Mailing.objects.get().public_id]) not in page
    found = notices.may_be_told(row, whole=False)
    assert {name: found[name] for name in ("sent", "on_paper", "came_back")} == {"came_back": 0, **told}


def test_only_those_who_call_or_keep_the_register_read_how_many(harbour, mill, called, client):
    for viewer in (
        harbour.person("Gil South"),
        harbour.person("Fay South"),
        harbour.person("Bea North"),
        mill.secretary,
    ):
        assert notices_told(viewer, called) is None
    page = signed_in(harbour.person("Bea North")).get(reverse("assembly", args=[called.public_id])).content.decode()
    assert "Who was told" not in page
    assert signed_in(mill.secretary).get(reverse("assembly", args=[called.public_id])).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_as_many_queries_for_three_notices_as_for_one(harbour, called, rows, django_assert_num_queries):
    for number in range(rows - 1):
        motion = north_motion(harbour, title=f"Rules {number}", kind="rules")
        table_motion(harbour.secretary, motion=motion, assembly=called)
    with django_assert_num_queries(3):
        assert len(notices_told(harbour.secretary, called)) == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_as_many_queries_for_three_people_more_as_for_one(harbour, assembly, rows, django_assert_num_queries):
    for number in range(rows):
        add_member(harbour, f"New {number} North", "North")
    with django_assert_num_queries(23):
        send_notice(harbour.secretary, assembly=assembly)
    assert len(statuses(assembly)) == 5 + rows


def test_erasing_somebody_takes_the_name_out_of_the_notice_and_keeps_the_row(harbour, assembly):
    add_agenda_item(harbour.secretary, assembly=assembly, title="Thanks to Dan North")
    called = send_notice(harbour.secretary, assembly=assembly)
    dan = Membership.objects.get(person__name="Dan North")
    clean_lists(dan.person)
    mailing = Mailing.objects.get()
    assert "Dan North" not in mailing.text
    assert (MailingRecipient.objects.get(membership=dan).status, mailing.recipients.count()) == ("stopped", 5)
    assert called.notices.count() == 1


def test_the_notice_of_one_organisation_is_none_of_the_other(harbour, mill, called):
    other = make_assembly(mill)
    add_agenda_item(mill.secretary, assembly=other, title="Shifts")
    send_notice(mill.secretary, assembly=other)
    assert set(statuses(other)) == {"Kim Mill", "Lea Mill", "Max Mill", "Nia Mill"}
    assert notices_told(harbour.secretary, other) is None
    assert called_assembly(harbour).notices.count() == 1


def test_the_notice_of_a_committee_goes_to_those_for_whom_it_acts_by_their_own_register(harbour, assembly):
    committee = Committee.objects.create(
        type="committee",
        organisation=harbour.organisation,
        name="Roof group",
        parent=harbour.body("North"),
        scope="Roof",
        founding_decision=harbour.organisation.founding_decision,
    )
    type(assembly).objects.filter(pk=assembly.pk).update(body=committee.body)
    assembly.refresh_from_db()
    assert queue_notice(harbour.secretary, assembly) == {"letters": 3, "on_paper": 2}
    mailing = Mailing.objects.get()
    assert (mailing.body.name, "Roof group invites you" in mailing.text) == ("North", True)
    assert len(statuses(assembly)) == 5
    assert [told.whole for told in notices_told(harbour.secretary, assembly)] == [True]
