from itertools import repeat

import pytest

from members.reading import UnreadableFile
from members.reading.lines import LONGEST_ROW, Lines

TEXT = "one\r\ntwo\rthree\n\r\n\r\rfour\u2028still\x0bfour\x85four\n\nend"
LINES = ["one\r\n", "two\r", "three\n", "\r\n", "\r", "\r", "four\u2028still\x0bfour\x85four\n", "\n", "end"]


@pytest.mark.parametrize("length", range(1, len(TEXT) + 1))
def test_lines_are_the_same_wherever_the_text_is_cut(length):
    pieces = [TEXT[start : start + length] for start in range(0, len(TEXT), length)]
    assert list(Lines(pieces)) == LINES
    assert list(Lines([*pieces, ""])) == LINES


def test_looking_ahead_takes_nothing_away():
    lines = Lines([TEXT])
    assert (lines.peek(2), next(lines), lines.peek(2), lines.peek(1)) == (LINES[:2], LINES[0], LINES[1:3], LINES[1:2])
    assert (lines.peek(100), lines.ended) == (LINES[1:], False)
    assert (list(lines), lines.ended) == (LINES[1:], True)


def test_a_line_without_end_is_given_up_before_all_of_it_is_in_memory():
    taken = []

    def pieces():
        for number in range(5_000):
            taken.append(number)
            yield "x" * 1_000

    with pytest.raises(UnreadableFile) as caught:
        next(Lines(pieces()))
    assert (caught.value.code, len(taken)) == ("row_too_long", LONGEST_ROW // 1_000 + 1)


def test_many_lines_are_fine_as_long_as_each_row_is_short():
    lines = Lines(repeat("x" * 999 + "\n", 3_000))
    count = 0
    for _line in lines:
        lines.row_done()
        count += 1
    assert count == 3_000
