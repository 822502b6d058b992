"""Ties among low options: who is elected is found out where it is certain, and never said where it is not."""

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assemblies.counting import count
from assemblies.counting.ranked import every_way
from assemblies.counting.ranked.every_way import alike, safe_batch
from assemblies.counting.ranked.transcript import transcript
from assemblies.counting.telling import told
from tests.assemblies.counting.elections import IN_ONE_ORDER, profile

LETTERS = "ABCDEFGHIJKLMNOPQ"
REAL = {"A B": 45, "B A": 35, "C A": 20}


def found(one, method):
    result = count(one, method=method)
    return {*result.winners}, result.waits_for and result.waits_for.changes_winners


def tried(one, method, decisions=()):
    """Every result there can be, by deciding each tie in each way and counting anew: slow and plain."""
    result = count(one, method=method, ties=[*decisions])
    tie = result.waits_for
    if tie is None:
        return {frozenset(result.winners)}
    told = tie.to_json() | {"by": "trial"}
    return {end for name in tie.options for end in tried(one, method, [*decisions, told | {"chosen": [name]}])}


@pytest.mark.parametrize("method", IN_ONE_ORDER)
@pytest.mark.parametrize("empty", [1, 2, 5, 8, 12])
def test_options_that_nobody_names_hide_no_winner(method, empty):
    one = profile(REAL, LETTERS[: 3 + empty])
    assert found(one, method) == ({"A"}, False if empty > 1 else None)


@pytest.mark.parametrize("method", IN_ONE_ORDER)
def test_many_written_in_with_one_paper_each_hide_no_winner(method):
    added = {f"{name} {'CBA'[place % 3]}": 1 for place, name in enumerate(LETTERS[3:11])}
    assert found(profile({"A B": 450, "B A": 350, "C A": 200, **added}, LETTERS[:11]), method) == ({"A"}, False)


@pytest.mark.parametrize("method", ["scottish-stv", "meek-stv"])
def test_with_several_seats_and_a_surplus_before_them_the_winners_are_found_too(method):
    for added in ({}, dict.fromkeys(LETTERS[4:10], 1)):
        papers = {"A B": 520, "B A": 90, "C D": 210, "D": 130, **added}
        assert found(profile(papers, LETTERS[:10], 2), method) == ({"A", "B"}, False)


@pytest.mark.parametrize("method", IN_ONE_ORDER)
def test_a_tie_stays_in_the_result_and_says_that_it_changes_nobody(method):
    result = count(profile(REAL, "ABCDEFGH"), method=method).to_json()
    assert result["ties"] == [
        {"stage": 1, "purpose": "exclude", "options": ["D", "E", "F", "G", "H"], "take": 1, "chosen": [], "by": "",
         "changes_winners": False},
    ]  # fmt: skip
    assert (result["winners"], result["order"][0], sorted(result["order"])) == (["A"], "A", [*"ABCDEFGH"])


def test_looking_back_to_stages_among_those_excluded_together_is_no_certainty():
    """B and C are equal in the end, and who of D, E went first decides at which stage they differed."""
    one = profile({"A": 9, "B": 5, "C": 5, "D B": 1, "E C": 1, "B A": 1, "C F": 1, "F": 8}, "ABCDEF")
    assert {frozenset(found(one, "irv")[0])} <= tried(one, "irv") | {frozenset()}
    assert found(one, "irv") == (set.intersection(*map(set, tried(one, "irv"))), len(tried(one, "irv")) > 1)


@st.composite
def low(draw):
    """Few papers on some options, and among them many that are equal."""
    number = draw(st.integers(3, 5))
    names = LETTERS[:number]
    papers = {}
    for _ in range(draw(st.integers(1, 8))):
        order = draw(st.permutations(names))[: draw(st.integers(1, 3))]
        papers[" ".join(order)] = draw(st.sampled_from([1, 1, 1, 2, 3, 7, 12]))
    return profile(papers, names, draw(st.integers(1, 2)))


