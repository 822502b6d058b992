"""Papers as lines of text: each has exactly one, it reads back as it was, and any other way to write it is refused."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assemblies.counting.approval import Marks
from assemblies.counting.marks import (
    BLANK,
    MOST_WRITTEN,
    read_marks,
    read_points,
    read_ranking,
    write_marks,
    write_points,
    write_ranking,
)
from assemblies.counting.points import Points
from tests.assemblies.counting.elections import NAMES, refusal

WRONGLY_WRITTEN = "This paper is refused: it is not written as papers of this ballot are."
READERS = {
    "ranking": read_ranking,
    "marks": lambda text: read_marks(text, NAMES),
    "points": lambda text: read_points(text, NAMES),
}
few = settings(deadline=None, max_examples=50)
places = st.integers(0, len(NAMES) - 1)


@st.composite
def orders(draw: st.DrawFn) -> list[list[int]]:
    """Ranks of options, each option once at most."""
    ranks: list[list[int]] = []
    for place in draw(st.permutations(range(len(NAMES))))[: draw(st.integers(0, len(NAMES)))]:
        if ranks and draw(st.booleans()):
            ranks[-1].append(place)
        else:
            ranks.append([place])
    return ranks


@pytest.mark.parametrize(
    ("written", "line"),
    [
        (write_ranking([[1], [3, 0]]), "2>1=4"),
        (write_ranking([[11], [2]]), "12>3"),
        (write_ranking([]), "blank"),
        (write_marks([2, 0], [1]), "+1+3-2"),
        (write_marks([], [4, 3]), "-4-5"),
        (write_marks([]), "blank"),
        (write_points([(2, 2), (0, 5)]), "1:5,3:2"),
        (write_points([(0, 0)]), "1:0"),
        (write_points([]), "blank"),
    ],
)
def test_a_paper_is_written_as_the_rule_says(written, line):
    assert written == line


@few
@given(orders(), st.randoms(use_true_random=False))
def test_an_order_reads_back_and_whoever_writes_it_down_writes_the_same(ranks, chance):
    line = write_ranking(ranks)
    assert read_ranking(line) == tuple(tuple(sorted(rank)) for rank in ranks)
    assert write_ranking([chance.sample(rank, len(rank)) for rank in ranks]) == line
    assert write_ranking(read_ranking(line)) == line


@few
@given(st.sets(places), st.sets(places), st.randoms(use_true_random=False))
def test_marks_read_back_and_whoever_writes_them_down_writes_the_same(marked, struck, chance):
    line = write_marks(marked, struck)
    told = Marks(tuple(NAMES[place] for place in sorted(marked)), tuple(NAMES[place] for place in sorted(struck)))
    assert read_marks(line, NAMES) == told
    assert write_marks(chance.sample([*marked], len(marked)), chance.sample([*struck], len(struck))) == line


@few
@given(st.dictionaries(places, st.integers(0, MOST_WRITTEN)), st.randoms(use_true_random=False))
def test_points_read_back_and_whoever_writes_them_down_writes_the_same(given_to, chance):
    line = write_points(given_to.items())
    assert read_points(line, NAMES) == Points(tuple((NAMES[place], given_to[place]) for place in sorted(given_to)))
    assert write_points(chance.sample([*given_to.items()], len(given_to))) == line


@given(st.sampled_from(sorted(READERS)), st.text("0123456789+-=>:, b", max_size=12) | st.text(max_size=6))
def test_whatever_is_read_at_all_is_the_one_way_to_write_it(kind, text):
    try:
        found = READERS[kind](text)
    except ValueError as refused:
        assert str(refused).startswith("This paper is refused: ")  # noqa: PT017  # most texts are refused
        return
    place = NAMES.index
    again = {
        "ranking": write_ranking,
        "marks": lambda one: write_marks(map(place, one.marked), map(place, one.struck)),
        "points": lambda one: write_points([(place(option), points) for option, points in one.given]),
    }[kind](found)
    assert again == text


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        *[
            ("ranking", text)
            for text in ("", " ", "2>", ">2", "2>>1", "2=>1", "2=1", "01>2", "0>1", "2 > 1", "2,1", "２")
        ],
        *[
            ("ranking", text)
            for text in ("Blank", "blank\n", "2>1\n", "-1", "+1", "1:5", "100000", "9" * 5000, "1>blank")
        ],
        *[("marks", text) for text in ("", "+3+1", "-2+1", "+1-3-2", "1", "+01", "+0", "++1", "+1 +2", "+1\n", "−1")],
        *[("marks", text) for text in ("+100000", "+1blank", "2>1", "1:5", "blank ", "+" + "9" * 5000)],
        *[("points", text) for text in ("", "3:2,1:5", "1:05", "01:5", "1:-5", "1:5,", "1:", ":5", "1:5;2:3", "1:2.5")],
        *[("points", text) for text in ("1:100000", "0:1", "1: 5", "1:5\n", "1:1e3", "+1", "1>2", "1:5,1:4")],
    ],
)
def test_what_is_written_in_another_way_is_refused(kind, text):
    assert refusal(READERS[kind], text) == WRONGLY_WRITTEN


@pytest.mark.parametrize(("kind", "text"), [("marks", "+1+7"), ("marks", "-99999"), ("points", "7:1")])
def test_an_option_that_is_not_on_the_paper_is_refused(kind, text):
    assert refusal(READERS[kind], text) == ("This paper is refused: it names an option that is not there; there are 6.")


@pytest.mark.parametrize(("kind", "blank"), [("ranking", ()), ("marks", Marks()), ("points", Points())])
def test_a_paper_that_says_nothing_is_blank_under_every_method(kind, blank):
    assert READERS[kind](BLANK) == blank


def test_options_are_told_by_their_number_in_text_order_of_numbers_and_not_of_digits():
    many = tuple(f"Option {place}" for place in range(1, 13))
    assert write_marks([11, 1]) == "+2+12"
    assert read_marks("+2+12", many) == Marks(("Option 2", "Option 12"))
    assert refusal(read_marks, "+12+2", many) == WRONGLY_WRITTEN
