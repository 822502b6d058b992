"""Points, shared out or given to each: named counts with their sentences, refusals, and what holds for any papers."""

import json
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assemblies.counting.papers import read
from assemblies.counting.points import Points, PointsRule, Reckoning, count_points
from assemblies.counting.seats import Resolution, Tie, TieBreak

THREE = ("Ana", "Bea", "Cai")
CUMULATIVE = PointsRule(seats=2, budget=5, most_each=3)
UP_TO_FIVE = PointsRule(most_each=5)
OF_MARKED = replace(UP_TO_FIVE, reckoning=Reckoning.AVERAGE_OF_MARKED)

untimed = settings(deadline=None)
given_points = st.dictionaries(st.sampled_from(THREE), st.integers(0, 5)).map(
    lambda given: Points(tuple(given.items()))
)
papers_of_points = st.lists(st.tuples(given_points, st.integers(1, 4)), max_size=10)
rules = st.builds(
    PointsRule,
    seats=st.integers(1, 4),
    most_each=st.just(5),
    reckoning=st.sampled_from(Reckoning),
    least_marked=st.none() | st.fractions(Fraction(1, 10), 1, max_denominator=10),
)


def paper(**points: int) -> Points:
    """Give a paper with these points."""
    return Points(tuple(points.items()))


def refusal(call: Callable[..., object], *arguments: object, **named: object) -> str:
    """Give the sentence with which a call refuses its arguments."""
    with pytest.raises(ValueError, match=r"\.$") as refused:
        call(*arguments, **named)
    return str(refused.value)


def test_points_that_are_shared_out_are_added_up():
    papers = [(paper(Ana=3, Bea=2), 2), (paper(Cai=3), 1), (paper(), 1)]
    count = count_points(CUMULATIVE, THREE, papers)
    assert (count.winners, count.order) == (("Ana", "Bea"), (("Ana",), ("Bea",), ("Cai",)))
    assert count.sentences == ("4 papers, of which 1 blank.", "Elected: Ana with 6 points and Bea with 4 points.")
    assert count.steps[4:] == (
        ("Ana", "points 6, papers that marked it 2: 6 points"),
        ("Bea", "points 4, papers that marked it 2: 4 points"),
        ("Cai", "points 3, papers that marked it 1: 3 points"),
        ("Elected", "Ana and Bea"),
    )


@pytest.mark.parametrize(
    ("reckoning", "winner", "values", "sentence"),
    [
        (Reckoning.SUM, "Bea", (4, 8, 0), None),
        (Reckoning.AVERAGE_OF_ALL, "Bea", (Fraction(4, 3), Fraction(8, 3), 0),
         "Average points of all valid papers; where nothing was given, that is 0."),
        (Reckoning.AVERAGE_OF_MARKED, "Ana", (4, Fraction(8, 3), 0), "Average points of those who marked the option."),
    ],
)  # fmt: skip
def test_no_mark_is_0_or_nothing_as_the_rule_says(reckoning, winner, values, sentence):
    papers = [(paper(Ana=4, Bea=3), 1), (paper(Bea=3), 1), (paper(Bea=2, Cai=0), 1)]
    count = count_points(replace(UP_TO_FIVE, reckoning=reckoning), THREE, papers)
    assert (count.winners, tuple(row.value for row in count.rows)) == ((winner,), values)
    assert list(count.sentences[1:-1]) == ([sentence] if sentence else [])


def test_an_average_is_told_exactly_and_in_decimals():
    papers = [(paper(Bea=3), 2), (paper(Bea=2), 1)]
    assert count_points(OF_MARKED, THREE, papers).sentences[-1] == "Elected: Bea with 8/3 (2.67) points on average."


def test_one_enthusiast_makes_no_average_where_the_rule_wants_more():
    papers = [(paper(Ana=5), 1), (paper(Bea=3), 3), (paper(Cai=0), 4)]
    assert count_points(OF_MARKED, THREE, papers).winners == ("Ana",)
    count = count_points(replace(OF_MARKED, least_marked=Fraction(1, 4)), THREE, papers)
    assert (count.winners, [row.out for row in count.rows]) == (
        ("Bea",),
        ["marked by fewer than one quarter of the papers", "", "no points"],
    )


