"""History, structure, council and the page for everybody: what they say, and to whom."""

import pytest
from django.test import Client
from django.urls import reverse

from organisations.models import Body, BodyEvent, Branch, Committee
from tests.organisations.changing import decided
from tests.pages import headline, signed_in, words
from tests.world import make_place


def address(name, body):
    return reverse(name, args=[body.public_id])


@pytest.mark.parametrize("name", ["body_history", "body_structure"])
def test_pages_are_for_those_who_belong(harbour, mill, name):
    url = address(name, harbour.body())
    assert signed_in(harbour.person("Bea North")).get(url).status_code == 200
    assert signed_in(mill.person("Lea Mill")).get(url).status_code == 404
    assert signed_in(harbour.person("Bea North")).post(url).status_code == 405
    assert Client().get(url).url == f"{reverse('account_login')}?next={url}"
    assert signed_in(harbour.secretary).get(reverse(name, args=["nosuchbody000000"])).status_code == 404


def test_history_tells_each_change_with_its_decision(harbour):
    decided(harbour, "North", "rename_body", name="Docks")
    decided(harbour, "", "merge_branch", branch=harbour.body("North").public_id, into=harbour.body("South").public_id)
    client = signed_in(harbour.person("Gil South"))
    north = words(client.get(address("body_history", harbour.body("North"))))
    assert [part in north for part in ("“North” became “Docks”", "Merged into South", "Founded")] == [True] * 3
    assert "Docks was merged into it" in words(client.get(address("body_history", harbour.body("South"))))
    assert headline(client.get(address("body_history", harbour.body("North")))) == "What became of Docks"


def test_A27_a_year_alone_is_shown_as_a_year(db):
    place = make_place("Old Union")
    decision = place.organisation.founding_decision
    body = place.body()
    BodyEvent.objects.create(
        organisation=place.organisation,
        body=body,
        kind="renamed",
        on="1936",
        before="Old",
        after="New",
        decision=decision,
    )
    text = words(signed_in(place.secretary).get(address("body_history", body)))
    assert "1936: “Old” became “New”" in text


@pytest.mark.parametrize("more", [0, 2])
def test_history_asks_as_often_for_one_change_as_for_three(harbour, more, django_assert_num_queries):
    for number in range(1 + more):
        decided(harbour, "North", "rename_body", name=f"Docks {number}")
    client = signed_in(harbour.person("Bea North"))
    client.get(address("body_history", harbour.body("North")))
    with django_assert_num_queries(8):
        client.get(address("body_history", harbour.body("North")))


def branches(place, number, form="local"):
    decision = place.organisation.founding_decision
    for n in range(number):
        Branch.objects.create(
            type="branch",
            organisation=place.organisation,
            name=f"{chr(65 + n % 26)} street {n}",
            form=form,
            founding_decision=decision,
        )


@pytest.mark.parametrize(("number", "queries"), [(1, 7), (300, 7)])
def test_structure_asks_as_often_for_three_as_for_three_hundred(harbour, number, queries, django_assert_num_queries):
    branches(harbour, number)
    client = signed_in(harbour.person("Bea North"))
    client.get(address("body_structure", harbour.body()))
    with django_assert_num_queries(queries):
        client.get(address("body_structure", harbour.body()))


def test_structure_of_three_hundred_is_drawn_in_groups_and_found_by_name(harbour):
    branches(harbour, 300)
    client = signed_in(harbour.person("Bea North"))
    page = client.get(address("body_structure", harbour.body()))
    assert len(page.context["picture"].nodes) == 1 + 26
    assert page.context["structure"].total == 302
    found = client.get(address("body_structure", harbour.body()) + "?q=street+299")
    assert [node.body.name for group in found.context["structure"].groups for node in group.nodes] == ["N street 299"]


def test_committees_hang_on_the_body_they_come_from(harbour):
    payload = {"name": "Roof", "scope": "The roof.", "form": "committee"}
    decided(harbour, "North", "found_committee", "ordinary", **payload)
    page = signed_in(harbour.secretary).get(address("body_structure", harbour.body()))
    nodes = [(node.row.depth, node.row.label) for node in page.context["picture"].nodes]
    assert nodes == [(0, "Harbour Tenants"), (1, "North"), (2, "Roof"), (1, "South")]
    assert Committee.objects.count() == 1
    assert signed_in(harbour.secretary).get(address("body_structure", harbour.body("North"))).status_code == 404


def test_council_page_shows_who_sends_how_many(harbour):
    bodies = [branch.public_id for branch in harbour.branches.values()]
    decided(harbour, "", "found_council", name="Council", scheme={"method": "per_member", "per": 2}, bodies=bodies)
    council = Body.objects.get(as_council__isnull=False)
    text = words(signed_in(harbour.person("Bea North")).get(address("body", council)))
    assert "North 5 3 3 South for its members 3 3 Together 6 6" in text
    assert "A body has one for each 2 members or part of them." in text


def test_E15_page_for_everybody_is_off_by_default_and_names_nobody(harbour, mill):
    url = address("public_page", harbour.organisation)
    assert [Client().get(url).status_code, signed_in(harbour.secretary).get(url).status_code] == [404, 404]
    decided(harbour, "", "show_page", "ordinary", page=True)
    page = Client().get(url)
    text = page.content.decode()
    assert (page.status_code, headline(page)) == (200, "Harbour Tenants")
    assert "Good homes for all." in text
    assert "A role lasts 12 months." in text
    assert "On show_page" not in text
    assert [name for name in harbour.members if name in text] == []
    decided(harbour, "", "show_page", "ordinary", page=False)
    assert Client().get(url).status_code == 404
    assert Client().get(address("public_page", mill.organisation)).status_code == 404
    assert Client().post(url).status_code == 405
