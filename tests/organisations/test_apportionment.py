"""Seats in proportion: vectors from textbooks, what holds whatever the numbers are, and ties that stay ties."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organisations.apportionment import Apportioned, largest_remainder, sainte_lague
from organisations.representation import Scheme, reckon, tie_of

METHODS = [largest_remainder, sainte_lague]
sizes = st.lists(st.integers(0, 400), min_size=1, max_size=9).map(
    lambda numbers: dict(zip("abcdefghi", numbers, strict=False))
)


@pytest.mark.parametrize(
    ("method", "members", "total", "seats"),
    [
        # The usual example of the largest remainder with Hare's quota of 10,000 (after Hare and Niemeyer).
        (largest_remainder, [47_000, 16_000, 15_900, 12_000, 6_000, 3_100], 10, [5, 2, 1, 1, 1, 0]),
        # The Alabama paradox in its smallest telling: one seat more for all, one fewer for the third.
        (largest_remainder, [6, 6, 2], 10, [4, 4, 2]),
        (largest_remainder, [6, 6, 2], 11, [5, 5, 1]),
        # The usual examples of Sainte-Laguë beside D'Hondt, who gives 4, 3, 1, 0 and 4, 2, 1.
        (sainte_lague, [100_000, 80_000, 30_000, 20_000], 8, [3, 3, 1, 1]),
        (sainte_lague, [53_000, 24_000, 23_000], 7, [3, 2, 2]),
        (sainte_lague, [10, 0], 3, [3, 0]),
        (largest_remainder, [0, 0], 3, [0, 0]),
        (sainte_lague, [0, 0], 3, [0, 0]),
    ],
)
def test_examples_of_textbooks(method, members, total, seats):
    found = method(dict(zip("abcdef", members, strict=False)), total)
    assert ([*found.seats.values()], found.tied) == (seats, ())


@pytest.mark.parametrize("method", METHODS)
@given(members=sizes, total=st.integers(1, 60))
def test_the_seats_are_all_given_unless_a_tie_is_told(method, members, total):
    found = method(members, total)
    waiting = 0 if found.decided else found.take
    assert sum(found.seats.values()) + waiting == (total if sum(members.values()) else 0)
    assert not found.tied or 0 < found.take < len(found.tied)
    drawn = method(members, total, sorted(members))
    assert sum(drawn.seats.values()) == (total if sum(members.values()) else 0)


@pytest.mark.parametrize("method", METHODS)
@given(members=sizes, total=st.integers(1, 60))
def test_more_members_never_have_fewer_seats_and_the_order_of_the_list_decides_nothing(method, members, total):
    found = method(members, total)
    rows = sorted(members, key=members.get)
    assert all(found.seats[a] <= found.seats[b] for a, b in pairwise(rows)) or not found.decided
    assert method(dict(reversed(members.items())), total).seats == found.seats


@given(members=sizes, total=st.integers(1, 60))
def test_by_largest_remainder_a_share_is_rounded_up_or_down(members, total):
    everybody = sum(members.values()) or 1
    for name, seats in largest_remainder(members, total, sorted(members)).seats.items():
        share = Fraction(members[name] * total, everybody)
        assert share.numerator // share.denominator <= seats < share + 1


@given(members=sizes, total=st.integers(1, 60))
def test_by_sainte_lague_nobody_loses_a_seat_when_the_council_grows(members, total):
    order = sorted(members)
    before, after = (sainte_lague(members, number, order).seats for number in (total, total + 1))
    assert all(before[name] <= after[name] for name in members)


@given(members=sizes, total=st.integers(1, 60))
def test_sainte_lague_comes_to_the_same_seat_by_seat(members, total):
    seats = dict.fromkeys(members, 0)
    for _ in range(total if sum(members.values()) else 0):
        best = max(sorted(members), key=lambda name: Fraction(members[name], 2 * seats[name] + 1))
        seats[best] += 1
    assert sainte_lague(members, total, sorted(members)).seats == seats


@pytest.mark.parametrize("method", METHODS)
def test_a_tie_is_told_and_an_order_that_names_all_of_it_decides_it(method):
    members = {"a": 5, "b": 5, "c": 5}
    assert method(members, 4) == Apportioned({"a": 1, "b": 1, "c": 1}, ("a", "b", "c"), 1, decided=False)
    assert method(members, 4, ["c", "a"]).decided is False
    assert method(members, 4, ["c", "a", "b"]) == Apportioned(
        {"a": 1, "b": 1, "c": 2}, ("a", "b", "c"), 1, decided=True
    )
    assert method(members, 5, ["c", "a", "b"]).seats == {"a": 2, "b": 1, "c": 2}


@pytest.mark.parametrize("name", ["largest_remainder", "sainte_lague"])
def test_a_council_is_reckoned_by_either_and_keeps_the_tie(name):
    scheme = Scheme(name, total=3)
    found = reckon({"a": 30, "b": 30, "c": 0}, scheme)
    assert [(one.seats, one.votes) for one in found.values()] == [(1, 1), (1, 1), (0, 0)]
    assert tie_of({"a": 30, "b": 30, "c": 0}, scheme) == (("a", "b"), 1)
    drawn = Scheme(name, total=3, tie_order=("b", "a"))
    assert [one.seats for one in reckon({"a": 30, "b": 30, "c": 0}, drawn).values()] == [1, 2, 0]
    assert tie_of({"a": 30, "b": 30, "c": 0}, drawn) is None
    assert tie_of({"a": 30}, Scheme("per_member", per=2)) is None


def test_a_hundred_thousand_seats_are_shared_at_once():
    members = {str(number): number + 1 for number in range(300)}
    assert sum(sainte_lague(members, 100_000, [*members]).seats.values()) == 100_000