def test_exactly_the_part_that_must_have_marked_an_option_is_enough():
    rule = replace(OF_MARKED, least_marked=Fraction(1, 4))
    assert count_points(rule, THREE, [(paper(Ana=5), 2), (paper(Bea=3), 6)]).winners == ("Ana",)


def test_a_tie_across_the_last_seat_stops_the_count_and_is_resolved_by_what_is_given():
    papers = [(paper(Ana=3, Bea=1, Cai=1), 2)]
    count = count_points(CUMULATIVE, THREE, papers)
    tie = Tie(stage="seat 2", seats=1, options=("Bea", "Cai"))
    assert (count.winners, count.tie, count.is_open) == (("Ana",), tie, True)
    resolution = Resolution(by=TieBreak.CASTING_VOTE, order=("Cai",))
    assert count_points(CUMULATIVE, THREE, papers, resolution).winners == ("Ana", "Cai")


@pytest.mark.parametrize("papers", [[], [(paper(), 3)], [(paper(Ana=0), 3)]])
def test_without_a_point_nobody_is_elected(papers):
    for reckoning in Reckoning:
        count = count_points(replace(CUMULATIVE, reckoning=reckoning), THREE, papers)
        assert (count.winners, count.tie, count.vacant) == ((), None, 2)
        assert count.sentences[-2:] == ("Nobody is elected.", "2 seats stay empty.")


def test_where_all_are_equal_all_of_them_tie():
    count = count_points(UP_TO_FIVE, THREE, [(paper(Ana=2, Bea=2, Cai=2), 9)])
    assert (count.winners, count.tie) == ((), Tie(stage="seat 1", seats=1, options=THREE))


def test_ten_thousand_options_are_counted():
    options = tuple(f"option {number}" for number in range(10_000))
    every = Points(tuple((option, place % 11) for place, option in enumerate(options)))
    count = count_points(PointsRule(seats=909, most_each=10), options, [(every, 100)])
    assert (count.winners, count.rows[10].value) == (options[10::11], 1000)


@pytest.mark.parametrize(
    ("rule", "malformed", "reason"),
    [
        (CUMULATIVE, Points((("Ana", 1), ("Ana", 1))), "“Ana” stands on it twice."),
        (CUMULATIVE, paper(Eva=1), "“Eva” is not an option of this ballot."),
        (CUMULATIVE, paper(Ana=-1), "the points for “Ana” must be a whole number, 0 or more."),
        (CUMULATIVE, Points((("Ana", 1.5),)), "the points for “Ana” must be a whole number, 0 or more."),
        (CUMULATIVE, Points((("Ana", True),)), "the points for “Ana” must be a whole number, 0 or more."),
        (CUMULATIVE, paper(Ana=4), "it gives 4 points to “Ana”, and no more than 3 may be given to one."),
        (CUMULATIVE, paper(Ana=3, Bea=3), "it gives 6 points, and there are 5 to give."),
        (replace(CUMULATIVE, spend_all=True), paper(Ana=1), "it gives 1 point, and all 5 must be given."),
        (UP_TO_FIVE, paper(Ana=6), "it gives 6 points to “Ana”, and no more than 5 may be given to one."),
    ],
)
def test_a_malformed_paper_is_refused_whole_and_nothing_is_counted(rule, malformed, reason):
    assert refusal(read, rule, THREE, malformed) == f"This paper is refused: {reason}"
    papers = [(paper(Bea=3, Cai=2), 2), (malformed, 1)]
    assert refusal(count_points, rule, THREE, papers) == f"Paper 2 is refused: {reason}"


def test_papers_filled_in_wrongly_are_spoilt_where_the_rule_says_so():
    rule = replace(CUMULATIVE, spend_all=True, spoilt=True)
    count = count_points(rule, THREE, [(paper(Ana=3, Bea=3), 4), (paper(Bea=3, Cai=2), 1), (paper(), 1)])
    assert (count.papers, count.spoilt, count.blank, count.winners) == (6, 4, 1, ("Bea", "Cai"))
    assert refusal(count_points, rule, THREE, [(paper(Ana=-1), 1)]) == (
        "Paper 1 is refused: the points for “Ana” must be a whole number, 0 or more."
    )


