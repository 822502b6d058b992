"""Applications at the desk: who finds them, who answers, what others may learn of them, and speaking for somebody."""

import pytest
from django.urls import reverse

from members.actions.answering import admit_applicant
from members.models import AccessLogEntry, Application
from members.queries.applications import applications_visible_to, kept_applications
from tests.helpers import bound, outsider
from tests.joining import answered_by, asked
from tests.pages import buttons, headline, said, signed_in, words
from tests.walk.pages import forms_on
from tests.world import make_person

QUERIES = 10


def page_of(application, name="application"):
    return reverse(name, args=[application.public_id])


def list_of(body, **query):
    return reverse("applications", args=[body.public_id])


@pytest.fixture
def two(harbour, mill):
    """One applicant in each branch, and one in the union of the others."""
    return {
        "North": asked(harbour, "Ann North"),
        "South": asked(harbour, "Sid South", "South"),
        "Mill": asked(mill, "Mia Mill", ""),
    }


def test_7_a_list_shows_the_applicants_of_the_registers_one_keeps_and_no_others(harbour, mill, two):
    whole = words(signed_in(harbour.secretary).get(list_of(harbour.body())))
    assert [name in whole for name in ("Ann North", "Sid South", "Mia Mill")] == [True, True, False]
    south = words(signed_in(harbour.person("Fay South")).get(list_of(harbour.body("South"))))
    assert [name in south for name in ("Ann North", "Sid South")] == [False, True]
    for person, body, code in (
        (harbour.person("Fay South"), harbour.body("North"), 403),
        (harbour.person("Fay South"), harbour.body(), 403),
        (harbour.person("Bea North"), harbour.body("North"), 403),
        (mill.secretary, harbour.body("North"), 404),
    ):
        assert signed_in(person).get(list_of(body)).status_code == code


@pytest.mark.parametrize(
    "who", ["member", "secretary of the other branch", "secretary of another organisation", "stranger"]
)
def test_7_for_everybody_else_an_application_is_not_there(harbour, mill, two, who):
    person = outsider(who, harbour, mill)
    client = signed_in(person)
    for name in ("application", "applicant_speak"):
        if (who, name) != ("member", "applicant_speak"):  # a member with the link may speak
            assert client.get(page_of(two["North"], name)).status_code == 404, name
    for name in ("application_admit", "application_decline", "application_withdraw"):
        assert client.post(page_of(two["North"], name), {"reason": "No."}).status_code == 404, name
    assert two["North"] not in applications_visible_to(person)
    assert two["North"] not in kept_applications(person)


def test_7_a_token_reaches_the_applications_of_its_body_alone(harbour, two):
    fay, ana = harbour.person("Fay South"), harbour.secretary
    assert list(applications_visible_to(bound(fay, harbour.body("South")))) == [two["South"]]
    assert list(applications_visible_to(bound(fay, harbour.body()))) == []
    assert list(applications_visible_to(bound(ana, harbour.body("South")))) == []
    own = two["North"].membership.person
    assert list(applications_visible_to(bound(own, harbour.body("South")))) == []


def test_opening_an_application_stands_in_the_log_of_the_applicant(harbour, two):
    page = signed_in(harbour.secretary).get(page_of(two["North"]))
    assert (headline(page), "Admit Ann North" in buttons(page)) == ("Ann North", True)
    assert AccessLogEntry.objects.get().what == "Application opened"


def test_admitting_and_declining_on_the_page(harbour, two):
    client = signed_in(harbour.secretary)
    done = client.post(page_of(two["North"], "application_admit"), follow=True)
    assert said(done) == ["Ann North is admitted, and was told where there is an address."]
    empty = client.post(page_of(two["South"], "application_decline"), {"reason": ""})
    assert empty.status_code == 422
    done = client.post(page_of(two["South"], "application_decline"), {"reason": "Not here."}, follow=True)
    assert "What the applicant was told Not here." in words(done)
    answered = words(client.get(f"{list_of(harbour.body())}?show=answered"))
    assert ["Ann North" in answered, "Sid South" in answered] == [True, True]
    assert "Nobody waits for an answer." in words(client.get(list_of(harbour.body())))


def test_where_the_assembly_admits_the_page_drafts_the_motion(harbour, mill):
    answered_by(harbour, "assembly")
    ann = asked(harbour)
    client = signed_in(harbour.secretary)
    page = client.get(page_of(ann))
    assert "Admit Ann Asking" not in buttons(page)
    url = f"{reverse('motion_new', args=[harbour.body('North').public_id])}?effect=admit&applications={ann.public_id}"
    assert url.replace("&", "&amp;") in page.content.decode()
    form = signed_in(harbour.person("Bea North")).get(url)
    assert f'value="{ann.public_id}"' in form.content.decode()
    assert "Ann Asking" not in form.content.decode()  # who may move a motion does not browse applicants
    moved = signed_in(harbour.person("Bea North")).post(
        url,
        {"kind": "ordinary", "applications": ann.public_id, "title": "Admit Ann", "text": "The assembly admits Ann."},
    )
    assert moved.status_code == 302
    told = words(signed_in(harbour.person("Cyd North")).get(moved.headers["Location"]))
    assert "If this carries, Ann Asking is admitted to North." in told


