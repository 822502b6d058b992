"""Somebody is found by a whole address, within one's own register, and no address of a page tells what was asked."""

import pytest
from django.urls import reverse

from members.models import Person
from tests.pages import words


@pytest.fixture
def find(fay, harbour, mill):
    """Fay asks in the register of South."""
    url = reverse("register_find", args=[harbour.body("South").public_id])
    return lambda contact: fay.post(url, {"contact": contact})


def set_contact(place, name, **values):
    Person.objects.filter(pk=place.members[name].person_id).update(**values)


@pytest.mark.parametrize("asked", ["gil@Example.org", " GIL@example.org ", "Hafenstraße 7", "  hafenstraße  7"])
def test_a_whole_address_leads_to_the_record(find, harbour, asked):
    set_contact(harbour, "Gil South", email="Gil@example.org", address="Hafenstraße 7")
    set_contact(harbour, "Bea North", email="gil@example.org", address="Hafenstraße 7")
    answer = find(asked)
    assert answer.url == reverse("member", args=[harbour.members["Gil South"].public_id])


def test_of_several_at_one_address_all_are_named(find, harbour):
    for name in ("Gil South", "Hal South", "Bea North"):
        set_contact(harbour, name, address="Hafenstrasse 7")
    assert [one.person.name for one in find("Hafenstrasse 7").context["people"]] == ["Gil South", "Hal South"]


@pytest.mark.parametrize("who", ["Bea North", "Lea Mill", "nobody"])
def test_who_is_in_another_register_is_not_told_from_nobody(find, harbour, mill, who):
    for place, name in ((harbour, "Bea North"), (mill, "Lea Mill")):
        set_contact(place, name, email=f"{name.split()[0].lower()}@example.org")
    answer = find(f"{who.split()[0].lower()}@example.org")
    assert (answer.status_code, answer.context["people"]) == (200, [])
    assert "Nobody in this register has this address." in words(answer)


def test_a_part_of_an_address_finds_nobody_and_nothing_is_refused(find, harbour):
    set_contact(harbour, "Gil South", email="gil@example.org")
    assert find("gil@example").context["people"] == []
    assert find("").status_code == 422


def test_it_is_for_those_who_keep_the_register(fay, client, harbour, mill):
    url = reverse("register_find", args=[harbour.body("North").public_id])
    assert fay.post(url, {"contact": "bea@example.org"}).status_code == 403
    client.force_login(mill.secretary)
    assert client.post(url, {"contact": "bea@example.org"}).status_code == 404


def test_one_and_three_found_take_the_same_number_of_queries(find, harbour, django_assert_num_queries):
    counts = []
    for names in (("Gil South", "Hal South"), ("Ida South", "Jon South", "Fay South")):
        for name in names:
            set_contact(harbour, name, address="Hafenstrasse 7")
        with django_assert_num_queries(7):
            counts.append(len(find("Hafenstrasse 7").context["people"]))
    assert counts == [2, 5]
