"""Scottish single transferable vote: real wards stage by stage, examples reckoned by hand, ties, and paper by paper."""

import json
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings

from assemblies.counting import count
from tests.assemblies.counting.elections import ELECTIONS, election, profile, profiles
from tests.assemblies.counting.paper_by_paper import counted

WARDS = [
    "scot-aberdeenshire_2017_ward3",
    "scot-sc_borders_2017_ward4",
    "scot-north_lanarkshire_2017_ward19",
    "scot-edinburgh_2017_ward10",
    "scot-shetland_2017_ward4",
    "scot-glasgow_2017_ward19",
]


@pytest.mark.parametrize("ward", WARDS)
def test_a_real_ward_gives_the_official_winners_and_every_official_total(ward):
    entry = election(ward)
    official = json.loads((ELECTIONS / entry["official_stages"]).read_text(encoding="utf-8"))
    result = count(entry["path"], method="scottish-stv")
    assert sorted(result.winners) == sorted(entry["expected_winners"])
    assert (result.seats, result.valid, result.ties) == (official["seats"], official["valid_votes"], ())
    assert len(result.rounds) == len(official["stages"])
    for ours, theirs in zip(result.rounds, official["stages"], strict=True):
        assert (ours.quota, {total.as_tuple().exponent for total in ours.totals.values()}) == (official["quota"], {-5})
        assert list(ours.totals) == official["candidates"]
        for total, published in zip(ours.totals.values(), map(Decimal, theirs["totals"]), strict=True):
            # Glasgow published numbers above a thousand with two decimals.
            assert total.quantize(published, rounding=ROUND_HALF_UP) == published


@pytest.mark.parametrize("ward", WARDS)
def test_who_is_elected_and_excluded_stands_in_the_official_stage(ward):
    official = json.loads((ELECTIONS / election(ward)["official_stages"]).read_text(encoding="utf-8"))
    rounds = count(election(ward)["path"], method="scottish-stv").rounds
    elected = {name: stage for stage, one in enumerate(rounds, 1) for name in one.elected}
    excluded = {name: stage for stage, one in enumerate(rounds, 1) for name in one.excluded}
    said = {one["candidate"]: (one["status"], one["at_count"]) for one in official["status"]}
    assert elected == {name: stage for name, (status, stage) in said.items() if status == "Elected"}
    assert excluded == {name: stage for name, (status, stage) in said.items() if status == "Excluded"}


def test_a_surplus_goes_on_from_every_paper_and_is_cut_to_five_decimals():
    # Quota 34 // 3 + 1 = 12. A has 19, surplus 7, and each paper is worth 7/19 = 0.36842 (cut from 0.368421…).
    result = count(profile({"A B": 10, "A C": 8, "A": 1, "B": 4, "C": 5, "D": 6}, "ABCD", 2), method="scottish-stv")
    assert [str(one.quota) for one in result.rounds] == ["12.00000"] * len(result.rounds)
    first, second = result.rounds[:2]
    assert (first.elected, {name: str(total) for name, total in second.totals.items()}) == (
        ("A",),
        {"A": "12.00000", "B": "7.68420", "C": "7.94736", "D": "6.00000"},
    )
    # The paper that goes nowhere loses 0.36842, and 0.00002 is cut off: 7 - 19 * 0.36842 = 0.00002.
    assert str(second.lost) == "0.36844"
    assert (second.excluded, result.winners) == (("D",), ("A", "C"))


def test_a_value_that_is_transferred_again_is_cut_again():
    # 40 papers, quota 11. A: surplus 20 of 31, value 20/31 = 0.64516. B then has 25 * 0.64516 + 4 = 20.129, surplus
    # 9.129: papers from A are worth 9.129 * 0.64516 / 20.129 = 0.29259 (cut from 0.292595…), B's own 0.45352.
    papers = {"A B C": 25, "A D": 6, "B C": 4, "C": 1, "D": 2, "E": 2}
    result = count(profile(papers, "ABCDE", 3), method="scottish-stv")
    assert {name: str(total) for name, total in result.rounds[2].totals.items()} == {
        "A": "11.00000",
        "B": "11.00000",
        "C": "10.12883",
        "D": "5.87096",
        "E": "2.00000",
    }


