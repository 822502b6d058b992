"""Instant run-off: reckoned by hand, several seats, ties, and paper by paper."""

import pytest
from hypothesis import given, settings

from assemblies.counting import count
from tests.assemblies.counting.elections import papers_of, profile, profiles, refusal


def test_the_lowest_is_excluded_until_one_has_more_than_half_of_what_still_counts():
    result = count(profile({"A": 6, "B C": 4, "C": 5, "D B": 2}, "ABCD"), method="irv")
    assert [(dict(one.totals), one.quota, one.excluded, one.elected) for one in result.rounds] == [
        ({"A": 6, "B": 4, "C": 5, "D": 2}, 9, ("D",), ()),
        ({"A": 6, "B": 6, "C": 5, "D": 0}, 9, ("C",), ()),
        ({"A": 6, "B": 6, "C": 0, "D": 0}, 7, ("B",), ()),  # equal now, and B had fewer in the first round
        ({"A": 6, "B": 0, "C": 0, "D": 0}, 4, (), ("A",)),
    ]
    assert (result.winners, result.order) == (("A",), ("A", "B", "C", "D"))


def test_equal_lowest_go_by_the_latest_round_that_differs():
    result = count(profile({"A": 6, "B": 4, "C": 5, "D B": 1, "D": 1}, "ABCD"), method="irv")
    assert [one.excluded for one in result.rounds] == [("D",), ("B",), ()]
    assert (result.winners, result.order, result.ties) == (("A",), ("A", "C", "B", "D"), ())


def test_a_majority_at_once_ends_the_count():
    result = count(profile({"A": 6, "B": 3, "C": 2}, "ABC"), method="irv")
    assert (result.winners, len(result.rounds), result.order) == (("A",), 1, ("A", "B", "C"))


def test_half_is_no_majority():
    result = count(profile({"A": 5, "B": 5}, "AB"), method="irv")
    assert (result.rounds[0].elected, result.rounds[0].quota) == ((), 6)
    assert (result.waits_for.options, result.waits_for.stage, result.waits_for.changes_winners) == (("A", "B"), 1, True)


def test_each_further_seat_is_counted_anew_without_those_elected():
    result = count(profile({"A B": 6, "B": 1, "C": 4}, "ABC", 2), method="irv")
    assert [(dict(one.totals), one.elected) for one in result.rounds] == [
        ({"A": 6, "B": 1, "C": 4}, ("A",)),
        ({"B": 7, "C": 4}, ("B",)),
    ]
    assert (result.winners, result.order) == (("A", "B"), ("A", "B", "C"))


def test_with_more_seats_than_options_all_are_elected():
    result = count(profile({"A": 2, "B": 1}, "AB", 4), method="irv")
    assert (result.winners, result.order) == (("A", "B"), ("A", "B"))


@pytest.mark.parametrize("papers", [{}, {"": 3}])
def test_without_a_preference_all_are_tied(papers):
    result = count(profile(papers, "ABC"), method="irv")
    assert (result.winners, result.waits_for.options, result.waits_for.changes_winners) == ((), ("A", "B", "C"), True)


def test_shared_ranks_are_refused():
    assert refusal(count, profile({"A=B C": 1}, "ABC"), method="irv") == (
        "Two options share a rank, and this method needs one after the other. "
        "Schulze and ranked pairs count shared ranks."
    )


def by_hand(one):
    """Count first preferences anew in each round; gives who wins, or None at a tie."""
    left, rounds = set(range(len(one.options))), []
    while True:
        totals = dict.fromkeys(left, 0)
        for paper in papers_of(one):
            for (option,) in paper:
                if option in left:
                    totals[option] += 1
                    break
        rounds.append(totals)
        most = max(totals, key=totals.get)
        if totals[most] * 2 > sum(totals.values()) or len(left) == 1:
            return most
        lowest = [*left]
        for earlier in reversed(rounds):
            fewest = min(earlier[option] for option in lowest)
            lowest = [option for option in lowest if earlier[option] == fewest]
        if len(lowest) > 1:
            return None
        left -= {*lowest}


@settings(deadline=None, max_examples=300)
@given(profiles(most_seats=1))
def test_any_papers_elect_whom_they_elect_counted_one_by_one(one):
    result = count(one, method="irv")
    winner = by_hand(one)
    if winner is None:
        assert result.waits_for is not None
    else:
        assert result.winners == (one.options[winner],)


@settings(deadline=None)
@given(profiles())
def test_every_paper_stands_somewhere_in_every_round(one):
    for each in count(one, method="irv").rounds:
        assert sum(each.totals.values()) + each.lost == one.valid
