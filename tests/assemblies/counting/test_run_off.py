"""Which ties can be voted on again, and whom a run-off or a lot after it names."""

import pytest

from assemblies.counting.choosing import Choosing, Decided, Question
from assemblies.counting.run_off import named_by_lot, named_by_run_off, run_off_seats

ABCD = ("Ana", "Bea", "Cai", "Dov")


def stopped(method, papers, seats=1, options=ABCD, ties=()):
    question = Question(method=Choosing(method), options=options, seats=seats)
    found = question.count(sorted(papers.items()), ties)
    return found.waits_for, run_off_seats(question, papers, ties, found)


@pytest.mark.parametrize(
    ("method", "papers", "seats", "purpose", "tied", "places"),
    [
        ("approval", {"+1": 1, "+2": 1}, 1, "win", "Ana Bea", 1),
        ("approval", {"+1+2+3+4": 1, "+1": 1}, 3, "win", "Bea Cai Dov", 2),
        ("schulze", {"1": 1, "2": 1}, 1, "win", "Ana Bea", 1),
        # The last two, of whom one is elected: whoever is excluded loses the seat.
        ("irv", {"1": 2, "2": 2, "3": 1}, 1, "exclude", "Ana Bea", 1),
        ("scottish-stv", {"1": 3, "2": 1, "3": 1}, 2, "exclude", "Bea Cai", 1),
        ("meek-stv", {"1": 3, "2": 1, "3": 1}, 2, "exclude", "Bea Cai", 1),
        # Three are left for two seats.
        ("scottish-stv", {"1": 1, "2": 1, "3": 1}, 2, "exclude", "Ana Bea Cai", 2),
        # Excluded first or second, and others still stand.
        ("irv", {"1": 1, "2": 1, "3": 1}, 1, "exclude", "Ana Bea Cai", None),
        ("scottish-stv", {"1": 4, "2>1": 2, "3>1": 2, "4": 3}, 1, "exclude", "Bea Cai", None),
        # Which victory is locked first.
        ("ranked-pairs", {"1>2>3": 1, "2>3>1": 1, "3>1>2": 1}, 1, "lock", "Ana Bea Cai", None),
    ],
)
def test_a_run_off_is_for_ties_about_who_is_chosen(method, papers, seats, purpose, tied, places):
    options = ABCD if "4" in str(papers) else ABCD[:3]
    waits, found = stopped(method, papers, seats, options)
    assert (waits.purpose, " ".join(waits.options), found) == (purpose, tied, places)


def test_without_a_tie_there_is_none():
    assert stopped("approval", {"+1": 1}) == (None, None)


def test_after_a_lot_the_next_tie_can_be_voted_on():
    papers = {"1": 1, "2": 1, "3": 1}
    lot = Decided(stage="1", purpose="exclude", options=ABCD[:3], chosen=("Cai",), by="lot")
    waits, places = stopped("irv", papers, options=ABCD[:3], ties=[lot])
    assert (waits.options, places) == (("Ana", "Bea"), 1)


def test_whoever_the_run_off_did_not_choose_is_excluded_and_winners_win():
    assert named_by_run_off("win", ("Ana", "Bea", "Cai"), ["Cai", "Ana"]) == ("Cai", "Ana")
    assert named_by_run_off("exclude", ("Ana", "Bea", "Cai"), ["Cai", "Ana"]) == ("Bea",)


def test_the_lot_keeps_whoever_the_run_off_chose():
    assert named_by_lot("win", ["Dov", "Bea"], 2, ["Cai"]) == ("Cai", "Dov")
    assert named_by_lot("exclude", ["Dov", "Bea"], 1, ["Cai"]) == ("Bea",)
