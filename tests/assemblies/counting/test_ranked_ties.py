"""Ties stop a count, say what they are about, and are decided only by what is handed in."""

import pytest

from assemblies.counting import count
from assemblies.counting.ranked.meek import ONE, Tally, lowest
from assemblies.counting.ranked.profile import Profile
from assemblies.counting.ranked.record import Record
from assemblies.counting.ranked.ties import Decisions, UnfitDecision
from assemblies.counting.ranked.transcript import transcript
from tests.assemblies.counting.papers import METHODS, ONE_BY_ONE, profile

EVEN = {"A": 3, "B": 3}
LOWEST = {"A": 5, "B": 2, "C": 2}  # B or C is excluded first; A is elected either way
DECISION = {"stage": 2, "purpose": "exclude", "tied": ["A", "B"], "chosen": ["B"], "by": "lot"}


def default_for(method, name="B"):
    return name if method == "debian-schulze" else None


@pytest.mark.parametrize("method", METHODS[:4] + METHODS[5:])
def test_a_tie_stays_a_tie_with_its_stage_and_purpose(method):
    found = count(profile(EVEN), method=method)
    assert found.winners == ()
    assert [(tie.purpose, tie.options, tie.chosen, tie.changes_winners) for tie in found.ties] == [
        ("exclude" if method in ONE_BY_ONE else "win", ("A", "B"), (), True)
    ]
    assert found.ties[0].stage == (2 if method in ONE_BY_ONE else 1)
    assert found.waits_for == found.ties[0]


def test_options_that_debian_leaves_tied_wait_for_the_casting_vote():
    found = count(profile({"A B D": 3, "B A D": 3}), method="debian-schulze", default="D")
    assert (found.winners, found.waits_for.options) == ((), ("A", "B"))
    casting = [{"stage": 2, "purpose": "win", "tied": ["A", "B"], "chosen": ["B"], "by": "casting vote"}]
    decided = count(profile({"A B D": 3, "B A D": 3}), method="debian-schulze", default="D", ties=casting)
    assert (decided.winners, decided.ties[0].by) == (("B",), "casting vote")


@pytest.mark.parametrize("method", ONE_BY_ONE)
def test_where_no_decision_changes_who_is_elected_they_are_named_and_the_count_still_stops(method):
    papers = profile({"A": 9, "B": 2, "C": 2, "D": 8}, seats=1)
    found = count(papers, method=method)
    assert found.waits_for.changes_winners is False
    assert found.winners == ("A",)
    assert len(found.rounds) == 1
    assert "Whichever way it is decided, the same are elected." in transcript(found)


@pytest.mark.parametrize("method", METHODS)
def test_papers_that_say_nothing_tie_everybody(method):
    for ballots in ({}, {(): 7}, {((0, 1, 2),): 7} if method not in ONE_BY_ONE else {}):
        found = count(Profile(options=("A", "B", "C"), ballots=ballots), method=method, default=default_for(method))
        if method == "debian-schulze":
            assert found.winners == ("B",)
        else:
            assert (found.winners, found.waits_for.options) == ((), ("A", "B", "C"))


@pytest.mark.parametrize("method", METHODS[:4] + METHODS[5:])
def test_the_earlier_in_a_drawn_order_fares_better(method):
    assert count(profile(EVEN), method=method, ties=["A", "B"]).winners == ("A",)
    assert count(profile(EVEN), method=method, ties=["B", "A"]).winners == ("B",)
    assert count(profile(EVEN), method=method, ties={"order": ["B", "A"], "by": "lot"}).ties[0].by == "lot"


def test_meek_takes_those_for_equal_who_are_not_further_apart_than_the_surplus():
    papers = profile({"A": 9, "B": 2, "C": 2}, seats=1)
    tally = Tally(papers.in_one_order(), papers.standing)
    tally.votes = {0: 9 * ONE, 1: 2 * ONE, 2: 2 * ONE + 3}
    assert lowest(tally, 2, Record(papers, Decisions())) == 1
    assert lowest(tally, 3, Record(papers, Decisions(order=("A", "B", "C")))) == 2


def test_a_surplus_goes_first_by_decision_where_two_are_equal():
    papers = profile({"A C": 6, "B D": 6, "C": 2, "D": 2, "E": 1}, seats=3)
    found = count(papers, method="scottish-stv")
    assert (found.winners, found.waits_for.purpose, found.waits_for.options) == (("A", "B"), "transfer", ("A", "B"))
    decision = {"stage": 2, "purpose": "transfer", "tied": ["A", "B"], "chosen": ["B"]}
    decided = count(papers, method="scottish-stv", ties=[decision])
    assert [one.note for one in decided.rounds[1:3]] == [
        "The surplus of B is transferred.",
        "The surplus of A is transferred.",
    ]


