"""Whoever keeps a register notes that somebody left: she is told from what, and can say that it is not so."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from members.actions.erasures import ask_erasure
from members.actions.leaving import object_to_leaving
from members.actions.memberships import change_state
from members.actions.noting import Noted
from members.enums import MembershipState
from members.models import AccessLogEntry, Membership, MembershipSpan, NotedLeaving, Person
from organiser.base import clock
from organiser.base.actions.mail import send_waiting
from organiser.base.errors import Invalid, NotPermitted, WrongState
from tests.helpers import people_of, refuses, writes
from tests.pages import signed_in

S = MembershipState


@pytest.fixture
def gil(harbour, mill):
    """Gil South, of whom Fay notes that he left, from a letter of three days ago."""
    membership = harbour.members["Gil South"]
    on = clock.today() - timedelta(days=3)
    fay = harbour.person("Fay South")
    return change_state(fay, membership=membership, to=S.RESIGNED, noted=Noted("letter", on))


def test_kind_and_day_of_the_document_are_kept_and_nothing_of_its_words(harbour, gil):
    noted = NotedLeaving.objects.get()
    assert (noted.membership, noted.document, noted.document_on, noted.noted_by.name, noted.former) == (
        gil,
        "letter",
        clock.today() - timedelta(days=3),
        "Fay South",
        "full",
    )
    assert noted.object_until == clock.today() + timedelta(days=30)
    assert AccessLogEntry.objects.get().what == "Noted that you left"


def test_the_member_is_told_by_mail(harbour, mill, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        change_state(harbour.person("Fay South"), membership=harbour.members["Gil South"], to=S.RESIGNED)
    send_waiting()
    letter = next(one for one in mail.outbox if "noted that you left" in one.subject)
    assert letter.to == [harbour.person("Gil South").email]
    assert "Fay South has noted that you left Harbour Tenants, from word of mouth of" in letter.body


def test_whoever_has_no_mail_gets_it_on_paper(harbour, gil):
    Person.objects.filter(pk=gil.person_id).update(email=None, notices_by="post")
    answer = signed_in(harbour.person("Fay South")).get(reverse("noted_notice", args=[gil.public_id]))
    assert (answer.status_code, answer["Content-Type"], answer.content[:5]) == (200, "application/pdf", b"%PDF-")
    assert signed_in(harbour.person("Bea North")).get(answer.request["PATH_INFO"]).status_code == 404


def test_she_says_that_it_is_not_so_and_is_what_she_was_with_the_same_tenure(harbour, gil):
    joined = NotedLeaving.objects.get().former_joined_on
    with writes("object_to_leaving"):
        back = object_to_leaving(gil.person, membership=gil)
    assert (back.state, back.joined_on, back.left_on) == (S.FULL, joined, None)
    states = MembershipSpan.objects.filter(membership=gil).order_by("pk").values_list("state", flat=True)
    assert list(states) == ["full", "resigned", "full"]
    assert gil.person in people_of(harbour, "South")
    with refuses(WrongState, "nothing_noted"):
        object_to_leaving(gil.person, membership=back)


@pytest.mark.parametrize(("days", "may"), [(29, True), (30, True), (31, False)])
def test_it_can_be_said_to_the_last_day_and_not_the_day_after(gil, days, may):
    with clock.at(clock.now() + timedelta(days=days)):
        if may:
            assert object_to_leaving(gil.person, membership=gil).state == S.FULL
        else:
            with refuses(WrongState, "nothing_noted"):
                object_to_leaving(gil.person, membership=gil)


def test_nobody_says_it_for_her(harbour, mill, gil):
    for other in (harbour.person("Fay South"), harbour.secretary, mill.secretary):
        with refuses(NotPermitted, "not_own"):
            object_to_leaving(other, membership=gil)


def test_whoever_left_alone_has_nothing_to_object_to(harbour, mill):
    hal = harbour.members["Hal South"]
    change_state(hal.person, membership=hal, to=S.RESIGNED)
    assert NotedLeaving.objects.count() == 0
    with refuses(WrongState, "nothing_noted"):
        object_to_leaving(hal.person, membership=hal)


def test_a_document_that_cannot_be_is_refused(harbour, mill):
    fay, hal = harbour.person("Fay South"), harbour.members["Hal South"]
    for noted, code in (
        (Noted("rumour"), "document"),
        (Noted("letter", clock.today() + timedelta(days=1)), "document_on"),
    ):
        with refuses(Invalid, code):
            change_state(fay, membership=hal, to=S.RESIGNED, noted=noted)


def test_both_pages_tell_of_it_and_the_member_presses_the_button(harbour, gil):
    keeper = signed_in(harbour.person("Fay South")).get(reverse("member", args=[gil.public_id])).content.decode()
    assert "from a signed letter of" in keeper
    browser = signed_in(gil.person)
    assert "I have not left" in browser.get("/me/").content.decode()
    browser.post(reverse("not_left", args=[gil.public_id]))
    assert Membership.objects.get(pk=gil.pk).state == S.FULL
    assert "I have not left" not in browser.get("/me/").content.decode()


def test_an_erasure_on_paper_keeps_kind_and_day_and_tells_the_member(harbour, mill, django_capture_on_commit_callbacks):
    hal, fay = harbour.members["Hal South"], harbour.person("Fay South")
    with django_capture_on_commit_callbacks(execute=True):
        asked = ask_erasure(fay, membership=hal, on_paper=True, noted=Noted("email", clock.today()))
    assert (asked.erasure.document, asked.erasure.document_on) == ("email", clock.today())
    send_waiting()
    letter = next(one for one in mail.outbox if "is locked" in one.subject)
    assert "Fay South asked for it in your name, from an e-mail of" in letter.body
    own = ask_erasure(harbour.person("Ida South"), membership=harbour.members["Ida South"]).erasure
    assert (own.document, own.document_on) == ("", None)
