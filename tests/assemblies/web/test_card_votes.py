"""Votes by card on the pages: the list of those in the room, a look before writing, then written."""

import pytest
from django.urls import reverse

from assemblies.actions.attendance import check_in
from assemblies.actions.casting import cast_vote
from assemblies.actions.closing import close_ballot
from assemblies.models import Vote
from tests.pages import headline, lead, said, signed_in, to_put_right, words
from tests.world import add_member

QUERIES = 7


@pytest.fixture
def page(scene):
    return reverse("card_votes", args=[scene.here.public_id])


def marks(scene, **choices):
    return {f"vote-{scene.harbour.members[f'{name} North'].public_id}": choice for name, choice in choices.items()}


def test_those_in_the_room_without_a_vote_are_listed(scene, page):
    cast_vote(scene.bea, ballot=scene.here, choice="for", key="by-phone")
    shown = words(signed_in(scene.secretary).get(page))
    names = ["Ana Founder", "Bea North", "Cyd North", "Dan North", "Eve North", "Hal South", "Lea Mill"]
    assert [name in shown for name in names] == [True, False, True, True, False, False, False]
    assert "1 of 5 have voted." in shown
    found = words(signed_in(scene.secretary).get(page, {"q": "cyd"}))
    assert ["Cyd North" in found, "Dan North" in found] == [True, False]


def test_cards_are_shown_before_they_are_written(scene, page):
    client = signed_in(scene.secretary)
    looked = client.post(page, {**marks(scene, Bea="for", Cyd="for", Dan="against"), "vote-x": ""})
    assert (headline(looked), lead(looked)) == ("Check these 3 votes", "Nothing has been written yet.")
    assert "For 2 Bea North, Cyd North Against 1 Dan North" in words(looked)
    assert Vote.objects.filter(ballot=scene.here).count() == 0
    done = client.post(page, {**marks(scene, Bea="for", Cyd="for", Dan="against"), "sure": "1"}, follow=True)
    assert said(done) == ["3 votes are written down."]
    close_ballot(scene.secretary, ballot=scene.here)
    result = words(signed_in(scene.cyd).get(reverse("ballot", args=[scene.here.public_id])))
    assert "Bea North For by card, written down by Ana Founder" in result


def test_an_empty_list_names_what_is_missing(scene, page):
    answer = signed_in(scene.secretary).post(page, {"sure": "1"})
    assert (answer.status_code, to_put_right(answer)) == (422, ["Mark how at least one member voted."])


def test_somebody_who_voted_meanwhile_leaves_nothing_half_written(scene, page):
    cast_vote(scene.bea, ballot=scene.here, choice="against", key="by-phone")
    answer = signed_in(scene.secretary).post(page, {**marks(scene, Bea="for", Cyd="for"), "sure": "1"})
    assert answer.status_code == 409
    assert lead(answer).startswith("Voted already: Bea North.")
    assert Vote.objects.filter(ballot=scene.here).count() == 1


def test_the_doors_of_the_page(scene, page):
    codes = [signed_in(who).get(page).status_code for who in (scene.secretary, scene.cyd, scene.hal, scene.kim)]
    assert codes == [200, 403, 403, 404]
    online = reverse("card_votes", args=[scene.online.public_id])
    assert signed_in(scene.secretary).get(online).status_code == 409
    close_ballot(scene.secretary, ballot=scene.here)
    over = signed_in(scene.secretary).get(page)
    assert (over.status_code, over.url) == (302, reverse("ballot", args=[scene.here.public_id]))


@pytest.mark.parametrize("more", [0, 2])
def test_one_and_three_without_a_vote_take_the_same_queries(scene, page, more, django_assert_num_queries):
    assert add_member(scene.harbour, "Zoe North", "North")
    waiting = ["Ana Founder", "Bea North", "Cyd North", "Dan North"]
    for name in waiting[more + 1 :]:
        cast_vote(scene.harbour.person(name), ballot=scene.here, choice="for", key=f"key-of-{name[:3]}")
    check_in(scene.secretary, assembly=scene.assembly, members=[scene.harbour.members["Zoe North"].public_id])
    client = signed_in(scene.secretary)
    client.get(page)
    with django_assert_num_queries(QUERIES):
        shown = client.get(page)
    assert shown.content.decode().count("<legend>") == more + 1
