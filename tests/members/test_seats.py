"""What the seats of a council tell of the members of other bodies: never a number below five, never an exact one."""

from fractions import Fraction

import pytest
from django.urls import reverse

from members.actions.memberships import change_state
from members.queries.seats import seats_of, telling
from organisations.models import Body
from organisations.representation import AWU, CNT, IWW, Scheme
from tests.organisations.changing import decided
from tests.pages import signed_in, words

BOTH = {"seats", "votes"}
PER_ONE = Scheme("per_member", per=1)
PER_TWO = Scheme("per_member", per=2)
ROOT = Scheme("square_root", per=2)
# The scheme, the members of another body, and what must not be shown of it beside our own body of seven.
TABLE = [
    (Scheme("one_per_body"), 3, set()),
    (Scheme("one_per_body"), 9, set()),
    (Scheme("one_per_body", votes="members"), 3, {"votes"}),
    (Scheme("one_per_body", votes="members"), 9, {"votes"}),
    (Scheme("equal_fixed", fixed=2), 1, set()),
    (PER_ONE, 1, BOTH),
    (PER_ONE, 4, BOTH),
    (PER_ONE, 5, BOTH),
    (PER_ONE, 9, BOTH),
    (Scheme("per_member", per=1, maximum=1), 2, set()),
    (Scheme("per_member", per=1, maximum=1, votes="method"), 2, {"votes"}),
    (PER_TWO, 1, BOTH),
    (PER_TWO, 4, BOTH),
    (PER_TWO, 5, set()),
    (Scheme("per_member", per=3), 3, BOTH),
    (Scheme("per_member", per=3), 5, set()),
    (Scheme("per_member", per=4), 3, set()),
    (Scheme("per_member", per=10), 3, set()),
    (Scheme("per_member", per=2, minimum=2), 4, set()),
    (CNT, 2, set()),
    (CNT, 60, set()),
    (IWW, 3, set()),
    (Scheme("banded", bands=((1, 1), (3, 2))), 1, BOTH),
    (Scheme("banded", bands=((1, 1), (3, 2))), 4, BOTH),
    (Scheme("banded", bands=((1, 1), (3, 2))), 8, set()),
    (Scheme("banded", bands=((5, 1),), step=1), 9, BOTH),
    (AWU, 3, {"votes"}),
    (ROOT, 3, BOTH),
    (Scheme("sainte_lague", total=3), 70, set()),
    (Scheme("largest_remainder", total=10), 3, BOTH),
    (Scheme("equal_fixed", fixed=2, max_share=Fraction(1, 2)), 3, set()),
]


@pytest.mark.parametrize(("scheme", "members", "hidden"), TABLE)
def test_7_what_is_left_out_under_each_method(scheme, members, hidden):
    assert telling({"ours": 7, "theirs": members}, scheme, {"ours"}) == {"ours": set(), "theirs": hidden}
    assert telling({"ours": 7, "theirs": members}, scheme, {"ours", "theirs"}) == {"ours": set(), "theirs": set()}


@pytest.mark.parametrize("scheme", [PER_ONE, PER_TWO, Scheme("per_member", per=3), CNT, IWW, ROOT])
def test_7_what_is_left_out_is_the_same_for_every_number_below_five(scheme):
    found = [telling({"ours": 7, "theirs": number}, scheme, {"ours"})["theirs"] for number in (1, 2, 3, 4)]
    assert found == [found[0]] * 4


def test_7_under_a_square_root_a_large_body_does_not_tell_the_number_of_a_small_one():
    counted = {"ours": 7, "small": 3, "large": 400}
    assert telling(counted, ROOT, {"ours"}) == {"ours": set(), "small": BOTH, "large": BOTH}
    assert telling(counted, AWU, {"ours"}) == {"ours": set(), "small": {"votes"}, "large": {"votes"}}


def test_7_so_many_seats_in_proportion_that_they_tell_the_number_of_a_large_body_are_shown_of_nobody():
    for method in ("largest_remainder", "sainte_lague"):
        found = telling({"ours": 7, "theirs": 60}, Scheme(method, total=1000), {"ours"})
        assert found == {"ours": BOTH, "theirs": BOTH}


def test_7_a_seat_for_which_branches_are_equal_is_not_told_to_one_of_them_and_a_drawn_order_gives_it(harbour):
    """That a seat waits would tell each that the other has as many members; with an order beforehand none waits."""
    bodies = [branch.public_id for branch in harbour.branches.values()]
    told = {"method": "sainte_lague", "total": 3}
    by = decided(harbour, "", "found_council", name="Council", scheme=told, bodies=bodies)
    assert by.effect_failed == ""
    council = Body.objects.get(as_council__isnull=False)
    table = seats_of(harbour.secretary, council)
    assert (table.seats, table.waiting, [body.name for body in table.tied]) == (None, 0, [])
    order = [harbour.branches[name].public_id for name in ("South", "North")]
    told |= {"tie_order": order}
    decided(harbour, "", "change_council", council=council.public_id, scheme=told, bodies=bodies)
    table = seats_of(harbour.secretary, council)
    assert ([row.seats for row in table.rows], table.waiting, table.tied) == ([1, 2], 0, ())


def test_7_a_body_without_members_has_no_seat_and_says_so():
    assert telling({"ours": 7, "theirs": 0}, PER_ONE, {"ours"}) == {"ours": set(), "theirs": set()}


def small_south(place, scheme):
    for name in ("Ida South", "Jon South"):
        change_state(place.members[name].person, membership=place.members[name], to="resigned")
        del place.members[name]
    bodies = [branch.public_id for branch in place.branches.values()]
    assert decided(place, "", "found_council", name="Council", scheme=scheme, bodies=bodies).effect_failed == ""
    return Body.objects.get(as_council__isnull=False)


def test_7_page_and_program_leave_out_seats_and_sums_that_tell(harbour, mill):
    council = small_south(harbour, {"method": "per_member", "per": 2})
    reader = harbour.person("Bea North")
    table = seats_of(reader, council)
    assert [(row.body.name, row.members, row.seats, row.votes) for row in table.rows] == [
        ("North", 5, 3, 3),
        ("South", None, None, None),
    ]
    assert (table.seats, table.votes) == (None, None)
    client = signed_in(reader)
    text = words(client.get(reverse("body", args=[council.public_id])))
    assert "North 5 3 3 South for its members for its members for its members Together A number from" in text
    shown = client.get(f"/api/v1/councils/{council.public_id}/").json()
    assert [(row["seats"], row["votes"]) for row in shown["rows"]] == [(3, 3), (None, None)]
    assert (shown["seats"], shown["votes"]) == (None, None)
    theirs = seats_of(harbour.person("Gil South"), council)
    assert [(row.members, row.seats) for row in theirs.rows] == [(None, 3), (3, 2)]
    assert theirs.seats == 5
    assert signed_in(mill.secretary).get(f"/api/v1/councils/{council.public_id}/").status_code == 404
