"""What the operator did is shown to the members of the body: on its page and on Today for ninety days, and for good."""

import pytest
from django.urls import reverse

from members.actions.interventions import end_access
from members.models import Person
from organisations.queries.interventions import interventions_visible_to
from organiser.base import clock
from tests.helpers import bound, clock_days
from tests.pages import headline, signed_in, words

REASON = "A list of tokens was published on a wall."
LINE = "All sessions of members and all tokens were ended. Members sign in anew."


@pytest.fixture
def made(harbour, mill):
    return end_access(Person.objects.create_superuser("Root"), body=harbour.body("North"), reason=REASON)


def page_of(person, place, branch, name="interventions"):
    return signed_in(person).get(reverse(name, args=[place.body(branch).public_id]))


def test_members_read_it_on_the_page_of_the_body_and_on_today_for_ninety_days(harbour, made):
    bea, north = harbour.person("Bea North"), harbour.body("North").public_id
    for days, shown in ((0, True), (90, True), (91, False)):
        with clock.at(made.at + clock_days(days)):
            for url in (reverse("body", args=[north]), reverse("today")):
                assert (LINE in words(signed_in(bea).get(url))) is shown, (days, url)
            assert LINE in words(page_of(bea, harbour, "North"))


def test_the_page_says_what_and_why(harbour, made):
    answer = page_of(harbour.person("Bea North"), harbour, "North")
    assert headline(answer) == "What the operator changed"
    text = words(answer)
    assert REASON in text
    assert f"Account {made.operator}." in text
    assert "Root" not in text


def test_others_of_the_organisation_are_told_that_it_is_not_theirs_and_strangers_nothing(harbour, mill, made):
    assert page_of(harbour.person("Gil South"), harbour, "North").status_code == 403
    assert page_of(mill.secretary, harbour, "North").status_code == 404
    assert LINE not in words(page_of(harbour.person("Gil South"), harbour, "North", "body"))
    assert LINE not in words(signed_in(harbour.person("Gil South")).get(reverse("today")))
    client = signed_in(harbour.person("Bea North"))
    assert client.post(reverse("interventions", args=[harbour.body("North").public_id])).status_code == 405


def test_a_token_reads_those_of_its_body(harbour, made):
    assert list(interventions_visible_to(bound(harbour.person("Bea North"), harbour.body("North")))) == [made]
    assert list(interventions_visible_to(bound(harbour.person("Bea North"), harbour.body()))) == []


def test_the_page_asks_as_often_for_three_as_for_one(harbour, made, django_assert_num_queries):
    bea = harbour.person("Bea North")
    for _round in (1, 2):
        client = signed_in(bea)
        url = reverse("interventions", args=[harbour.body("North").public_id])
        client.get(url)
        with django_assert_num_queries(7):
            client.get(url)
        for _more in (1, 2):
            end_access(Person.objects.get(is_superuser=True), body=harbour.body("North"), reason=REASON)


def test_an_empty_page_says_what_will_stand_there(mill):
    assert "The operator has changed nothing here." in words(page_of(mill.secretary, mill, ""))


def test_aims_stand_on_a_page_of_their_own(harbour, mill):
    answer = page_of(harbour.person("Bea North"), harbour, "North", "aims")
    assert headline(answer) == "What we are here for"
    assert "Good homes for all." in words(answer)
    assert page_of(mill.secretary, harbour, "North", "aims").status_code == 404