def test_pairs_of_equal_strength_without_a_circle_are_no_tie():
    found = count(profile({"A B C": 3}), method="ranked-pairs")
    assert (found.order, found.ties) == (("A", "B", "C"), ())


def test_pairs_of_equal_strength_on_a_circle_are_a_tie_that_changes_who_wins():
    circle = profile({"A B C": 1, "B C A": 1, "C A B": 1})
    found = count(circle, method="ranked-pairs")
    assert (found.winners, found.waits_for.purpose, found.waits_for.options) == ((), "lock", ("A", "B", "C"))
    assert found.waits_for.changes_winners is True
    assert count(circle, method="ranked-pairs", ties=["B", "C", "A"]).winners == ("B",)
    assert count(circle, method="ranked-pairs", ties=["A", "B", "C"]).winners == ("A",)


def test_a_circle_below_the_winner_changes_only_the_order():
    found = count(profile({"D A B C": 1, "D B C A": 1, "D C A B": 1}), method="ranked-pairs")
    assert (found.winners, found.waits_for.purpose, found.waits_for.changes_winners) == (("D",), "lock", False)


def test_equal_options_below_the_elected_are_reported_and_stop_nothing():
    found = count(profile({"A B=C": 3}), method="schulze")
    assert (found.winners, found.waits_for) == (("A",), None)
    assert [(tie.purpose, tie.options, tie.changes_winners) for tie in found.ties] == [("order", ("B", "C"), False)]
    assert count(profile({"A B=C": 3}), method="schulze", ties=["C", "B", "A"]).order == ("A", "C", "B")


def test_a_seat_between_two_that_are_equal_leaves_the_first_one_elected():
    found = count(profile({"A B=C": 3}, seats=2), method="schulze")
    assert (found.winners, found.waits_for.take, found.waits_for.options) == (("A",), 1, ("B", "C"))


@pytest.mark.parametrize(
    ("ties", "sentence"),
    [
        (["A"], "A drawn order must name each option once, also those that withdrew."),
        (["A", "A"], "Options in ties are given as a list of names, each once."),
        ("A", "Ties are decided by an “order” of all options or by a list of “decisions”."),
        ({"lot": []}, "Ties are decided by an “order” of all options or by a list of “decisions”."),
        ({"decisions": "B"}, "Decisions on ties must be a list."),
        ([{"stage": 2}], "A decision on a tie has the entries stage, purpose, tied and chosen, and may have by."),
        (
            [DECISION | {"purpose": "please"}],
            "A decision needs the number of a stage and one of: exclude, transfer, lock, win, order.",
        ),
        ([DECISION | {"chosen": []}], "Stage 2: the chosen must be among those that are tied."),
        ([DECISION | {"chosen": ["C"]}], "Stage 2: the chosen must be among those that are tied."),
        ([DECISION | {"chosen": ["A", "B"]}], "Stage 2: 1 must be chosen, and 2 are."),
        (
            [DECISION | {"stage": 3}],
            "The decision (stage 3, exclude, A and B) does not fit the tie that arose: stage 2, exclude, A and B.",
        ),
        (
            [DECISION | {"purpose": "win"}],
            "The decision (stage 2, win, A and B) does not fit the tie that arose: stage 2, exclude, A and B.",
        ),
        (
            [DECISION | {"tied": ["C", "B"]}],
            "The decision (stage 2, exclude, C and B) does not fit the tie that arose: stage 2, exclude, A and B.",
        ),
        (
            [DECISION, DECISION | {"stage": 9}],
            "A tie was decided about that did not arise: stage 9, exclude, A and B.",
        ),
    ],
)
def test_a_decision_that_does_not_fit_is_refused(ties, sentence):
    with pytest.raises(UnfitDecision) as refused:
        count(profile(EVEN), method="irv", ties=ties)
    assert str(refused.value) == sentence


def test_decisions_are_given_in_the_form_in_which_they_are_read():
    decisions = Decisions.of({"order": ["B", "A"], "by": "lot", "decisions": [DECISION]}, ["A", "B"])
    assert Decisions.of(decisions.to_json(), ["A", "B"]) == decisions
    assert count(profile(EVEN), method="irv", ties=decisions).winners == ("A",)
