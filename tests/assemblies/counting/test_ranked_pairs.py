"""Ranked pairs: an example, which ties are none, what a tie can change, and every order of equal pairs tried."""

from itertools import groupby, permutations, product

import pytest
from hypothesis import assume, given, settings

from assemblies.counting import count
from tests.assemblies.counting.elections import election, preferring, profile, profiles


def test_the_example_of_schulze_elects_another_by_ranked_pairs():
    result = count(election("schulze-example-45")["path"], method="ranked-pairs")
    assert (result.winners, result.ties) == (("A",), ())


def test_a_victory_that_contradicts_stronger_ones_is_skipped():
    # A before B 7 to 2, B before C 6 to 3, C before A 5 to 4.
    result = count(profile({"A B C": 4, "B C A": 2, "C A B": 3}, "ABC"), method="ranked-pairs")
    assert [(pair.winner, pair.loser, pair.for_, pair.state) for pair in result.rounds[0].pairs] == [
        ("A", "B", 7, "locked"),
        ("B", "C", 6, "locked"),
        ("C", "A", 5, "skipped"),
    ]
    assert (result.winners, result.order) == (("A",), ("A", "B", "C"))


def test_equal_pairs_that_do_not_contradict_each_other_are_no_tie():
    result = count(profile({"A B C": 5}, "ABC"), method="ranked-pairs")
    assert (result.winners, result.order, result.ties) == (("A",), ("A", "B", "C"), ())


def test_equal_pairs_on_a_circle_are_a_tie_that_an_order_decides():
    one = profile({"A B C": 2, "B C A": 2, "C A B": 2}, "ABC")
    stopped = count(one, method="ranked-pairs")
    tie = stopped.waits_for
    assert (tie.purpose, tie.options, tie.take, tie.changes_winners) == ("lock", ("A", "B", "C"), 3, True)
    assert {pair.state for pair in stopped.rounds[0].pairs} == {"waits"}
    decided = count(one, method="ranked-pairs", ties=["B", "C", "A"])
    # B's victory first, over the later of the two first: B before C, then C before A.
    assert [(pair.winner, pair.loser, pair.state) for pair in decided.rounds[0].pairs] == [
        ("A", "B", "skipped"),
        ("B", "C", "locked"),
        ("C", "A", "locked"),
    ]
    assert decided.winners == ("B",)


def test_a_tie_behind_the_winner_names_the_winner_and_says_that_it_changes_nothing():
    result = count(profile({"W A B C": 2, "W B C A": 2, "W C A B": 2}, "WABC"), method="ranked-pairs")
    assert (result.winners, result.waits_for.options) == (("W",), ("A", "B", "C"))
    assert result.waits_for.changes_winners is False


def test_two_that_nothing_is_locked_against_tie_for_the_seat():
    result = count(profile({"A B C": 2, "B A C": 2}, "ABC"), method="ranked-pairs")
    assert (result.winners, result.waits_for.purpose, result.waits_for.options) == ((), "win", ("A", "B"))
    assert count(profile({"A B C": 2, "B A C": 2}, "ABC", 2), method="ranked-pairs").winners == ("A", "B")


@pytest.mark.parametrize("papers", [{}, {"": 2}, {"A=B=C": 4}])
def test_papers_that_prefer_nobody_leave_all_tied(papers):
    assert count(profile(papers, "ABC"), method="ranked-pairs").waits_for.options == ("A", "B", "C")


def winners_of(pairs, options):
    """Lock in pair after pair, looking for a way back each time; gives those that nothing stands above."""
    locked: set[tuple[int, int]] = set()
    for one, other in pairs:
        reached, waiting = {other}, [other]
        while waiting:
            here = waiting.pop()
            for a, b in locked:
                if a == here and b not in reached:
                    reached.add(b)
                    waiting.append(b)
        if one not in reached:
            locked.add((one, other))
    return frozenset(options) - {other for _, other in locked}


def elected_by_any_order(one):
    """The sets of winners to which the orders of equal pairs lead, each order tried."""
    prefers = preferring(one)

    def strength(pair):
        return -prefers[pair], prefers[pair[::-1]]

    won = sorted((pair for pair in prefers if prefers[pair] > prefers[pair[::-1]]), key=strength)
    orders = product(*(permutations(group) for _, group in groupby(won, strength)))
    return {winners_of([pair for group in order for pair in group], range(len(one.options))) for order in orders}


@settings(deadline=None, max_examples=300)
@given(profiles(shared=True, most_seats=1, most_options=4))
def test_a_tie_is_told_with_what_every_order_of_equal_pairs_elects(one):
    found = elected_by_any_order(one)
    certain = [{one.options[option] for option in winners} if len(winners) == 1 else set() for winners in found]
    result = count(one, method="ranked-pairs")
    assert {*result.winners} == set.intersection(*certain)
    if result.waits_for is None:
        assert len(found) == 1
    else:
        assert result.waits_for.changes_winners is (len(found) > 1 or not certain[0])
        if len(found) == 1 and result.waits_for.purpose == "lock":
            assert result.winners


@settings(deadline=None)
@given(profiles(shared=True, most_seats=1, most_options=4))
def test_any_drawn_order_leads_to_what_some_order_of_equal_pairs_elects(one):
    found = elected_by_any_order(one)
    possible = {one.options[option] for winners in found for option in winners}
    assume(len(possible) > 1)
    for drawn in permutations(one.options):
        winners = count(one, method="ranked-pairs", ties=[*drawn]).winners
        assert len(winners) == 1
        assert {*winners} <= possible
