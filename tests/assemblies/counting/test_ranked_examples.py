"""Examples that can be followed with a pencil."""

from decimal import Decimal

import pytest

from assemblies.counting import count
from assemblies.counting.ranked.profile import BadBallots, Profile
from assemblies.counting.ranked.transcript import transcript
from tests.assemblies.counting.papers import METHODS, blt, profile

# The capital of Tennessee: M(emphis), N(ashville), C(hattanooga), K(noxville).
TENNESSEE = {"M N C K": 42, "N C K M": 26, "C K N M": 15, "K C N M": 17}
# A beats B, B beats C, C beats A; the weakest of the three is C before A.
CIRCLE = {"A B C": 7, "B C A": 5, "C A B": 4}


def numbers(one):
    return {name: str(total) for name, total in one.totals.items()}


def test_the_run_off_for_the_capital_of_tennessee_goes_to_knoxville():
    found = count(profile(TENNESSEE, options="MNCK"), method="irv")
    assert found.winners == ("K",)
    assert [numbers(one) for one in found.rounds] == [
        {"M": "42", "N": "26", "C": "15", "K": "17"},
        {"M": "42", "N": "26", "C": "0", "K": "32"},
        {"M": "42", "N": "0", "C": "0", "K": "58"},
    ]
    assert [one.excluded for one in found.rounds] == [(), ("C",), ("N",)]
    assert found.order == ("K", "M", "N", "C")


@pytest.mark.parametrize("method", ["schulze", "ranked-pairs"])
def test_pair_by_pair_nashville_is_the_capital_of_tennessee(method):
    found = count(profile(TENNESSEE, options="MNCK"), method=method)
    assert found.winners == ("N",)
    assert found.order == ("N", "C", "K", "M")


@pytest.mark.parametrize("method", ["schulze", "ranked-pairs"])
def test_of_a_circle_the_weakest_victory_is_left_out(method):
    # A before B 11 to 5, B before C 12 to 4, C before A 9 to 7.
    found = count(profile(CIRCLE), method=method)
    assert (found.winners, found.order, found.ties) == (("A",), ("A", "B", "C"), ())


def test_ranked_pairs_say_of_each_pair_what_became_of_it():
    pairs = count(profile(CIRCLE), method="ranked-pairs").rounds[0].pairs
    assert [(pair.winner, pair.loser, pair.for_, pair.against, pair.state) for pair in pairs] == [
        ("B", "C", 12, 4, "locked"),
        ("A", "B", 11, 5, "locked"),
        ("C", "A", 9, 7, "skipped"),
    ]


def test_of_two_victories_with_as_many_in_favour_the_one_with_fewer_against_is_locked_first():
    # B before C 5 to 2, and A before B and C before A both 5 to 3.
    found = count(profile({"A B": 2, "A B=C": 1, "B C A": 3, "C A B": 2}), method="ranked-pairs")
    assert [(pair.winner, pair.loser, pair.for_, pair.against) for pair in found.rounds[0].pairs] == [
        ("B", "C", 5, 2),
        ("A", "B", 5, 3),
        ("C", "A", 5, 3),
    ]


def test_scottish_surpluses_are_cut_to_five_decimals():
    # Quota ⌊11/3⌋+1 = 4. A has 7: each paper goes on with 3/7 = 0.428571…, cut to 0.42857.
    found = count(profile({"A B": 5, "A C": 2, "B": 2, "C": 2}, seats=2), method="scottish-stv")
    assert [numbers(one) for one in found.rounds] == [
        {"A": "7.00000", "B": "2.00000", "C": "2.00000"},
        {"A": "4.00000", "B": "4.14285", "C": "2.85714"},
    ]
    assert found.rounds[1].lost == Decimal("0.00001")
    assert found.winners == ("A", "B")


def test_scottish_papers_stop_at_a_place_that_was_left_out_and_others_go_on():
    papers = blt("4 1 - 2 0", "5 2 0", "6 3 0")
    assert numbers(count(papers, method="scottish-stv").rounds[1]) == {
        "Ann": "0.00000",
        "Bob": "5.00000",
        "Cyd": "6.00000",
    }
    assert numbers(count(papers, method="irv").rounds[1]) == {"Ann": "0", "Bob": "9", "Cyd": "6"}


def test_scottish_ties_go_to_the_latest_stage_that_differs():
    # B and C have 4 each after D is excluded; one stage before B had 3 and C 4, so B is excluded.
    found = count(profile({"A": 9, "B": 3, "C": 4, "D B": 1}, seats=2), method="scottish-stv")
    assert [one.excluded for one in found.rounds] == [(), (), ("D",), ("B",)]
    assert found.ties == ()