def test_no_exclusion_while_a_surplus_waits_and_the_largest_goes_first():
    result = count(profile({"A C": 12, "B D": 14, "C": 2, "D": 1, "E": 1}, "ABCDE", 3), method="scottish-stv")
    assert [one.note for one in result.rounds[1:3]] == [
        "The surplus of B is transferred.",
        "The surplus of A is transferred.",
    ]
    assert [one.excluded for one in result.rounds[:2]] == [(), ()]


def test_equal_surpluses_go_by_who_had_more_at_the_latest_stage_that_differs():
    # 55 papers, quota 12. A has 24, so its papers go on at a half: B comes to 9 + 5 and C to 8 + 6.
    papers = {"A B": 10, "A C": 12, "A": 2, "B": 9, "C": 8, "D": 8, "E": 6}
    result = count(profile(papers, "ABCDE", 4), method="scottish-stv")
    assert result.rounds[1].elected == ("B", "C")
    assert result.rounds[1].totals["B"] == result.rounds[1].totals["C"] == 14
    assert [one.note for one in result.rounds[2:4]] == [
        "The surplus of B is transferred.",
        "The surplus of C is transferred.",
    ]


def test_equal_lowest_go_by_who_had_fewer_at_the_latest_stage_that_differs():
    # B and C both have 6 once D is out; before that B had 5 and C had 6.
    result = count(profile({"A": 9, "B": 5, "C": 6, "D B": 1}, "ABCD"), method="scottish-stv")
    assert [one.excluded for one in result.rounds] == [("D",), ("B",), ("C",), ()]
    assert (result.winners, result.ties) == (("A",), ())


def test_those_who_were_always_equal_wait_for_a_decision_and_the_result_says_what_it_changes():
    result = count(profile({"A": 3, "B": 2, "C": 2}, "ABC"), method="scottish-stv")
    tie = result.waits_for
    assert (tie.stage, tie.purpose, tie.options, tie.changes_winners) == (1, "exclude", ("B", "C"), False)
    assert result.winners == ("A",)  # whichever is excluded, A has most
    result = count(profile({"A": 3, "B C": 2, "C B": 2}, "ABC"), method="scottish-stv")
    assert (result.waits_for.changes_winners, result.winners) == (True, ())


def test_equal_surpluses_wait_for_a_decision():
    tie = count(profile({"A C": 6, "B D": 6, "C": 1, "D": 1}, "ABCD", 3), method="scottish-stv").waits_for
    assert (tie.stage, tie.purpose, tie.options, tie.changes_winners) == (1, "transfer", ("A", "B"), True)


def test_the_last_are_elected_without_the_quota_and_without_a_transfer():
    result = count(profile({"A": 10, "B": 4, "C": 3}, "ABC", 2), method="scottish-stv")
    assert [(one.elected, one.excluded) for one in result.rounds] == [(("A",), ()), ((), ("C",)), (("B",), ())]
    assert str(result.rounds[-1].totals["B"]) == "4.00000"


@pytest.mark.parametrize("papers", [{}, {"": 5}, {"A": 1}])
def test_fewer_options_than_seats_are_all_elected_at_once(papers):
    result = count(profile(papers, "AB", 5), method="scottish-stv")
    assert (sorted(result.winners), len(result.rounds), result.ties) == (["A", "B"], 1, ())


@pytest.mark.parametrize("papers", [{}, {"": 7}])
def test_without_a_preference_on_any_paper_all_are_tied(papers):
    result = count(profile(papers, "ABC"), method="scottish-stv")
    assert (result.valid, result.winners, result.waits_for.options) == (0, (), ("A", "B", "C"))


@settings(deadline=None, max_examples=300)
@given(profiles())
def test_any_papers_give_the_totals_that_come_out_paper_by_paper(one):
    stages, elected = counted(one)
    result = count(one, method="scottish-stv")
    assert [
        {one.options.index(name): Fraction(total) for name, total in each.totals.items()} for each in result.rounds
    ] == stages
    if elected is None:
        assert result.waits_for is not None
    else:
        assert {one.options.index(name) for name in result.winners} == elected


@settings(deadline=None)
@given(profiles())
def test_nothing_is_gained_or_lost_at_any_stage(one):
    for each in count(one, method="scottish-stv").rounds:
        assert sum(each.totals.values()) + each.lost == one.valid
        assert each.lost >= 0