@pytest.mark.parametrize("method", IN_ONE_ORDER)
@settings(deadline=None, max_examples=60)
@given(one=low())
def test_it_comes_to_the_same_as_counting_every_way(method, one):
    winners, changes = found(one, method)
    ends = tried(one, method)
    if changes is not None:
        assert (winners, changes) == ({*frozenset.intersection(*ends)}, len(ends) > 1)
    else:
        assert winners <= {*frozenset.intersection(*ends)}


def test_what_was_not_found_out_is_not_told_as_nobody(monkeypatch):
    """B may come to the quota on the way and hand on what others get: with fewer trials that is not followed."""
    papers = {f"{name} {'CBD'[place % 3]}": 1 for place, name in enumerate("EFGHIJ")}
    one = profile({"B": 33, "C": 31, "D": 30, **papers}, LETTERS[1:10], 2)
    assert found(one, "scottish-stv") == ({"B", "C"}, False)
    monkeypatch.setattr(every_way, "LEAST_TRIALS", 2)
    monkeypatch.setattr(every_way, "MOST_TRIALS", 2)
    result = count(one, method="scottish-stv")
    assert (result.winners, result.waits_for.changes_winners) == ((), None)
    needed = "Decide it by lot, by the casting vote or by a run-off, and count again with --ties."
    assert transcript(result).splitlines()[-2:] == [
        f"Whether it changes who is elected was not found out. {needed}",
        "Elected in any case: not found out.",
    ]
    assert told(result)[-2:] == (
        "Whether it changes who is elected was not found out.",
        "Who is elected in any case was not found out.",
    )


def test_of_two_equal_surpluses_each_is_followed_though_nobody_names_the_elected_any_more():
    papers = {"A D B": 1, "B D": 7, "C A B": 7, "D": 1, "A B D": 1, "D A C": 1}
    one = profile(papers, "ABCD", 3)
    assert found(one, "scottish-stv") == ({"B", "C"}, True)
    assert tried(one, "scottish-stv") == {frozenset("BCD"), frozenset("ABC")}


def test_options_are_alike_if_they_could_change_places_on_all_papers():
    papers = {((0, 1),): 3, ((1, 0),): 3, ((2,),): 3, ((0,),): 1, ((1,),): 1}
    assert alike(papers, [0, 1, 2]) == [[0, 1], [2]]
    assert alike({**papers, ((1,),): 2}, [0, 1, 2]) == [[0], [1], [2]]


@pytest.mark.parametrize(
    ("votes", "asked", "batch"),
    [
        ([9, 0, 0, 5], {"seats": 1, "ceiling": None}, [1, 2]),
        ([9, 1, 1, 3], {"seats": 1, "ceiling": None}, [1, 2]),
        ([9, 1, 1, 2], {"seats": 1, "ceiling": None}, [1, 2, 3]),  # together as many as the next: one group more
        ([9, 1, 1, 2], {"seats": 2, "ceiling": 20}, []),  # so many others must stay
        ([9, 1, 1, 3], {"seats": 2, "ceiling": 11}, []),  # with their papers one could be elected on the way
        ([9, 1, 1, 3], {"seats": 2, "ceiling": 12}, [1, 2]),
        ([9, 1, 1, 3], {"seats": 1, "ceiling": None, "slack": 1}, [1, 2, 3]),
        ([1, 1, 1], {"seats": 1, "ceiling": None}, []),
    ],
)
def test_those_go_together_who_can_neither_be_told_apart_nor_matter(votes, asked, batch):
    assert safe_batch(dict(enumerate(votes)), **asked) == batch


def test_a_batch_of_every_size_and_order_leaves_the_same_papers():
    """The claim on which it rests, on one count: in any order of D, E, F the stage after them is the same."""
    one = profile({"A": 20, "B": 15, "C": 9, "D E B": 1, "E F C": 1, "F D A": 1}, "ABCDEF")
    ends = set()
    for order in permutations("DEF"):
        result = count(one, method="scottish-stv", ties=[*"ABC", *reversed(order)])
        ends.add(tuple(str(result.rounds[3].totals[name]) for name in "ABCDEF"))
    assert ends == {("21.00000", "16.00000", "10.00000", "0.00000", "0.00000", "0.00000")}