def test_meek_lets_papers_flow_through_the_elected_until_the_surplus_is_used_up():
    # Nine papers for A go on to B. With the quota at a third of the 15, A keeps 5/9 of each, and B gets the other 4.
    found = count(profile({"A B": 9, "B": 2, "C": 4}, seats=2), method="meek-stv")
    assert found.winners == ("A", "B")
    assert numbers(found.rounds[0]) == {"A": "9.000000000", "B": "2.000000000", "C": "4.000000000"}
    assert numbers(found.rounds[1]) == {"A": "5.000000004", "B": "5.999999996", "C": "4.000000000"}
    assert str(found.rounds[1].quota) == "5.000000001"


def test_several_seats_are_filled_by_one_run_off_after_the_other():
    found = count(profile({"A B C": 6, "C B A": 4}, seats=2), method="irv")
    assert found.winners == ("A", "B")
    assert [one.note for one in found.rounds] == [
        "Seat 1: First preferences are counted.",
        "Seat 2: First preferences are counted.",
    ]


@pytest.mark.parametrize("method", METHODS)
def test_as_many_options_as_seats_or_fewer_are_all_elected(method):
    found = count(profile({"A B": 3, "B": 2}, seats=5), method=method, default="B" if method[0] == "d" else None)
    assert found.winners == (("A",) if method == "debian-schulze" else ("A", "B"))


def test_debian_drops_what_too_few_prefer_to_the_default():
    papers = profile({"A B D": 4, "A D B": 2})
    assert count(papers, method="debian-schulze", default="D", quorum=5).rounds[0].excluded == ("B",)
    assert count(papers, method="debian-schulze", default="D", quorum=7).winners == ("D",)
    assert count(papers, method="debian-schulze", default="D", quorum="4.5").rounds[0].excluded == ("B",)


def test_debian_drops_what_is_not_preferred_to_the_default_by_more_than_was_asked():
    papers = profile({"A B D": 6, "B D": 1, "D": 2})  # A before D 6 to 3
    asked = {"method": "debian-schulze", "default": "D"}
    assert count(papers, **asked, majorities={"A": 3}).rounds[0].excluded == ("A",)
    assert count(papers, **asked, majorities={"A": 2}).rounds[0].excluded == ("A",)
    assert count(papers, **asked, majorities={"A": "1.9"}).winners == ("A",)


def test_debian_elects_the_default_where_nothing_else_is_left():
    assert count(profile({"D A": 2, "A D": 2}), method="debian-schulze", default="D").winners == ("D",)


def test_debian_elects_nobody_behind_the_default():
    papers = profile({"A D B": 5, "A B D": 4}, seats=3)
    assert count(papers, method="debian-schulze", default="D").winners == ("A",)


@pytest.mark.parametrize("name", ["None Of The Above", "none of the above", "Further Discussion"])
def test_debian_knows_the_default_by_its_usual_names(name):
    papers = Profile(options=("A", name), ballots={((0,), (1,)): 2})
    assert count(papers, method="debian-schulze").settings["default"] == name


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({}, "Name the option that holds by default: none is called “None Of The Above” or such."),
        ({"default": "X"}, "There is no option “X” that could be the default."),
        ({"default": "A", "majorities": {"X": 3}}, "There is no option “X” that a majority could be asked of."),
        ({"default": "A", "quorum": "many"}, "The quorum must be a number, 0 or more: “many”."),
        ({"default": "A", "quorum": -1}, "The quorum must be a number, 0 or more: “-1”."),
        ({"default": "A", "majorities": {"B": "1/0"}}, "The majority must be a number, 0 or more: “1/0”."),
    ],
)
def test_debian_refuses_settings_that_fit_no_option(asked, sentence):
    with pytest.raises(BadBallots) as refused:
        count(profile({"A B": 1}), method="debian-schulze", **asked)
    assert str(refused.value) == sentence


def test_settings_of_debian_are_refused_elsewhere():
    with pytest.raises(BadBallots) as refused:
        count(profile({"A B": 1}), method="schulze", quorum=3)
    assert str(refused.value) == "A default option, a quorum and majorities belong to debian-schulze."


def test_options_that_are_not_ranked_are_equal_and_below_all_others():
    assert count(profile({"A": 2, "B": 3, "C": 1}), method="schulze").rounds[0].totals == {
        "A": Decimal(1),
        "B": Decimal(2),
        "C": Decimal(0),
    }


@pytest.mark.parametrize("method", METHODS)
def test_the_transcript_names_everybody_and_says_who_is_elected(method):
    found = count(profile(TENNESSEE, options="MNCK"), method=method, default="M" if method[0] == "d" else None)
    text = transcript(found)
    assert text.splitlines()[0] == f"Method: {method}. Seats: 1. Papers: 100, of which 0 say nothing."
    assert text.splitlines()[-2] == f"Elected: {', '.join(found.winners)}."
    assert text.splitlines()[-1] == f"Order: {', '.join(found.order)}."
