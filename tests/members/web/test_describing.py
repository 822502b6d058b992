"""What one says of oneself, on one's own page; and the numbers of it, beside what assemblies provided (mission C18)."""

import pytest
from django.urls import reverse

from assemblies.actions.assemblies import close_assembly
from assemblies.queries.provided import provided_in
from members.models import Described
from organiser.base import clock
from tests.helpers import opened_assembly
from tests.members.actions.test_describing import asked, asks, counted, new, say  # noqa: F401  # a fixture
from tests.members.actions.test_headcounts import next_month
from tests.pages import headline, said, signed_in, words

PAGE_QUERIES = 12


def at(body):
    return reverse("described", args=[body.public_id])


def test_C18_one_answers_on_ones_own_page_and_takes_it_back(asked):  # noqa: F811
    client = signed_in(asked.person("Bea North"))
    page = client.get(reverse("my_description"))
    assert headline(page) == "What you say of yourself"
    assert words(page).count("I leave this out") == 2
    page = client.post(reverse("my_description"), {"age": "from_25", "gender": ""}, follow=True)
    assert said(page) == ["Kept as you left it. It is counted with that of the others, from next month on."]
    assert Described.objects.get().said == "from_25"
    page = client.post(reverse("my_description_withdraw"), follow=True)
    assert (said(page), Described.objects.count()) == (["Deleted. Nothing that you said of yourself is kept."], 0)


def test_C18_an_answer_that_there_is_not_is_refused_in_our_words(asked):  # noqa: F811
    page = signed_in(asked.person("Bea North")).post(reverse("my_description"), {"age": "woman"})
    assert (page.status_code, "Choose one of the listed answers for" in words(page)) == (422, True)


def test_C18_ones_own_page_leads_there_only_where_something_is_asked(harbour, mill):
    client = signed_in(harbour.person("Bea North"))
    assert reverse("my_description") not in client.get(reverse("my_membership")).content.decode()
    asks(harbour)
    assert reverse("my_description") in client.get(reverse("my_membership")).content.decode()


def test_C18_neither_record_nor_register_nor_file_shows_an_answer(asked):  # noqa: F811
    say(asked, "Bea North", gender="other_gender")
    client, bea = signed_in(asked.secretary), asked.members["Bea North"]
    north = asked.body("North").public_id
    for address in (
        reverse("member", args=[bea.public_id]),
        reverse("register", args=[north]),
        reverse("register_export", args=[north]),
        reverse("body", args=[north]),
    ):
        text = client.get(address).content.decode()
        assert "other_gender" not in text
        assert "I say it otherwise" not in text


def test_C18_the_page_tells_numbers_of_five_and_more(asked):  # noqa: F811
    for name in new(asked)[:6]:
        say(asked, name, gender="woman")
    for name in new(asked)[6:9]:
        say(asked, name, gender="man")
    counted(asked)
    with clock.at(next_month()):
        page = words(signed_in(asked.person("Bea North")).get(at(asked.body("North"))))
    assert "Woman 6 Man – not told I say it otherwise – not told" in page
    assert "Not told: fewer than five people" in page


def test_C18_beside_it_stands_how_many_assemblies_provided_something(asked):  # noqa: F811
    assembly = opened_assembly(asked)
    with clock.at(assembly.ends_at):
        close_assembly(asked.secretary, assembly=assembly)
        counts = provided_in(asked.body("North"))
        page = words(signed_in(asked.person("Bea North")).get(at(asked.body("North"))))
    assert (counts.held, counts.provided) == (1, 0)
    assert "1 assembly in the last twelve months, 0 of them with childcare" in page


@pytest.mark.parametrize(("who", "status"), [("Gil South", 403), ("Kim Mill", 404)])
def test_C18_the_numbers_are_for_members_of_the_body(asked, mill, who, status):  # noqa: F811
    person = mill.secretary if who == "Kim Mill" else asked.person(who)
    assert signed_in(person).get(at(asked.body("North"))).status_code == status


def test_C18_an_empty_body_says_that_nothing_is_asked(harbour, mill):
    page = words(signed_in(harbour.person("Bea North")).get(at(harbour.body("North"))))
    assert "Nothing is asked of members. The assembly of the organisation can decide to ask." in page
