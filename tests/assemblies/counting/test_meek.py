"""Meek's single transferable vote: reckoned by hand, properties of the reference rule, and with many more decimals."""

from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings

from assemblies.counting import count
from tests.assemblies.counting.elections import election, papers_of, profile, profiles

CLEAR = Decimal("0.0001")


def test_an_elected_option_keeps_just_enough_of_every_paper_that_reaches_it():
    # 30 papers, 2 seats: the quota is 10. A has 18, so it keeps 10/18 = 0.5555… of each and hands on the rest.
    result = count(profile({"A B": 18, "B": 1, "C": 6, "D": 5}, "ABCD", 2), method="meek-stv")
    first, second = result.rounds[:2]
    assert (first.elected, str(first.quota)) == (("A",), "10.000000001")
    # What A keeps is rounded up in the ninth decimal on each of the 18 papers.
    assert {name: str(total) for name, total in second.totals.items()} == {
        "A": "10.000000008",
        "B": "8.999999992",
        "C": "6.000000000",
        "D": "5.000000000",
    }
    assert (second.elected, second.excluded) == ((), ("D",))
    assert result.winners == ("A", "B")


def test_the_quota_falls_when_papers_name_nobody_else():
    result = count(profile({"A": 4, "B": 3, "C": 3, "D": 2}, "ABCD", 2), method="meek-stv")
    assert [str(one.quota) for one in result.rounds[:2]] == ["4.000000001", "3.333333334"]
    assert result.rounds[1].elected == ("A",)


def test_a_paper_flows_on_through_those_elected_already():
    # 42 papers, 3 seats: the quota is 10.5. A hands on 9.5 of 20, so 21.5 reach B, which hands on 11; C comes to 13.
    result = count(profile({"A B C": 20, "B C": 12, "C": 2, "D": 8}, "ABCD", 3), method="meek-stv")
    assert (result.rounds[0].elected, result.winners) == (("A", "B"), ("A", "B", "C"))
    assert round(result.rounds[1].totals["C"], 3) == 13


def test_papers_that_name_the_excluded_first_count_as_if_these_had_never_stood():
    with_d = count(profile({"D A": 2, "A": 5, "B": 6, "C B": 4}, "ABCD"), method="meek-stv")
    without = count(profile({"A": 7, "B": 6, "C B": 4}, "ABC"), method="meek-stv")
    assert with_d.rounds[0].excluded == ("D",)
    assert [{**one.totals, "D": 0} for one in without.rounds] == [dict(one.totals) for one in with_d.rounds[1:]]


def test_equal_lowest_wait_for_a_decision_and_a_decision_is_followed():
    one = profile({"A": 5, "B A": 2, "C A": 2, "D": 4}, "ABCD", 1)
    stopped = count(one, method="meek-stv")
    assert (stopped.waits_for.options, stopped.waits_for.stage) == (("B", "C"), 1)
    decided = count(
        one, method="meek-stv", ties=[{"stage": 1, "purpose": "exclude", "options": ["B", "C"], "chosen": ["C"]}]
    )
    assert decided.rounds[0].excluded == ("C",)
    assert decided.winners == ("A",)


@pytest.mark.parametrize("papers", [{}, {"": 4}])
def test_without_a_preference_all_are_tied_or_all_elected(papers):
    assert count(profile(papers, "ABC"), method="meek-stv").waits_for.options == ("A", "B", "C")
    assert count(profile(papers, "AB", 3), method="meek-stv").winners == ("A", "B")


@pytest.mark.parametrize("ward", ["scot-shetland_2017_ward4", "scot-edinburgh_2017_ward10", "scot-glasgow_2017_ward19"])
def test_a_real_ward_elects_by_meek_whom_it_elected(ward):
    entry = election(ward)
    result = count(entry["path"], method="meek-stv")
    assert sorted(result.winners) == sorted(entry["expected_winners"])


def with_many_decimals(one):
    """Count with 40 decimals until nothing moves; gives who is elected and how clear the closest choice was."""
    with localcontext() as context:
        context.prec = 50
        papers = [[rank[0] for rank in paper] for paper in papers_of(one) if paper]
        keep = {option: Decimal(1) for option in range(len(one.options))}
        elected, hoping, margin = set(), set(keep), Decimal(1)
        while len(elected) < one.seats and len(elected) + len(hoping) > one.seats:
            while True:
                votes = dict.fromkeys(keep, Decimal(0))
                for paper in papers:
                    left = Decimal(1)
                    for option in paper:
                        votes[option] += left * keep[option]
                        left *= 1 - keep[option]
                quota = sum(votes.values()) / (one.seats + 1)
                margin = min([margin, *(abs(votes[option] - quota) for option in hoping)])
                reached = {option for option in hoping if votes[option] > quota}
                elected |= reached
                hoping -= reached
                if reached or all(abs(votes[option] - quota) < Decimal("1e-30") for option in elected):
                    break
                for option in elected:
                    keep[option] *= quota / votes[option]
            if not reached:
                lowest = sorted(hoping, key=votes.get)
                margin = min(margin, votes[lowest[1]] - votes[lowest[0]]) if len(lowest) > 1 else margin
                hoping.discard(lowest[0])
                keep[lowest[0]] = Decimal(0)
        if len(elected) < one.seats:
            elected |= hoping
        return elected, margin


@settings(deadline=None, max_examples=80)
@given(profiles(most_options=4))
def test_where_nothing_is_close_nine_decimals_elect_whom_forty_elect(one):
    elected, margin = with_many_decimals(one)
    assume(margin > CLEAR)
    result = count(one, method="meek-stv")
    assert {one.options.index(name) for name in result.winners} == elected


@settings(deadline=None)
@given(profiles())
def test_nothing_is_gained_or_lost_and_nobody_elected_stays_below_the_quota(one):
    elected: set[str] = set()
    for each in count(one, method="meek-stv").rounds:
        assert sum(map(Fraction, each.totals.values())) + Fraction(each.lost) == one.valid
        assert each.lost >= 0
        if len(elected) + len(each.elected) <= one.seats and each.note.endswith("No more are left than seats."):
            continue
        elected.update(each.elected)
        assert all(each.totals[name] >= each.quota for name in each.elected)
    assert len(elected) <= one.seats
