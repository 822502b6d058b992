"""Schulze's method: its example, a Condorcet winner, equal ranks, ties, and paths searched one by one."""

import pytest
from hypothesis import given, settings

from assemblies.counting import count
from tests.assemblies.counting.elections import election, preferring, profile, profiles

EXAMPLE = {
    "A C B E D": 5,
    "A D E C B": 5,
    "B E D A C": 8,
    "C A B E D": 3,
    "C A E B D": 7,
    "C B A D E": 2,
    "D C E B A": 7,
    "E B A D C": 8,
}


def test_the_example_of_forty_five_papers_gives_its_winner_and_its_whole_order():
    result = count(profile(EXAMPLE, "ABCDE"), method="schulze")
    assert (result.winners, result.order, result.ties) == (("E",), ("E", "A", "C", "B", "D"), ())
    assert dict(result.rounds[0].totals) == {"A": 3, "B": 1, "C": 2, "D": 0, "E": 4}


def test_the_example_from_its_file():
    entry = election("schulze-example-45")
    result = count(entry["path"], method="schulze")
    assert (list(result.winners), list(result.order)) == (entry["expected_winners"], entry["expected_ranking"])


def test_the_record_holds_every_victory_with_its_numbers():
    pairs = count(profile(EXAMPLE, "ABCDE"), method="schulze").rounds[0].pairs
    assert {(pair.winner, pair.loser): (pair.for_, pair.against) for pair in pairs} == {
        ("A", "C"): (26, 19),
        ("A", "D"): (30, 15),
        ("B", "A"): (25, 20),
        ("B", "D"): (33, 12),
        ("C", "B"): (29, 16),
        ("C", "E"): (24, 21),
        ("D", "C"): (28, 17),
        ("E", "A"): (23, 22),
        ("E", "B"): (27, 18),
        ("E", "D"): (31, 14),
    }


def test_unranked_options_stand_below_all_ranked_ones_and_are_equal_among_themselves():
    result = count(profile({"A": 3, "B=C A": 2}, "ABC"), method="schulze")
    assert [(pair.winner, pair.loser, pair.for_, pair.against) for pair in result.rounds[0].pairs] == [
        ("A", "B", 3, 2),
        ("A", "C", 3, 2),
    ]
    tie = result.ties[0]
    assert (tie.purpose, tie.options, tie.stands, tie.changes_winners) == ("order", ("B", "C"), False, False)


def test_a_circle_of_equal_victories_is_a_tie_between_all_on_it():
    result = count(profile({"A B C": 2, "B C A": 2, "C A B": 2}, "ABC"), method="schulze")
    assert (result.winners, result.waits_for.options, result.waits_for.purpose) == ((), ("A", "B", "C"), "win")
    assert result.waits_for.changes_winners is True


def test_the_casting_vote_decides_who_wins():
    decision = {"stage": 1, "purpose": "win", "options": ["A", "B", "C"], "chosen": ["B"], "by": "casting vote"}
    result = count(profile({"A B C": 2, "B C A": 2, "C A B": 2}, "ABC"), method="schulze", ties=[decision])
    assert (result.winners, result.order[0], result.ties[0].by, result.waits_for) == (("B",), "B", "casting vote", None)


def test_several_seats_go_to_the_first_of_the_order_and_a_tie_at_the_last_seat_keeps_those_before_it():
    result = count(profile({"A B=C D": 4}, "ABCD", 2), method="schulze")
    assert (result.winners, result.waits_for.options, result.waits_for.take) == (("A",), ("B", "C"), 1)
    result = count(profile({"A B=C D": 4}, "ABCD", 3), method="schulze")
    assert (result.winners, result.waits_for) == (("A", "B", "C"), None)


@pytest.mark.parametrize("papers", [{}, {"": 3}, {"A=B=C": 4}, {"A B C": 1, "C B A": 1}])
def test_papers_that_prefer_nobody_leave_all_tied(papers):
    result = count(profile(papers, "ABC"), method="schulze")
    assert (result.winners, result.waits_for.options) == ((), ("A", "B", "C"))


def strongest(prefers, number):
    """The strength of the strongest path for each pair: for each strength, who is reached by victories as strong."""
    found = {}
    for start in range(number):
        for strength in sorted({*prefers.values()}):
            seen, waiting = set(), [start]
            while waiting:
                here = waiting.pop()
                for there in range(number):
                    if there in seen or there == here or prefers[here, there] < strength:
                        continue
                    if prefers[here, there] > prefers[there, here]:
                        seen.add(there)
                        waiting.append(there)
            found.update({(start, there): strength for there in seen})
    return found


@settings(deadline=None, max_examples=300)
@given(profiles(shared=True, most_seats=1))
def test_any_papers_elect_whom_nobody_has_a_stronger_path_against(one):
    number = len(one.options)
    paths = strongest(preferring(one), number)
    best = {
        one.options[a]
        for a in range(number)
        if all(paths.get((a, b), 0) >= paths.get((b, a), 0) for b in range(number) if a != b)
    }
    result = count(one, method="schulze")
    assert ({*result.winners} or {*result.waits_for.options}) == best


@settings(deadline=None)
@given(profiles(shared=True))
def test_the_order_never_puts_anybody_before_whoever_has_the_stronger_path(one):
    paths = strongest(preferring(one), len(one.options))
    order = [one.options.index(name) for name in count(one, method="schulze").order]
    for place, better in enumerate(order):
        for worse in order[place + 1 :]:
            assert paths.get((better, worse), 0) >= paths.get((worse, better), 0)
