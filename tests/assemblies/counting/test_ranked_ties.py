"""Ties in ranked counts: handed-in decisions, drawn orders, what does not fit, and what a tie can change."""

import json

import pytest
from hypothesis import given, settings

from assemblies.counting import count
from tests.assemblies.counting.elections import METHODS, profile, profiles, refusal, settings_of

CIRCLE = {"A B C": 2, "B C A": 2, "C A B": 2}
EQUAL = {"A": 3, "B C": 2, "C B": 2}
LOT = {"stage": 1, "purpose": "exclude", "options": ["B", "C"], "chosen": ["B"], "by": "lot"}


def test_a_lot_decides_who_is_excluded_and_stands_in_the_record():
    result = count(profile(EQUAL, "ABC"), method="scottish-stv", ties=[LOT])
    assert (result.rounds[0].excluded, result.winners) == (("B",), ("C",))
    told = LOT | {"take": 1, "changes_winners": None}
    assert result.to_json()["ties"] == [told]


def test_the_same_decisions_give_the_same_record_and_others_another():
    runs = [
        json.dumps(count(profile(EQUAL, "ABC"), method="irv", ties=[LOT | {"chosen": [name]}]).to_json())
        for name in ("B", "B", "C")
    ]
    assert runs[0] == runs[1] != runs[2]


def test_a_drawn_order_decides_every_tie_for_the_earlier():
    result = count(profile(EQUAL, "ABC"), method="scottish-stv", ties={"order": ["C", "A", "B"], "by": "lot of 3 May"})
    assert (result.rounds[0].excluded, result.ties[0].by) == (("B",), "lot of 3 May")
    surplus = profile({"A C": 6, "B D": 6, "C": 1, "D": 1}, "ABCD", 3)
    assert (
        count(surplus, method="scottish-stv", ties=["D", "C", "B", "A"]).rounds[1].note
        == "The surplus of B is transferred."
    )


def test_the_order_of_the_paper_and_of_the_file_decide_nothing():
    for options in ("ABC", "CBA", "BAC"):
        assert {*count(profile(EQUAL, options), method="irv").waits_for.options} == {"B", "C"}


@pytest.mark.parametrize(
    ("ties", "sentence"),
    [
        ([LOT | {"stage": 2}],
         "The decision (stage 2, exclude, B and C) does not fit the tie that arose: stage 1, exclude, B and C."),
        ([LOT | {"purpose": "win"}],
         "The decision (stage 1, win, B and C) does not fit the tie that arose: stage 1, exclude, B and C."),
        ([LOT | {"options": ["A", "B"]}],
         "The decision (stage 1, exclude, A and B) does not fit the tie that arose: stage 1, exclude, B and C."),
        ([LOT | {"chosen": ["B", "C"]}], "Stage 1: 1 must be chosen, and 2 are."),
        ([LOT, LOT], "A tie was decided about that did not arise: stage 1, exclude, B and C."),
        ([LOT | {"chosen": ["A"]}], "Stage 1: the chosen must be among those that are tied."),
        ([LOT | {"chosen": []}], "Stage 1: the chosen must be among those that are tied."),
        ([LOT | {"chosen": ["B", "B"]}], "Options in ties are given as a list of names, each once."),
        ([LOT | {"stage": "1"}],
         "A decision needs the number of a stage and one of: exclude, transfer, lock, win, order."),
        ([LOT | {"purpose": "guess"}],
         "A decision needs the number of a stage and one of: exclude, transfer, lock, win, order."),
        ([LOT | {"why": "so"}],
         "A decision on a tie has the entries stage, purpose, options and chosen, and may have by."),
        ([{"chosen": ["B"]}],
         "A decision on a tie has the entries stage, purpose, options and chosen, and may have by."),
        (["B", "C"], "A drawn order must name each option once, also those that withdrew."),
        (["A", "B", "C", "C"], "Options in ties are given as a list of names, each once."),
        (["A", "B", "X"], "A drawn order must name each option once, also those that withdrew."),
        ("A", "Ties are decided by an “order” of all options or by a list of “decisions”."),
        ({"orders": []}, "Ties are decided by an “order” of all options or by a list of “decisions”."),
        ({"decisions": {}}, "Decisions on ties must be a list."),
    ],
)  # fmt: skip
def test_a_decision_that_does_not_fit_is_refused(ties, sentence):
    assert refusal(count, profile(EQUAL, "ABC"), method="scottish-stv", ties=ties) == sentence


@pytest.mark.parametrize("method", METHODS)
def test_a_decision_on_a_count_without_a_tie_is_refused(method):
    one = profile({"A B C": 5}, "ABC")
    sentence = refusal(count, one, method=method, ties=[LOT], **settings_of(method, one.options))
    assert sentence == "A tie was decided about that did not arise: stage 1, exclude, B and C."


def test_whether_a_tie_changes_who_is_elected_is_told_where_it_takes_few_counts():
    told = [
        count(profile(papers, "ABC"), method="scottish-stv").waits_for.changes_winners
        for papers in ({"A": 3, "B": 2, "C": 2}, EQUAL)
    ]
    assert told == [False, True]
    many = "ABCDEFGHIJKLMNOPQRST"
    result = count(profile({}, many), method="scottish-stv")
    assert (result.winners, result.waits_for.changes_winners) == ((), True)


@settings(deadline=None)
@given(profiles())
def test_the_ties_of_a_result_can_be_handed_back_as_its_decisions(one):
    for method in METHODS:
        told = settings_of(method, one.options)
        seats = 1 if method == "debian-schulze" else one.seats
        drawn = count(one, method=method, seats=seats, ties=[*reversed(one.options)], **told)
        again = count(one, method=method, seats=seats, ties=drawn.to_json()["ties"], **told)
        assert again.to_json() == drawn.to_json()
        assert drawn.waits_for is None


@settings(deadline=None)
@given(profiles())
def test_who_is_elected_in_any_case_is_elected_by_every_drawn_order(one):
    for method in METHODS:
        told = settings_of(method, one.options) | {"seats": 1 if method == "debian-schulze" else one.seats}
        sure = count(one, method=method, **told)
        drawn = [{*count(one, method=method, ties=order, **told).winners}
                 for order in ([*one.options], [*reversed(one.options)])]  # fmt: skip
        assert all({*sure.winners} <= winners for winners in drawn)
        if sure.waits_for is None or sure.waits_for.changes_winners is False:
            assert drawn == [{*sure.winners}] * 2


def test_a_tie_at_the_last_seat_says_that_it_changes_who_is_elected():
    tie = count(profile(CIRCLE, "ABC"), method="schulze").waits_for
    assert (tie.purpose, tie.take, tie.changes_winners) == ("win", 1, True)
