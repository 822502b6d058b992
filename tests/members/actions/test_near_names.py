"""Near names in a register: proposed last and not too many at once, dismissed for good, and of one register alone."""

import pytest
from django.db import connection
from django.urls import reverse

from members.actions import duplicates
from members.actions.duplicates import dismiss_pair, look_for_duplicates
from members.models import DuplicatePair, DuplicateSearch, Membership, Person
from members.queries.duplicates import cards_in, pairs_to_look_at, pairs_visible_to
from members.reading.alike import alike
from members.reading.pairing import Names, find_pairs
from organiser.base.errors import NotFound
from seeds.generator.names import GIVEN, SURNAMES
from tests.helpers import refuses, writes
from tests.pages import signed_in, words
from tests.world import Place, add_member

ONE_LETTER = ["the names differ by one letter", "nothing else speaks for it"]
GIVENS = ("Robert", "Gudrun", "Dariusz", "Larisa")


def without_contact(place: Place, name: str, branch: str) -> Membership:
    membership = add_member(place, name, branch)
    Person.objects.filter(pk=membership.person_id).update(email=None, phone="", notices_by="post")
    return membership


@pytest.fixture
def kahns(harbour: Place, mill: Place) -> list[Membership]:
    """The same two names in South, in North and among strangers; one of each two has no contact data."""
    for name in ("Robert Kahn", "Rodert Kahn"):
        add_member(mill, name) if name == "Robert Kahn" else without_contact(mill, name, "")
    return [add_member(harbour, "Robert Kahn", "South"), without_contact(harbour, "Rodert Kahn", "South")]


def look(harbour: Place) -> DuplicateSearch:
    return look_for_duplicates(harbour.person("Fay South"), body=harbour.body("South"))


def shown(harbour: Place) -> list[tuple[str, str]]:
    seen = pairs_to_look_at(harbour.person("Fay South"), harbour.body("South"))
    return [(pair.first.person.name, pair.second.person.name) for pair in seen]


def test_a_misspelt_name_without_contact_data_is_proposed_last_with_its_reason(harbour, kahns):
    twins = [add_member(harbour, name, "South") for name in ("Gil South", "Gill South")]
    Person.objects.filter(pk__in=[twin.person_id for twin in twins]).update(phone="030 555 0142")
    with writes("keep_pairs"):
        search = look(harbour)
    assert shown(harbour) == [("Gil South", "Gill South"), ("Robert Kahn", "Rodert Kahn")]
    pair = DuplicatePair.objects.get(first=kahns[0])
    assert (pair.reasons, pair.likeness, search.found, search.left_out) == (ONE_LETTER, 31, 2, 0)


def test_what_was_dismissed_does_not_come_back(harbour, kahns):
    look(harbour)
    dismiss_pair(harbour.person("Fay South"), pair=DuplicatePair.objects.get())
    search = look(harbour)
    assert (shown(harbour), search.found, search.left_out) == ([], 0, 0)
    assert DuplicatePair.objects.get().state == "dismissed"


def test_with_an_address_of_her_own_for_each_they_are_no_pair_any_more(harbour, kahns):
    look(harbour)
    Person.objects.filter(pk=kahns[1].person_id).update(email="rodert@example.org")
    look(harbour)
    assert DuplicatePair.objects.count() == 0


@pytest.fixture
def many(harbour: Place, mill: Place, monkeypatch) -> None:
    """Four pairs of near names in South where two may wait at once; the first and the last name are the longest."""
    monkeypatch.setattr(duplicates, "MOST_WEAK", 2)
    for name in ("Robert Hohenstein", "Gudrun Kahn", "Dariusz Kahl", "Larisa Weizenbaum"):
        add_member(harbour, name, "South")
    for name in ("Robert Hohenstain", "Gudrum Kahn", "Dariusc Kahl", "Larisa Weizenbaun"):
        without_contact(harbour, name, "South")


def test_so_many_near_names_wait_at_once_and_the_nearest_come_first(harbour, many):
    search = look(harbour)
    assert shown(harbour) == [
        ("Robert Hohenstein", "Robert Hohenstain"),
        ("Larisa Weizenbaum", "Larisa Weizenbaun"),
    ]
    assert (search.found, search.left_out) == (2, 2)


def test_those_left_out_come_up_when_others_are_decided_and_none_before(harbour, many):
    look(harbour)
    first = shown(harbour)
    look(harbour)
    assert shown(harbour) == first
    fay = harbour.person("Fay South")
    dismiss_pair(fay, pair=pairs_to_look_at(fay, harbour.body("South"))[0])
    search = look(harbour)
    assert (shown(harbour), search.left_out) == ([first[1], ("Dariusz Kahl", "Dariusc Kahl")], 1)