def test_the_applicant_passes_the_link_on_and_sees_how_many_are_missing(harbour, mill):
    answered_by(harbour, "secretary", sponsors=2)
    ann = asked(harbour)
    mine = signed_in(ann.membership.person).get(reverse("my_membership"))
    assert "2 full members of North must still speak for you" in words(mine)
    speak = page_of(ann, "applicant_speak")
    assert speak in mine.content.decode()
    client = signed_in(harbour.person("Bea North"))
    assert buttons(client.get(speak)) == ["I speak for Ann Asking"]
    assert said(client.post(speak, {"speak": "yes"}, follow=True)) == ["You speak for Ann Asking. Thank you."]
    mine = words(signed_in(ann.membership.person).get(reverse("my_membership")))
    assert "1 full member of North must still speak for you" in mine
    assert "Bea North" not in mine
    desk = signed_in(harbour.secretary).get(page_of(ann))
    assert "1 full member must still speak for Ann Asking." in words(desk)
    assert "Who speaks for Ann Asking Bea North" in words(desk)
    assert said(client.post(speak, {"speak": "no"}, follow=True)) == ["You do not speak for this applicant any more."]


def test_paper_is_written_down_at_the_desk(harbour):
    client = signed_in(harbour.secretary)
    address = reverse("application_new", args=[harbour.body("North").public_id])
    done = client.post(address, {"name": "Old Paper", "phone": "555"}, follow=True)
    assert (said(done), headline(done)) == (["The application of Old Paper is written down."], "Old Paper")
    assert signed_in(harbour.person("Bea North")).get(address).status_code == 403


def test_whoever_was_declined_reads_why_on_the_own_page_and_may_ask_again(harbour, two):
    ann = two["North"]
    client = signed_in(ann.membership.person)
    signed_in(harbour.secretary).post(page_of(ann, "application_decline"), {"reason": "Not here."})
    page = words(client.get(reverse("my_membership")))
    assert "You may ask again. Not here." in page
    again = client.post(reverse("join", args=[harbour.organisation.public_id]), {"branch": ""}, follow=True)
    assert said(again) == ["You asked to join Harbour Tenants. Here you see where it stands."]
    assert client.post(page_of(Application.objects.latest("pk"), "application_withdraw")).status_code == 302
    assert Application.objects.latest("pk").state == "withdrawn"


def test_the_same_name_in_the_register_is_shown_to_its_keeper_alone(harbour, mill):
    south = asked(harbour, "Bea North", "South")
    fay = words(signed_in(harbour.person("Fay South")).get(page_of(south)))
    assert "The same name in the register" not in fay
    whole = words(signed_in(harbour.secretary).get(page_of(south)))
    assert "The same name in the register" in whole


def test_an_answered_application_is_shown_without_buttons(harbour, two):
    admit_applicant(harbour.secretary, application=two["North"])
    page = signed_in(harbour.secretary).get(page_of(two["North"]))
    assert buttons(page) == []


def test_a_list_of_three_costs_as_many_queries_as_one_of_one(harbour, mill, django_assert_num_queries):
    client = signed_in(harbour.secretary)
    asked(harbour)
    client.get(list_of(harbour.body()))
    with django_assert_num_queries(QUERIES):
        client.get(list_of(harbour.body()))
    for name in ("Bob Asking", "Cas Asking"):
        asked(harbour, name)
    with django_assert_num_queries(QUERIES):
        client.get(list_of(harbour.body()))


def twice(client, address, mark, page="", **given):
    """Send a form two times, as it stands on its page; gives the answers."""
    shown = client.get(page or address).content.decode()
    form = next(one for one in forms_on(shown) if mark in one.values and one.post)
    return [client.post(address, {**form.values, **given}) for _ in range(2)]


def test_forms_of_joining_that_are_sent_twice_are_done_once(harbour, mill):
    pia, ana = signed_in(make_person("Pia New")), signed_in(harbour.secretary)
    twice(pia, reverse("join", args=[harbour.organisation.public_id]), "branch")
    assert Application.objects.count() == 1
    twice(ana, reverse("application_new", args=[harbour.body("North").public_id]), "name", name="Pat Paper")
    assert Application.objects.count() == 2
    application = Application.objects.latest("pk")
    given = {"page": page_of(application), "reason": "We know of no such flat."}
    answers = twice(ana, page_of(application, "application_decline"), "reason", **given)
    assert [answer.status_code for answer in answers] == [302, 302]
    application.refresh_from_db()
    assert application.state == "declined"
