"""A seat that fell free on the pages: counting again, whom it names on the first page, the answer, the record."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assemblies.models import Recount
from organiser.base import clock
from skills.models import Term
from tests.pages import signed_in, words
from tests.vacancies import elected, left, offered, term_of


def at(name, thing):
    return reverse(name, args=[thing.public_id])


def test_whoever_counts_starts_it_from_the_roles_or_the_result_after_being_asked(harbour, mill):
    ballot = elected(harbour)
    with clock.at(ballot.closes_at):
        term = left(harbour, ballot)
        ana, north = signed_in(harbour.secretary), harbour.body("North")
        for page in (at("roles", north), at("ballot", ballot)):
            shown = words(ana.get(page))
            assert "The rules fill such a seat by counting the papers of the election again." in shown
            assert "Count the papers again" in shown
            assert "Count the papers again" not in words(signed_in(harbour.person("Eve North")).get(page))
        address = at("vacancy_recount", term)
        assert "Count the papers again?" in words(ana.post(address))
        assert Recount.objects.count() == 0
        answer = ana.post(address, {"sure": "yes"}, follow=True)
        assert "The papers are counted, and Dan North is asked." in words(answer)
        made = Recount.objects.get()
        assert answer.redirect_chain[-1][0] == at("recount", made)
        for page in (at("roles", north), at("ballot", ballot), at("recount", made)):
            assert "The next can be asked after" in words(ana.get(page))
        for page in (at("roles", north), at("ballot", ballot)):
            assert "Dan North Has not answered yet" in words(signed_in(harbour.person("Eve North")).get(page))


def test_who_is_named_is_asked_on_the_first_page_and_answers_once(harbour, mill):
    recount = offered(harbour)
    dan = signed_in(harbour.person("Dan North"))
    with clock.at(recount.counted_at):
        assert "A seat is offered to you" in words(dan.get(reverse("today")))
        assert "A seat is offered to you" not in words(signed_in(harbour.person("Eve North")).get(reverse("today")))
        page = at("recount", recount)
        assert "Do you take the seat?" in words(dan.get(page))
        assert "Do you take the seat?" not in words(signed_in(harbour.person("Eve North")).get(page))
        wrong = dan.post(at("recount_answer", recount), {"answer": "asked"})
        assert (wrong.status_code, "Choose one of the two answers." in words(wrong)) == (422, True)
        taken = words(dan.post(at("recount_answer", recount), {"answer": "accepted"}, follow=True))
        assert "You hold the role from today." in taken
        assert "Dan North takes the seat" in taken
        assert dan.post(at("recount_answer", recount), {"answer": "accepted"}).status_code == 409
        assert "A seat is offered to you" not in words(dan.get(reverse("today")))
        assert term_of(harbour, recount.ballot, "Dan North").ended_on is None


def test_a_no_asks_the_next_and_an_empty_end_says_so(harbour, mill):
    recount = offered(harbour)
    with clock.at(recount.counted_at):
        answer = signed_in(harbour.person("Dan North")).post(
            at("recount_answer", recount), {"answer": "declined"}, follow=True
        )
        assert "You do not take the seat. Whoever is next is asked." in words(answer)
        following = Recount.objects.get(number=2)
        eve = signed_in(harbour.person("Eve North"))
        eve.post(at("recount_answer", following), {"answer": "declined"})
        last = Recount.objects.get(number=3)
        shown = words(eve.get(at("recount", last)))
        assert "The papers name nobody" in shown
        assert eve.get(at("recount_papers", last)).status_code == 404
        assert "Ask the next" not in words(signed_in(harbour.secretary).get(at("ballot", recount.ballot)))


@pytest.mark.parametrize("secret", [False, True])
def test_the_record_is_handed_out_to_members_of_the_body_alone(harbour, mill, secret):
    ballot = elected(harbour, secret=secret)
    with clock.at(ballot.closes_at):
        signed_in(harbour.secretary).post(at("vacancy_recount", left(harbour, ballot)), {"sure": "yes"})
        recount = Recount.objects.get()
        sheet = json.loads(signed_in(harbour.person("Eve North")).get(at("recount_papers", recount)).content)
        assert (sheet["ballot"], sheet["options"]) == (recount.public_id, ["Cyd North", "Dan North", "Eve North"])
        assert (sheet["board"] is None) == (not secret)
        for person in (harbour.person("Gil South"), mill.secretary):
            client = signed_in(person)
            for name in ("recount", "recount_papers"):
                assert client.get(at(name, recount)).status_code == 404
            assert client.post(at("recount_answer", recount), {"answer": "accepted"}).status_code == 404
            assert client.post(at("vacancy_recount", recount.term), {"sure": "yes"}).status_code == 404
        assert "fell free" not in words(signed_in(harbour.person("Gil South")).get(at("roles", harbour.body("North"))))


def test_pages_ask_as_often_for_three_seats_as_for_one(harbour, mill):
    ballot = elected(harbour, ("B", "B", "C", "D", "E"), seats=4)
    pages = (at("roles", harbour.body("North")), at("ballot", ballot))
    with clock.at(ballot.closes_at):
        client = signed_in(harbour.secretary)

        def asked():
            found = []
            for page in pages:
                with CaptureQueriesContext(
                    connection,
                ) as queries:
                    assert client.get(page).status_code == 200
                found.append(len(queries))
            return found

        left(harbour, ballot, "Bea North")
        asked()
        one = asked()
        for name in ("Cyd North", "Dan North"):
            left(harbour, ballot, name)
        assert Term.objects.filter(end_reason="resigned").count() == 3
        assert asked() == one
