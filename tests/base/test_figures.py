"""The geometry of the drawings: all inside the frame, in order, nothing on top of another, nothing without data."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organiser.base.figures import Row, TreeRow, bars, line_plot, tally_bar, term_line, tree
from organiser.base.figures.line import BASE, LEFT, RIGHT, TICKS, TOP
from organiser.base.figures.percent import FULL, hundredths, percent

counts = st.integers(min_value=0, max_value=5_000_000)
amounts = st.one_of(counts, st.fractions(min_value=0, max_value=10_000))
points = st.lists(st.tuples(st.text(max_size=12), counts), max_size=40)


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (17, 25, "68%"),
        (1, 3, "33.33%"),
        (2, 3, "66.67%"),
        (1, 40, "2.5%"),
        (1, 2000, "0.05%"),
        (5, 5, "100%"),
        (0, 5, "0%"),
        (1, 0, "0%"),
    ],
)
def test_a_share_is_rounded_half_up_and_written_for_svg(part, whole, text):
    assert percent(hundredths(part, whole)) == text


def test_the_bar_of_the_drawn_motion():
    bar = tally_bar(17, 5, 3, 15)
    assert (bar.for_part.x, bar.for_part.width) == ("0%", "68%")
    assert (bar.against_part.x, bar.against_part.width) == ("68%", "20%")
    assert (bar.abstain_part.x, bar.abstain_part.width) == ("88%", "12%")
    assert bar.needed_x == "60%"
    assert not bar.empty


def test_a_vote_in_which_nobody_voted_has_an_empty_bar():
    bar = tally_bar(0, 0, 0)
    assert bar.empty
    assert [part.length for part in (bar.for_part, bar.against_part, bar.abstain_part)] == [0, 0, 0]
    assert bar.needed_x == ""


def test_a_bar_that_falls_short_of_what_was_needed_leaves_the_rest_free():
    bar = tally_bar(10, 5, 5, 40)
    assert (bar.for_part.width, bar.abstain_part.x, bar.abstain_part.width) == ("25%", "37.5%", "12.5%")
    assert bar.needed_x == "100%"


@given(counts, counts, counts, st.none() | counts)
def test_the_parts_of_a_bar_touch_in_order_and_stay_inside(for_, against, abstain, needed):
    bar = tally_bar(for_, against, abstain, needed)
    parts = [bar.for_part, bar.against_part, bar.abstain_part]
    assert parts[0].start == 0
    assert all(part.length >= 0 for part in parts)
    assert all(here.start + here.length == there.start for here, there in pairwise(parts))
    end = parts[2].start + parts[2].length
    total = for_ + against + abstain
    assert end == (FULL if total and total >= (needed or 0) else hundredths(total, needed or 0))
    assert bar.mark is None or 0 <= bar.mark <= FULL


@given(counts, counts, counts, st.integers(min_value=1, max_value=5_000_000))
def test_the_bar_reaches_the_line_when_the_votes_for_do(for_, against, abstain, needed):
    bar = tally_bar(for_, against, abstain, needed)
    if for_ >= needed:
        assert bar.for_part.length >= bar.mark
    else:
        assert bar.for_part.length <= bar.mark


def test_the_line_of_the_drawn_branch():
    values = [25, 34, 28, 31, 26, 22, 18, 29, 37, 41]
    plot = line_plot([(f"{place}.", value) for place, value in enumerate(values)], 20)
    assert [(tick.value, tick.y) for tick in plot.ticks] == [(10, "190.2"), (20, "140.4"), (30, "90.7"), (40, "40.9")]
    assert (plot.quorum.y, plot.quorum_text_y) == ("140.4", "157.4")
    assert [dot.y for dot in plot.dots] == [
        *("115.6", "70.8", "100.6", "85.7", "110.6", "130.5", "150.4", "95.6", "55.8", "35.9"),
    ]
    assert (plot.dots[0].x, plot.dots[3].x, plot.dots[-1].x) == ("8%", "37.33%", "96%")
    assert {dot.value: dot.label_y for dot in plot.dots if dot.label_y} == {25: "102.6", 18: "172.4", 41: "22.9"}
    assert [(dot.name, dot.name_anchor) for dot in plot.dots if dot.named] == [
        ("0.", "start"),
        ("3.", "middle"),
        ("6.", "middle"),
        ("9.", "end"),
    ]


def test_without_points_there_is_no_line():
    plot = line_plot([], 20)
    assert plot.empty
    assert (plot.dots, plot.ticks, plot.steps, plot.quorum, plot.quorum_text_y) == ((), (), (), None, "")


def test_one_point_stands_in_the_middle_with_its_name_and_number():
    dot = line_plot([("21 April", 25)]).dots[0]
    assert (dot.x, dot.named, dot.name_anchor, dot.label_y) == ("52%", True, "middle", "3.0")


@given(points, st.none() | counts)
def test_the_points_of_a_line_keep_their_order_inside_the_frame(given_points, quorum):
    plot = line_plot(given_points, quorum)
    assert [(dot.name, dot.value) for dot in plot.dots] == given_points
    assert all(here.across < there.across for here, there in pairwise(plot.dots))
    assert all(LEFT <= dot.across <= RIGHT and TOP <= dot.down <= BASE for dot in plot.dots)
    assert all(0 < dot.label_down < BASE for dot in plot.dots if dot.label_down is not None)
    for one in plot.dots:
        for other in plot.dots:
            assert one.value <= other.value or one.down <= other.down
    heights = [*plot.ticks, *([plot.quorum] if plot.quorum else [])]
    assert all(TOP <= tick.down <= BASE for tick in heights)
    assert len(plot.ticks) <= TICKS


@given(points)
def test_numbers_beside_a_line_never_touch(given_points):
    labelled = [dot.across for dot in line_plot(given_points).dots if dot.label_down is not None]
    assert all(there - here >= 700 for here, there in pairwise(labelled))


def test_the_bars_of_the_drawn_result():
    figure = bars([Row("Lindqvist", "", (23, 16)), Row("Kjeldsen", "", (5, Fraction("6.22")))], 16)
    assert [[(bar.y, bar.width) for bar in row.bars] for row in figure.rows] == [
        [(0, "92%"), (13, "64%")],
        [(0, "20%"), (13, "24.88%")],
    ]
    assert (figure.mark_x, figure.height, figure.mark_end) == ("64%", 22, 30)


def test_bars_without_rows_or_without_votes_are_empty():
    assert (bars([]).empty, bars([]).height, bars([], 3).mark_x) == (True, 0, "92%")
    nothing = bars([Row("Nobody", "", (0,))], 0)
    assert (nothing.rows[0].bars[0].width, nothing.mark_x) == ("0%", "")


@given(st.lists(st.lists(amounts, max_size=6), max_size=8), st.none() | amounts)
def test_bars_stay_inside_keep_their_order_and_do_not_overlap(values, mark):
    figure = bars([Row(f"Row {place}", "", tuple(row)) for place, row in enumerate(values)], mark)
    assert [drawn.row.name for drawn in figure.rows] == [f"Row {place}" for place in range(len(values))]
    for drawn in figure.rows:
        assert all(0 <= bar.length <= FULL for bar in drawn.bars)
        assert all(here.y + 9 <= there.y for here, there in pairwise(drawn.bars))
        assert all(bar.y + 9 <= figure.height for bar in drawn.bars)
    assert figure.mark is None or 0 <= figure.mark <= FULL


def test_the_line_of_a_term():
    half = term_line(date(2026, 1, 1), date(2026, 1, 10), date(2026, 1, 6))
    assert (half.past_width, half.handover_x, half.handover_width) == ("50%", "99%", "1%")
    handing_over = term_line(date(2026, 1, 1), date(2026, 1, 10), date(2026, 1, 10), date(2026, 1, 8))
    assert (handing_over.past_width, handing_over.handover_x, handing_over.handover_width) == ("90%", "70%", "30%")


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 4000), st.integers(-5000, 5000))
def test_the_line_of_a_term_stays_inside(start, length, today):
    line = term_line(start, start + timedelta(length), start + timedelta(today))
    assert 0 <= line.past <= FULL
    assert (today > 0) == (line.past > 0)
    assert (today > length) == (line.past == FULL)


@pytest.mark.parametrize(
    "draw",
    [
        lambda: tally_bar(-1, 0, 0),
        lambda: tally_bar(1, 0, 0, -1),
        lambda: line_plot([("a", -1)]),
        lambda: line_plot([("a", 1)], -1),
        lambda: bars([Row("a", "", (-1,))]),
        lambda: term_line(date(2026, 2, 1), date(2026, 1, 1), date(2026, 1, 1)),
    ],
)
def test_what_cannot_be_is_not_drawn(draw):
    with pytest.raises(ValueError, match=r"zero up|or later"):
        draw()


def test_tree_hangs_each_line_on_the_one_above_it():
    drawn = tree([TreeRow(0, "All"), TreeRow(1, "North"), TreeRow(2, "Roof"), TreeRow(1, "South")])
    assert [(node.row.label, node.x, node.y) for node in drawn.nodes] == [
        ("All", 12, 18), ("North", 42, 52), ("Roof", 72, 86), ("South", 42, 120),
    ]  # fmt: skip
    assert [(line.x, line.end, line.y) for line in drawn.corners] == [(12, 34, 52), (42, 64, 86), (12, 34, 120)]
    assert tree([]).nodes == ()


def test_tree_refuses_a_line_that_hangs_on_nothing():
    with pytest.raises(ValueError, match="hangs on one above"):
        tree([TreeRow(0, "All"), TreeRow(2, "Roof")])