NO_PART = "A part of the papers must be a fraction above 0 and not above 1."


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"seats": 0}, "The number of seats must be a whole number, 1 or more."),
        ({"most_each": 0}, "The most points for one must be a whole number, 1 or more."),
        ({"budget": 0}, "The points of a paper must be a whole number, 1 or more."),
        ({}, "Points without any limit decide nothing. Limit them for each option or for the paper."),
        ({"most_each": 5, "spend_all": True}, "There are no points to be used up. Say how many a paper has."),
        ({"most_each": 5, "reckoning": "sum"}, "Points come to one of: sum, average_of_all, average_of_marked."),
        ({"most_each": 5, "least_marked": Fraction(0)}, NO_PART),
        ({"most_each": 5, "least_marked": 0.5}, NO_PART),
    ],
)
def test_what_makes_no_rule_is_refused(fields, sentence):
    assert refusal(PointsRule, **fields) == sentence


def test_a_count_is_plain_json_with_exact_values():
    found = count_points(OF_MARKED, THREE, [(paper(Bea=3), 2), (paper(Bea=2), 1)]).to_json()
    assert json.loads(json.dumps(found)) == found
    assert found["rows"][1] == {
        "option": "Bea",
        "value": "8/3",
        "counted": {"points": 8, "papers that marked it": 3},
        "out": "",
    }


@untimed
@given(rules, papers_of_points)
def test_any_count_is_the_one_made_by_hand(rule, papers):
    every = [dict(one.given) for one, times in papers for _ in range(times)]
    values = {}
    for option in THREE:
        marks = [given[option] for given in every if option in given]
        if rule.reckoning is Reckoning.AVERAGE_OF_MARKED:
            value = Fraction(sum(marks), len(marks) or 1)
        else:
            value = Fraction(sum(marks), len(every) if rule.reckoning is Reckoning.AVERAGE_OF_ALL and every else 1)
        if sum(marks) and (rule.least_marked is None or len(marks) >= rule.least_marked * len(every)):
            values[option] = value
    above = {one: sum(value > values[one] for value in values.values()) for one in values}
    level = {one: sum(value == values[one] for value in values.values()) for one in values}
    count = count_points(rule, THREE, papers)
    assert set(count.winners) == {one for one in values if above[one] + level[one] <= rule.seats}
    assert set(count.tie.options if count.tie else ()) == {
        one for one in values if above[one] < rule.seats < above[one] + level[one]
    }
    assert len(count.winners) + count.vacant + (count.tie.seats if count.tie else 0) == rule.seats


@untimed
@given(rules, papers_of_points, st.randoms())
def test_the_order_and_the_grouping_of_papers_do_not_matter(rule, papers, random):
    single = [(one, 1) for one, times in papers for _ in range(times)]
    random.shuffle(single)
    assert count_points(rule, THREE, single) == count_points(rule, THREE, papers)


@untimed
@given(rules, papers_of_points, st.permutations(THREE), st.permutations(("X", "Y", "Z")))
def test_renaming_and_reordering_the_options_renames_the_winners_and_breaks_no_tie(rule, papers, order, names):
    renamed = dict(zip(THREE, names, strict=True))
    count = count_points(rule, THREE, papers)
    again = count_points(
        rule,
        [renamed[one] for one in order],
        [(Points(tuple((renamed[name], points) for name, points in one.given)), times) for one, times in papers],
    )
    assert {renamed[one] for one in count.winners} == set(again.winners)
    assert {renamed[one] for one in (count.tie.options if count.tie else ())} == set(
        again.tie.options if again.tie else ()
    )


@untimed
@given(papers_of_points)
def test_the_sums_add_up_to_the_points_given(papers):
    count = count_points(UP_TO_FIVE, THREE, papers)
    assert sum(row.value for row in count.rows) == sum(
        points * times for one, times in papers for _, points in one.given
    )
