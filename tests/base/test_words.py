"""The words of pages and letters, as functions and in templates."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from fractions import Fraction

import pytest
from django.template import engines
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from organiser.base import clock, words
from organiser.base.templatetags.words import markdown

EVENING = datetime(2026, 10, 15, 20, 0, tzinfo=UTC)
# Two organisations, so that one's words are seen not to slip into the other's.
HARBOUR, MILL = ["Bea North", "Cyd North", "Fay South"], ["Kim Mill"]


def shown(source, **context):
    return engines["django"].from_string(source).render(context, RequestFactory().get("/register?q=a%26b&page=2&tag=x"))


@pytest.mark.parametrize(
    ("number", "text"), [(0, "zero"), (2, "two"), (12, "twelve"), (20, "twenty"), (21, "21"), (148, "148"), (-1, "-1")]
)
def test_numbers_are_words_up_to_twenty(number, text):
    assert words.number_in_words(number) == text


@pytest.mark.parametrize(("number", "text"), [(0, "0 votes"), (1, "1 vote"), (3, "3 votes")])
def test_only_one_takes_the_noun_for_one(number, text):
    assert words.plural(number, "vote", "votes") == text
    assert shown('{{ n|plural:"vote,votes" }}', n=number) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (date(2026, 10, 13), "13 October 2026"),
        (datetime(2026, 10, 13, 23, 59, tzinfo=UTC), "13 October 2026"),
        ("2019", "2019"),
        ("2019-05", "May 2019"),
        ("2019-05-09", "9 May 2019"),
    ],
)
def test_a_day_is_written_in_full_as_far_as_it_is_known(value, text):
    assert words.day(value) == text


def test_a_day_with_its_weekday():
    assert words.day_and_weekday(date(2026, 10, 13)) == "Tuesday 13 October 2026"


def test_a_moment_names_the_year_only_when_it_is_another_one():
    assert words.moment(EVENING, today=date(2026, 1, 1)) == "Thursday 15 October, 20:00"
    assert words.moment(EVENING, today=date(2027, 1, 1)) == "Thursday 15 October 2026, 20:00"
    with clock.at(datetime(2026, 3, 1, tzinfo=UTC)):
        assert words.moment(EVENING) == "Thursday 15 October, 20:00"


def test_times_are_shown_in_the_zone_of_the_site(settings):
    settings.TIME_ZONE = "Europe/Berlin"
    late = datetime(2026, 10, 15, 22, 30, tzinfo=UTC)
    assert words.moment(late, today=date(2026, 1, 1)) == "Friday 16 October, 00:30"
    assert words.day(late) == "16 October 2026"
    assert words.clock(datetime(2026, 10, 15, 22, 30, tzinfo=timezone(timedelta(hours=-3)))) == "03:30"


def test_a_span_names_the_days_only_when_it_goes_past_midnight():
    assert words.span(EVENING, EVENING + timedelta(hours=2)) == "20:00 to 22:00"
    assert words.span(time(19, 0), time(21, 0)) == "19:00 to 21:00"
    with clock.at(EVENING):
        past = words.span(EVENING, EVENING + timedelta(hours=6))
    assert past == "Thursday 15 October, 20:00 to Friday 16 October, 02:00"


def test_names_are_joined_as_in_a_sentence():
    assert words.join_names(HARBOUR) == "Bea North, Cyd North and Fay South"
    assert words.join_names(HARBOUR[:2], "or") == "Bea North or Cyd North"
    assert words.join_names(MILL) == "Kim Mill"
    assert words.join_names([]) == ""


@pytest.mark.parametrize(
    ("part", "whole", "places", "text"),
    [(17, 25, 0, "68"), (1, 8, 0, "13"), (1, 3, 2, "33.33"), (2, 3, 1, "66.7"), (1, 1000, 1, "0.1"), (5, 0, 0, "0")],
)
def test_a_share_in_percent_is_rounded_half_up(part, whole, places, text):
    assert words.percent_of(part, whole, places) == text


@given(st.integers(0, 10**9), st.integers(1, 10**9), st.integers(1, 4))
def test_a_share_in_percent_is_never_further_off_than_half_its_last_digit(part, whole, places):
    said = Fraction(words.percent_of(part, whole, places))
    assert abs(said - Fraction(part * 100, whole)) <= Fraction(1, 2 * 10**places)


def test_lines_break_between_words_and_number_on_through_paragraphs():
    text = "The assembly changes rule 10.\n\n\nEvery role of the branch has an apprentice, who is named within a month."
    assert words.lines(text) == [
        words.Line(1, "The assembly changes rule 10.", opens=True),
        words.Line(2, "Every role of the branch has an apprentice, who is named within", opens=True),
        words.Line(3, "a month.", opens=False),
    ]


def test_lines_of_a_form_are_those_of_a_file():
    assert words.lines("a\r\nb\rc") == words.lines("a\nb\nc")


def test_a_word_longer_than_a_line_is_cut():
    assert [line.text for line in words.lines("x" * 70)] == ["x" * 64, "x" * 6]


@given(st.text(alphabet=st.characters(exclude_characters="\r\t"), max_size=400))
def test_lines_lose_no_letter_and_stay_within_their_width(text):
    result = words.lines(text)
    assert "".join(line.text for line in result).replace(" ", "") == text.replace(" ", "").replace("\n", "")
    assert all(0 < len(line.text) <= 64 for line in result)
    assert [line.number for line in result] == list(range(1, len(result) + 1))


@given(st.lists(st.text(alphabet="abc ", max_size=90), max_size=6), st.text(alphabet="xyz ", max_size=90))
def test_what_is_written_below_never_moves_the_lines_above(paragraphs, added):
    before = words.lines("\n".join(paragraphs))
    assert words.lines("\n".join([*paragraphs, added]))[: len(before)] == before


def test_markdown_keeps_words_lists_quotes_and_links():
    html = markdown(
        "# Reasons\n\n## More\n\nWe **lost** *four* months.\n\n- keys\n- papers\n\n> Ours.\n\n[Rules](https://a.example/r)"
    )
    assert html == (
        "<h3>Reasons</h3>\n<h4>More</h4>\n<p>We <strong>lost</strong> <em>four</em> months.</p>\n"
        "<ul>\n<li>keys</li>\n<li>papers</li>\n</ul>\n<blockquote>\n<p>Ours.</p>\n</blockquote>\n"
        '<p><a href="https://a.example/r" rel="nofollow noopener noreferrer">Rules</a></p>'
    )


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("<b onclick=x>hi</b>", "<p>&lt;b onclick=x&gt;hi&lt;/b&gt;</p>"),
        ("[x](javascript:alert(1))", '<p><a rel="nofollow noopener noreferrer">x</a></p>'),
        ("[x](/admin/)", '<p><a rel="nofollow noopener noreferrer">x</a></p>'),
        ("[x](data:text/html,x)", '<p><a rel="nofollow noopener noreferrer">x</a></p>'),
        ("![x](https://a.example/x.png)", "<p>![x](https://a.example/x.png)</p>"),
        ("5 < 6 & 7", "<p>5 &lt; 6 &amp; 7</p>"),
        ("", ""),
    ],
)
def test_markdown_lets_nothing_else_through(text, html):
    assert markdown(text) == html


@given(st.text(max_size=300))
def test_markdown_leaves_no_tag_but_its_own(text):
    html = markdown(text)
    names = {part.split(">")[0].split()[0].strip("/") for part in html.split("<")[1:]}
    assert names <= {"p", "br", "ol", "ul", "li", "strong", "em", "blockquote", "h3", "h4", "a"}


@pytest.mark.parametrize("text", ["- " * 900 + "a", "x" * 60_000, "[" * 20_000])
def test_a_text_made_to_wear_markdown_out_is_shown_as_it_was_typed(text):
    assert markdown(text) == f"<p>{text}</p>"


def test_the_query_string_is_rebuilt_with_what_changes():
    assert shown("{% query page=3 %}") == "?q=a%26b&amp;page=3&amp;tag=x"
    assert shown("{% query page=None q='' %}") == "?tag=x"
    assert shown("{% query page=None q=None tag=None %}") == "?"


def test_a_template_needs_no_load_to_speak():
    assert shown("{{ 2|number_in_words|capfirst }} {{ d|day }}", d=date(2026, 10, 13)) == "Two 13 October 2026"
    assert shown("{{ d|day_and_weekday }} {{ t|clock }}", d=date(2026, 10, 13), t=time(0, 0)) == (
        "Tuesday 13 October 2026 00:00"
    )
    assert shown("{{ a|span:b }} {{ n|join_names }} {{ 17|percent_of:25 }}%", a=time(9), b=time(10), n=HARBOUR) == (
        "09:00 to 10:00 Bea North, Cyd North and Fay South 68%"
    )
    assert shown("[{{ none|day }}{{ none|moment }}{{ none|clock }}{{ none|day_and_weekday }}]", none=None) == "[]"


def test_an_empty_paragraph_is_left_out():
    assert shown('{% filled "p" "lead" %}  {{ text }} {% endfilled %}', text="") == ""
    assert shown('{% filled "p" "lead" %} {{ text }} {% endfilled %}', text="<b>") == '<p class="lead">&lt;b&gt;</p>'