def test_what_waits_is_not_driven_out_by_nearer_names(harbour, many):
    look(harbour)
    first = shown(harbour)
    add_member(harbour, "Gabriela Vandenbroucke", "South")
    without_contact(harbour, "Gabriela Vandenbrouke", "South")
    search = look(harbour)
    assert (shown(harbour), search.left_out) == (first, 3)


def test_pairs_of_the_other_kinds_are_not_limited(harbour, many):
    for name in ("Abe Olsen", "Bea Olsen", "Cyd Olsen"):
        for _ in range(2):
            without_contact(harbour, name, "South")
    assert (look(harbour).found, len(shown(harbour))) == (5, 5)


def test_the_page_says_when_the_limit_cut_something(harbour, many):
    look(harbour)
    fay, page = signed_in(harbour.person("Fay South")), reverse("duplicates", args=[harbour.body("South").public_id])
    sentence = (
        "2 more pairs have names that are near and nothing else; they are left out for now. Decide on those below"
    )
    listed = words(fay.get(page))
    assert (sentence in listed, "; ".join(ONE_LETTER) in listed) == (True, True)
    DuplicateSearch.objects.update(left_out=0)
    assert "left out for now" not in words(fay.get(page))


def test_7_a_keeper_learns_nothing_of_a_near_name_in_another_branch(harbour, mill):
    south, north = add_member(harbour, "Robert Kahn", "South"), without_contact(harbour, "Rodert Kahn", "North")
    without_contact(mill, "Robert Kahm", "")
    search = look(harbour)
    assert (search.found, search.left_out, shown(harbour)) == (0, 0, [])
    found = look_for_duplicates(harbour.secretary, body=harbour.body())
    across = DuplicatePair.objects.get()
    assert (found.found, across.first, across.second, across.reasons) == (1, south, north, ONE_LETTER)
    fay = harbour.person("Fay South")
    assert (list(pairs_visible_to(fay)), list(pairs_visible_to(mill.secretary))) == ([], [])
    with refuses(NotFound, "no_member"):
        dismiss_pair(fay, pair=across)
    page = reverse("duplicates", args=[harbour.body("South").public_id])
    assert "Rodert" not in words(signed_in(fay).get(page))
    assert signed_in(fay).get(reverse("duplicate", args=[across.public_id])).status_code == 404


def test_7_names_of_another_branch_change_nothing_of_what_is_found_in_this_one(harbour, kahns):
    """How rare a name is, and how many pairs wait, is reckoned in the register that is looked through alone."""
    for number in range(5):
        add_member(harbour, "Robert Kahn", "North")
        without_contact(harbour, f"Rodert {SURNAMES[number]}", "North")
        without_contact(harbour, "Rodert Kahn", "North")
    search = look(harbour)
    assert (search.people, search.found, search.left_out, shown(harbour)) == (7, 1, 0, [("Robert Kahn", "Rodert Kahn")])


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="pg_trgm is a part of PostgreSQL")
def test_the_trigrams_of_postgresql_find_no_pair_that_is_not_found_without_them(harbour, mill):
    """One letter wrong at each place of many names, in each way; the likeness of trigrams is asked for very widely."""
    wrong = ("{0}x{2}", "{0}{2}", "{0}{1}x{2}", "{0}{1}{1}{2}", "x{0}{1}{2}")
    for number, surname in enumerate(SURNAMES):
        name = f"{GIVEN[number % 90]} {surname}"
        add = add_member if number % 2 else without_contact
        add(harbour, name, "South")
        place = number % len(name)
        misspelt = wrong[number % 5].format(name[:place], name[place], name[place + 1 :])
        without_contact(harbour, misspelt, "South")
    cards = {one.key: one for one in cards_in(harbour.body("South"))}
    names = Names()
    for one in cards.values():
        names.add(one)
    near = (
        "SELECT a.id, b.id FROM members_membership a JOIN members_membership b ON a.id < b.id"
        " AND a.branch_id = b.branch_id AND similarity(a.sort_name, b.sort_name) > 0.25"
    )
    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        cursor.execute(near)
        keys = [row for row in cursor.fetchall() if cards.keys() >= set(row)]
    beside = [(cards[first], cards[second]) for first, second in keys]
    by_trigrams = {(one.key, other.key) for one, other in beside if alike(one, other, rare=names.rare(one, other))}
    found = find_pairs(cards.values())
    assert len(by_trigrams) > 100
    assert by_trigrams - {*found.pairs, *found.weak} == set()
