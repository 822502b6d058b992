"""The page of how many we are: for members of the body, with a figure and a table (mission D11)."""

import pytest
from django.urls import reverse

from members.models import Headcount
from members.queries.headcounts import NAMES
from organiser.base import clock
from tests.pages import headline, signed_in, words

PAGE_QUERIES = 7


def address(body):
    return reverse("numbers", args=[body.public_id])


def row(body, month, *numbers):
    Headcount.objects.create(
        organisation_id=body.organisation_key, body=body, month=month, counted_at=clock.now(),
        **dict(zip(NAMES, numbers, strict=True)),
    )  # fmt: skip


def months(body, number):
    day = clock.today().replace(day=1)
    for ago in range(number):
        year, month = divmod(day.year * 12 + day.month - 2 - ago, 12)
        row(body, day.replace(year=year, month=month + 1), 110 + ago, 2, 0, 9, 6, 5)


def test_D11_the_page_draws_what_may_be_told_and_hides_the_rest(harbour, mill):
    north = harbour.body("North")
    months(north, 2)
    page = words(signed_in(harbour.person("Bea North")).get(address(north)))
    assert "How many we are" in page
    assert "121 110 – not told – not told – not told 6 5" in page
    assert "Not told: fewer than five people, or a number from which so few could be reckoned." in page


def test_D11_before_the_first_month_the_page_says_so(harbour, mill):
    page = signed_in(harbour.person("Bea North")).get(address(harbour.body("North")))
    assert (headline(page), "Nothing can be shown yet." in words(page)) == ("How many we are", True)


def test_D11_it_is_for_members_of_the_body(harbour, mill):
    north = address(harbour.body("North"))
    assert signed_in(harbour.person("Gil South")).get(north).status_code == 403
    assert signed_in(mill.secretary).get(north).status_code == 404
    assert signed_in(harbour.person("Bea North")).post(north).status_code == 405


@pytest.mark.parametrize("number", [1, 3])
def test_D11_it_takes_as_many_queries_for_one_month_as_for_three(harbour, mill, number, django_assert_num_queries):
    months(harbour.body("North"), number)
    client = signed_in(harbour.person("Bea North"))
    client.get(address(harbour.body("North")))
    with django_assert_num_queries(PAGE_QUERIES):
        client.get(address(harbour.body("North")))


def test_D11_the_page_of_the_body_leads_there(harbour, mill):
    north = harbour.body("North")
    page = signed_in(harbour.person("Bea North")).get(reverse("body", args=[north.public_id]))
    assert address(north) in page.content.decode()
