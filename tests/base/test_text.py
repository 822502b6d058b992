"""What people write is shown as they wrote it, without letters that hide or turn text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organiser.base.text import one_line, reference, visible


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("  Repair \t the\n roof ", "Repair the roof"),
        ("\u200b", ""),
        ("\u200d\u200c", ""),
        ("a\u202eb", "ab"),
        ("\u2066evil\u2069", "evil"),
        ("\ufeffTitle", "Title"),
        ("soft\u00adhyphen", "softhyphen"),
        ("nul\x00l", "null"),
        ("e\u0301", "\u00e9"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d🔧", "👩\u200d🔧"),
        ("ﬁ 10 € – “so” ☂", "ﬁ 10 € – “so” ☂"),
    ],
)
def test_a_line_is_what_can_be_seen_of_it(written, shown):
    assert one_line(written) == shown


def test_a_text_keeps_its_lines():
    assert visible("One.\r\nTwo.\rThree.\n\n\u202eFour.") == "One.\nTwo.\nThree.\n\nFour."


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text):
    assert one_line(one_line(text)) == one_line(text)
    assert visible(visible(text)) == visible(text)


@given(st.text())
def test_nothing_hidden_is_left(text):
    left = {unicodedata.category(letter) for letter in one_line(text)} - {"Cf"}
    assert left & {"Cc", "Cs", "Co"} == set()
    assert {letter for letter in one_line(text) if unicodedata.category(letter) == "Cf"} <= {"\u200c", "\u200d"}


def test_a_number_says_the_whole_year_where_two_digits_would_mean_another():
    assert [reference(year, 2) for year in (1910, 1999, 2000, 2026)] == ["1910/2", "1999/2", "00/2", "26/2"]
