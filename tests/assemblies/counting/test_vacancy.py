"""Papers counted again without somebody: reckoned by hand, and what holds for any papers."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assemblies.counting.choosing import Choosing, Question
from assemblies.counting.lots import draw
from assemblies.counting.marks import write_marks, write_points, write_ranking
from assemblies.counting.vacancy import count_again, without

NAMES = ("Ana", "Bea", "Cai", "Dov", "Eva")
SOURCES = ["aa" * 32, "bb" * 32]


def asked(method="scottish-stv", seats=2, names=NAMES, **limits):
    return Question(method=Choosing(method), options=names, seats=seats, settings=limits)


def named(question, papers, gone, serving, sources=SOURCES):
    return count_again(without(question, papers, gone), serving, sources).named


@pytest.mark.parametrize(
    ("method", "limits", "line", "left"),
    [
        ("irv", {}, "2>1>3", "1>2"),
        ("irv", {}, "2", "blank"),
        ("irv", {}, "blank", "blank"),
        ("schulze", {}, "1=2>3=4", "1>2=3"),
        ("schulze", {}, "2>1=5", "1=4"),
        ("approval", {"strikes": 2}, "+1+2-4", "+1-3"),
        ("approval", {}, "+2", "blank"),
        ("points", {"most_each": 9}, "1:3,2:5,5:0", "1:3,4:0"),
    ],
)
def test_a_paper_reads_as_if_whoever_is_gone_had_never_stood(method, limits, line, left):
    found = without(asked(method, **limits), [(line, 3)], {"Bea"})
    assert (found.papers, found.question.options, found.spoilt) == (
        Counter({left: 3}),
        ("Ana", "Cai", "Dov", "Eva"),
        0,
    )


def test_a_spoilt_paper_stays_out_and_does_not_speak_once_it_has_a_name_less():
    question = asked("approval", most=2, spoilt=True)
    found = without(question, [("+1+2", 1), ("+1+2+3", 4)], {"Bea"})
    assert (found.papers, found.spoilt) == (Counter({"+1": 1}), 4)


def test_limits_that_were_for_casting_refuse_no_paper_that_lost_a_name():
    marks = asked("approval", most=4, least=2, seats=1)
    assert named(marks, [("+1+2", 3), ("+2+3", 1)], {"Bea", "Dov", "Eva"}, set()) == "Ana"
    points = asked("points", budget=4, spend_all=True, seats=1)
    assert named(points, [("1:2,2:2", 3), ("2:1,3:3", 1)], {"Bea"}, set()) == "Ana"


def test_the_first_elected_who_does_not_serve_takes_the_seat():
    papers = [("1>4", 4), ("2", 3), ("3", 2), ("5", 1)]
    assert asked().count(papers).winners == ("Ana", "Bea")
    assert named(asked(), papers, {"Ana"}, {"Bea"}) == "Dov"


def test_who_serves_keeps_the_seat_where_the_papers_would_elect_others():
    papers = [("1>4", 6), ("2", 3), ("4", 2), ("5", 2)]
    again = count_again(without(asked(), papers, {"Ana"}), {"Bea"}, SOURCES)
    assert (set(again.chosen.winners), again.named) == ({"Dov", "Bea"}, "Dov")
    crowded = [("1>4>5", 8), ("2", 3), ("4", 2), ("5", 5)]
    again = count_again(without(asked(), crowded, {"Ana"}), {"Bea"}, SOURCES)
    assert (again.chosen.winners, again.named) == (("Dov", "Eva"), "Dov")


def test_nobody_is_named_where_nobody_is_left_or_nobody_has_enough():
    assert named(asked(), [("1", 1)], set(NAMES), set()) == ""
    assert named(asked(), [("1", 1)], {"Ana", "Bea", "Cai"}, {"Dov", "Eva"}) == ""
    assert named(asked("approval", threshold="1/2"), [("+1", 3), ("+3", 1)], {"Ana"}, set()) == ""


def test_the_option_that_holds_by_default_takes_no_seat():
    names = ("Ana", "Bea", "Nobody of these")
    question = asked("debian-schulze", 1, names, default="Nobody of these")
    assert named(question, [("1>2>3", 3), ("3>1=2", 2)], {"Ana"}, set()) == "Bea"
    assert named(question, [("1>3>2", 3), ("3>1=2", 2)], {"Ana"}, set()) == ""
    assert named(question, [("1>3", 3)], {"Ana", "Bea"}, set()) == ""


def test_a_lot_is_the_same_for_whoever_reckons_it_and_another_with_other_sources():
    papers = [("1>4", 1), ("1>5", 1), ("2", 2)]
    one = count_again(without(asked(), papers, {"Ana", "Cai"}), {"Bea"}, SOURCES)
    assert [lot.between for lot in one.lots] == [("Dov", "Eva")]
    assert one == count_again(without(asked(), papers, {"Ana", "Cai"}), {"Bea"}, SOURCES)
    drawn = {named(asked(), papers, {"Ana", "Cai"}, {"Bea"}, [f"{n:064x}"]) for n in range(20)}
    assert drawn == {"Dov", "Eva"}


def test_a_lot_is_drawn_over_places_on_the_paper_and_whatever_stands_there_comes_out_the_same():
    papers = [("1>10", 1), ("1>2", 1), ("3", 2)]
    before = ("Ana", "Bea", "Cai", "Dov", "Eva", "Fia", "Gus", "Hal", "Ida", "Jon")
    after = ("Ana", "Zoe", *before[2:])
    gone = {"Ana", *before[3:9]}
    one = count_again(without(asked(names=before), papers, gone), {"Cai"}, SOURCES)
    other = count_again(without(asked(names=after), papers, gone), {"Cai"}, SOURCES)
    assert (one.lots[0].places, one.lots[0].between) == ((2, 10), ("Bea", "Jon"))
    assert one.lots[0].evidence == draw(["2", "10"], 1, SOURCES, name=one.ties[0].stage).to_json()
    assert [lot.evidence for lot in one.lots] == [lot.evidence for lot in other.lots]
    assert before.index(one.named) == after.index(other.named)


def test_two_who_are_elected_with_the_same_votes_are_drawn_for():
    papers = [("1", 6), ("4", 2), ("5", 2), ("2", 1)]
    again = count_again(without(asked(seats=3), papers, {"Ana", "Cai"}), {"Bea"}, SOURCES)
    assert (again.chosen.winners[:2], again.lots[-1].between) == (("Dov", "Eva"), ("Dov", "Eva"))
    by_marks = [("+4", 2), ("+5", 2), ("+1", 3)]
    again = count_again(without(asked("approval", 2), by_marks, {"Ana"}), set(), SOURCES)
    assert again.lots[-1].between == ("Dov", "Eva")


METHODS = ("scottish-stv", "meek-stv", "irv", "schulze", "ranked-pairs", "approval", "points")


@st.composite
def elections(draw):
    """An election with its papers, who left, and who declined since."""
    method = draw(st.sampled_from(METHODS))
    places = st.lists(st.integers(0, 4), unique=True, max_size=5)
    if method == "approval":
        paper = places.map(write_marks)
    elif method == "points":
        paper = places.flatmap(lambda some: st.tuples(*(st.tuples(st.just(one), st.integers(0, 5)) for one in some)))
        paper = paper.map(write_points)
    else:
        paper = places.map(lambda some: write_ranking([place] for place in some))
    papers = draw(st.dictionaries(paper, st.integers(1, 6), min_size=1, max_size=8))
    question = asked(method, draw(st.integers(1, 3)), **({"most_each": 5} if method == "points" else {}))
    winners = count_again(without(question, sorted(papers.items()), ()), (), SOURCES).chosen.winners
    leaver = {draw(st.sampled_from(winners))} if winners else set()
    gone = leaver | draw(st.sets(st.sampled_from(NAMES), max_size=2))
    order = draw(st.permutations(sorted(papers.items())))
    return question, papers, winners, gone, order


@settings(max_examples=300, deadline=None)
@given(elections())
def test_whatever_the_papers_nobody_who_serves_loses_a_seat_and_the_order_of_papers_says_nothing(election):
    question, papers, winners, gone, order = election
    serving = set(winners) - gone
    again = count_again(without(question, sorted(papers.items()), gone), serving, SOURCES)
    assert again == count_again(without(question, order, gone), serving, SOURCES)
    assert again.named not in gone | serving
    assert len(serving | ({again.named} - {""})) <= question.seats
    if again.named:
        assert again.named in again.chosen.winners
    elif again.chosen is not None:
        assert set(again.chosen.winners) <= serving
    assert all(set(lot.named) <= set(lot.between) for lot in again.lots)
