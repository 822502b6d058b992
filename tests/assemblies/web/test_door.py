"""The door: many at once, a search, out again, and nobody who does not belong."""

import pytest
from django.urls import reverse

from assemblies.models import Attendance
from members.enums import MembershipState
from members.models import Membership, Person
from organiser.base import clock
from tests.helpers import called_assembly
from tests.pages import headline, lead, said, signed_in, words
from tests.world import add_member

DOOR_QUERIES = 11


def at(name, thing):
    return reverse(name, args=[thing.public_id])


def there(assembly):
    return sorted(
        Attendance.objects.filter(assembly=assembly, left_at__isnull=True).values_list("person__name", flat=True)
    )


def crowd(harbour, number):
    """So many more members of North, in two statements."""
    branch = harbour.branches["North"]
    people = Person.objects.bulk_create(
        Person(name=f"Member {n:03d}", sort_name=f"member {n:03d}", password="!") for n in range(number)
    )
    return Membership.objects.bulk_create(
        Membership(
            organisation=harbour.organisation,
            person=person,
            branch=branch,
            number=f"N{n:04d}",
            state=MembershipState.FULL,
            joined_on=clock.today(),
            sort_name=person.sort_name,
        )
        for n, person in enumerate(people)
    )


def test_forty_members_are_checked_in_with_one_button(scene):
    members = crowd(scene.harbour, 60)
    client = signed_in(scene.secretary)
    before = there(scene.assembly)
    page = client.post(
        at("assembly_door", scene.assembly), {"members": [member.public_id for member in members[:40]]}, follow=True
    )
    assert said(page) == ["40 members are checked in."]
    assert headline(page) == "44 members are here"
    assert there(scene.assembly) == sorted([*before, *(f"Member {n:03d}" for n in range(40))])


def test_a_search_finds_by_name_and_number_and_leaves_out_those_inside(scene):
    client, url = signed_in(scene.secretary), at("assembly_door", scene.assembly)
    crowd(scene.harbour, 3)
    found = {}
    for text in ("eve", "N0001", "member", "cyd"):
        page = client.get(url, {"q": text}).content.decode()
        names = ["Eve North", "Cyd North", "Member 000", "Member 001", "Member 002"]
        waiting = page.split("Who is there")[0]
        found[text] = [name for name in names if f"<span>{name}" in waiting]
    assert found == {
        "eve": ["Eve North"],
        "N0001": ["Member 001"],
        "member": ["Member 000", "Member 001", "Member 002"],
        "cyd": [],
    }


def test_three_hundred_names_fit_and_the_rest_is_found_by_searching(scene):
    crowd(scene.harbour, 310)
    client, url = signed_in(scene.secretary), at("assembly_door", scene.assembly)
    page = client.get(url)
    assert page.content.decode().count('name="members"') == 300
    assert "These are the first 300. Search for the others by name or number." in words(page)
    assert client.get(url, {"q": "309"}).content.decode().count('name="members"') == 1
    assert client.get(url, {"q": "n0309"}).content.decode().count('name="members"') == 1


def test_somebody_is_checked_out_and_in_again(scene):
    client, url = signed_in(scene.secretary), at("assembly_door", scene.assembly)
    cyd = scene.harbour.members["Cyd North"]
    page = client.post(url, {"out": cyd.public_id}, follow=True)
    assert (said(page), headline(page)) == (["Cyd North is checked out."], "3 members are here")
    assert there(scene.assembly) == ["Ana Founder", "Bea North", "Dan North"]
    client.post(url, {"members": [cyd.public_id]})
    assert there(scene.assembly) == ["Ana Founder", "Bea North", "Cyd North", "Dan North"]


def test_nobody_ticked_is_said(scene):
    page = signed_in(scene.secretary).post(at("assembly_door", scene.assembly))
    assert (page.status_code, lead(page)) == (400, "Tick the people who have come, then press the button again.")


@pytest.mark.parametrize("who", ["Hal South", "Lea Mill"])
@pytest.mark.parametrize("field", ["members", "out"])
def test_only_members_of_the_body_pass_the_door(scene, who, field):
    member = {**scene.harbour.members, **scene.mill.members}[who]
    before = there(scene.assembly)
    page = signed_in(scene.secretary).post(at("assembly_door", scene.assembly), {field: member.public_id})
    assert (page.status_code, there(scene.assembly)) == (404, before)
    assert who not in page.content.decode()


def test_the_door_is_shut_before_the_assembly_opens(harbour, mill):
    assembly = called_assembly(harbour)
    client, url = signed_in(harbour.secretary), at("assembly_door", assembly)
    sentence = "People are checked in once the assembly is open, and until it is closed."
    for page in (client.get(url), client.post(url, {"members": [harbour.members["Bea North"].public_id]})):
        assert (page.status_code, lead(page)) == (409, sentence)


def test_a_member_checks_in_alone_and_leaves(scene):
    eve = scene.harbour.person("Eve North")
    client, url = signed_in(eve), at("check_in_myself", scene.assembly)
    assert said(client.post(url, {"mode": "hall"}, follow=True)) == [
        "You are checked in. Open votes stand on this page."
    ]
    assert Attendance.objects.get(assembly=scene.assembly, person=eve).mode == "hall"
    client.post(url, {"leave": "1"})
    assert "Eve North" not in there(scene.assembly)
    forged = client.post(url, {"mode": "by dream"})
    assert (forged.status_code, lead(forged)) == (400, "Choose hall or online.")


@pytest.mark.parametrize("more", [0, 2])
def test_the_door_takes_the_same_queries_for_one_waiting_and_for_three(scene, more, django_assert_num_queries):
    for number in range(more):
        add_member(scene.harbour, f"New Member{number}", "North")
    client, url = signed_in(scene.secretary), at("assembly_door", scene.assembly)
    client.get(url)
    with django_assert_num_queries(DOOR_QUERIES):
        page = client.get(url)
    assert page.content.decode().count('name="members"') == 1 + more
