"""Seats and votes of councils: every table of the sources, and what holds whatever the numbers are."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organisations.representation import AWU, CNT, IWW, Scheme, Seats, capped, reckon

CNT_TABLE = [
    *((1, 1), (50, 1), (51, 2), (100, 2), (101, 3), (300, 3), (301, 4), (600, 4), (601, 5), (1000, 5)),
    *((1001, 6), (1500, 6), (1501, 7), (2500, 7), (2501, 8), (100_000, 8)),
]
IWW_TABLE = [
    *((9, 0), (10, 1), (19, 1), (20, 2), (29, 2), (30, 3), (49, 3), (50, 4), (69, 4), (70, 5), (89, 5), (90, 6)),
    *((129, 6), (130, 7), (169, 7), (170, 8), (209, 8), (210, 9)),
]
SCHEMES = {
    "one per body": Scheme("one_per_body"),
    "one for each ten": Scheme("per_member", per=10),
    "a vote each": Scheme("per_member", maximum=5, votes="method"),
    "CNT": CNT,
    "IWW": IWW,
    "AWU": AWU,
    "AWU of forty": replace(AWU, total=40, per=1),
    "five each": Scheme("equal_fixed", fixed=5),
    "at most a fifth": replace(CNT, max_share=Fraction(1, 5)),
    "members, at most a third": Scheme("one_per_body", votes="members", max_share=Fraction(1, 3)),
}
sizes = st.dictionaries(st.text("abcdef", min_size=1, max_size=3), st.integers(0, 5000), max_size=12)
schemes = st.sampled_from(sorted(SCHEMES)).map(SCHEMES.__getitem__)


def alone(members: int, scheme: Scheme) -> Seats:
    return reckon({"it": members}, scheme)["it"]


@pytest.mark.parametrize(("members", "votes"), CNT_TABLE)
def test_cnt_table(members, votes):
    assert alone(members, CNT).votes == votes


@pytest.mark.parametrize(("members", "votes"), IWW_TABLE)
def test_iww_table(members, votes):
    assert alone(members, IWW) == Seats(members, min(votes, 4), votes)


def test_cnt_ten_unions_of_25_outvote_one_of_2500():
    council = reckon({**{f"small {n}": 25 for n in range(10)}, "large": 2500}, CNT)
    assert sum(one.votes for name, one in council.items() if name != "large") == 10
    assert council["large"].votes == 7


def test_awu_vector():
    council = reckon({"a": 400, "b": 100, "c": 100, "d": 49, "e": 9}, AWU)
    assert [one.seats for one in council.values()] == [5, 2, 2, 1, 1]
    assert [one.votes for one in council.values()] == [400, 100, 100, 49, 9]


def test_awu_total_stops_the_whole_council_at_once():
    council = reckon(dict.fromkeys("abc", 900), Scheme("square_root", total=10))
    assert [one.seats for one in council.values()] == [3, 3, 3]


def test_those_who_come_share_the_votes_of_those_who_do_not():
    body = alone(170, IWW)
    assert [body.of_each(sent, carry_unsent=True) for sent in (1, 3, 4)] == [8, Fraction(8, 3), 2]
    assert body.of_each(3, carry_unsent=False) == 2
    for sent in (0, 5):
        with pytest.raises(ValueError, match="From one to all"):
            body.of_each(sent, carry_unsent=True)


def test_one_per_body_and_five_each():
    council = {"tiny": 1, "huge": 9999, "empty": 0}
    assert [one.seats for one in reckon(council, SCHEMES["one per body"]).values()] == [1, 1, 0]
    assert [one.seats for one in reckon(council, SCHEMES["five each"]).values()] == [5, 5, 0]


@pytest.mark.parametrize(("members", "seats"), [(0, 0), (1, 1), (10, 1), (11, 2), (100, 10)])
def test_one_for_each_ten_or_part_of_them(members, seats):
    assert alone(members, SCHEMES["one for each ten"]).seats == seats


def test_a_share_is_kept_with_the_largest_cap_that_keeps_it():
    assert capped({"a": 10, "b": 1, "c": 1, "d": 1, "e": 1}, Fraction(1, 3)) == {"a": 2, "b": 1, "c": 1, "d": 1, "e": 1}
    assert capped({"a": 10, "b": 7}, Fraction(1, 5)) == {"a": 1, "b": 1}
    assert capped({}, Fraction(1, 5)) == {}


def test_square_roots_without_a_limit_are_refused():
    with pytest.raises(ValueError, match="needs a limit"):
        reckon({"a": 4}, Scheme("square_root"))


@pytest.mark.parametrize("name", sorted(SCHEMES))
@given(size=st.integers(0, 5000), others=sizes)
def test_A15_workplace_and_resident_bodies_of_equal_size_have_equal_votes(name, size, others):
    council = reckon({**others, "workplace": size, "residents": size}, SCHEMES[name])
    assert council["workplace"] == council["residents"]


@given(members=sizes, scheme=schemes)
def test_a_larger_body_never_has_less(members, scheme):
    council = sorted(reckon(members, scheme).values(), key=lambda one: one.members)
    assert [one.seats for one in council] == sorted(one.seats for one in council)
    assert [one.votes for one in council] == sorted(one.votes for one in council)


@given(members=sizes, scheme=schemes)
def test_a_body_without_members_has_nothing_and_seats_are_whole(members, scheme):
    for one in reckon(members, scheme).values():
        assert (one.seats >= 0, one.votes >= 0, type(one.seats), type(one.votes)) == (True, True, int, int)
        assert one.members or (one.seats, one.votes) == (0, 0)


@given(members=sizes)
def test_square_roots_keep_their_limits_and_leave_nothing_over(members):
    scheme = Scheme("square_root", per=50, minimum=1, total=30)
    council = reckon(members, scheme)
    there = [one for one in council.values() if one.members]
    assert all(one.seats <= max(1, -(-one.members // 50)) for one in there)
    assert sum(one.seats for one in there) <= max(30, len(there))


@given(members=sizes, share=st.fractions(Fraction(1, 8), Fraction(1, 2)))
def test_no_body_passes_the_share(members, share):
    votes = {name: one.votes for name, one in reckon(members, replace(CNT, max_share=share)).items()}
    total = sum(votes.values())
    enough = len([number for number in members.values() if number]) * share >= 1
    assert not enough or all(number <= share * total for number in votes.values())


@given(members=sizes, scheme=schemes)
def test_order_and_names_do_not_matter(members, scheme):
    turned = reckon(dict(reversed(members.items())), scheme)
    assert turned == reckon(members, scheme)
