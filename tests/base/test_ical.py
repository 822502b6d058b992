"""Calendars that every calendar program reads: RFC 5545."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from organiser.base.ical import Day, calendar_text, escaped, folded

AT = datetime(2026, 10, 13, 17, 30, tzinfo=UTC)


def test_calendar_is_written_as_the_standard_says():
    day = Day("abc@task", date(2026, 12, 31), "Roof; wood, and nails\\tar", "https://example.org/k/abc/")
    assert calendar_text("North", [day], at=AT).split("\r\n") == [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Organiser//Register of decisions//EN", "CALSCALE:GREGORIAN",
        "X-WR-CALNAME:North", "BEGIN:VEVENT", "UID:abc@task", "DTSTAMP:20261013T173000Z",
        "DTSTART;VALUE=DATE:20261231", "DTEND;VALUE=DATE:20270101", "SUMMARY:Roof\\; wood\\, and nails\\\\tar",
        "URL:https://example.org/k/abc/", "TRANSP:TRANSPARENT", "END:VEVENT", "END:VCALENDAR", "",
    ]  # fmt: skip


def test_empty_calendar_is_one_too():
    assert calendar_text("North", [], at=AT).split("\r\n")[-2:] == ["END:VCALENDAR", ""]


def test_line_breaks_in_a_title_begin_no_line_of_their_own():
    day = Day("a", date(2026, 1, 1), "One\r\nATTENDEE:mailto:x@example.org", "u")
    assert "\r\nATTENDEE" not in calendar_text("x\ny", [day], at=AT)
    assert escaped("a\nb") == "a\\nb"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=400))
def test_folded_lines_are_short_and_unfold_to_the_same(line):
    lines = folded(line).split("\r\n")
    assert all(len(one.encode()) <= 75 for one in lines)
    assert "".join([lines[0], *(one[1:] for one in lines[1:])]) == line
    assert all(one.startswith(" ") for one in lines[1:])
