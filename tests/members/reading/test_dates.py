from datetime import date

import pytest

from members.reading.dates import read_date

TODAY = date(2025, 1, 1)
SEVENTH = date(2024, 3, 7)


@pytest.mark.parametrize(
    "text",
    [
        "2024-03-07",
        "2024-3-7",
        "2024/03/07",
        "2024-03-07 00:00:00",
        "2024-03-07T12:30:00.000Z",
        "07.03.2024",
        "7.3.2024",
        "7. 3. 2024",
        "7 March 2024",
        "7th of March 2024",
        "March 7, 2024",
        "Mar 7th 2024",
        "7-Mar-2024",
        "7. März 2024",
        "07.MÄRZ 2024",
        "7. Maerz 2024",
        "7 de marzo de 2024",
        "7 de marzo del 2024",
        "7 mars 2024",
    ],
)
def test_dates_are_read_in_the_styles_of_four_languages(text):
    assert read_date(text, TODAY) == (SEVENTH, None)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("1er août 2023", date(2023, 8, 1)),
        ("1º de octubre de 2023", date(2023, 10, 1)),
        ("7octubre 2023", date(2023, 10, 7)),
        ("7oct2023", date(2023, 10, 7)),
        ("3. Sept. 2023", date(2023, 9, 3)),
        ("24 déc. 2023", date(2023, 12, 24)),
        ("29.02.2024", date(2024, 2, 29)),
        ("25/03/2024", date(2024, 3, 25)),
        ("25-03-2024", date(2024, 3, 25)),
        ("05/05/2024", date(2024, 5, 5)),
    ],
)
def test_dates_that_can_mean_one_day_only_are_read_without_a_word(text, when):
    assert read_date(text, TODAY) == (when, None)


@pytest.mark.parametrize("text", ["03/04/2024", "3/4/2024", "03-04-2024", "03/04/2024 00:00"])
def test_where_day_and_month_could_be_swapped_the_day_comes_first_and_the_warning_says_so(text):
    when, finding = read_date(text, TODAY)
    assert when == date(2024, 4, 3)
    assert finding == (
        "date_day_first",
        f"“{text}” was read as 3 April 2024, with the day first. If 4 March 2024 is meant, write 2024-03-04.",
        "warning",
    )


def test_a_date_that_can_only_have_the_month_first_is_read_with_a_warning():
    when, finding = read_date("03/25/2024", TODAY)
    assert (when, finding) == (
        date(2024, 3, 25),
        (
            "date_month_first",
            "“03/25/2024” was read as 25 March 2024, with the month first. If another day is meant, correct it.",
            "warning",
        ),
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2024", "date_year_alone"),
        ("03/2024", "date_no_day"),
        ("2024-03", "date_no_day"),
        ("March 2024", "date_no_day"),
        ("marzo de 2024", "date_no_day"),
        ("07.03.24", "date_two_digit_year"),
        ("7 March 24", "date_two_digit_year"),
        ("7 March '24", "date_two_digit_year"),
        ("45358", "date_sheet_number"),
        ("31.02.2024", "date_impossible"),
        ("2024-13-01", "date_impossible"),
        ("25/30/2024", "date_impossible"),
        ("0000-01-01", "date_impossible"),
        ("2025-01-02", "date_future"),
        ("31.12.1899", "date_too_early"),
        ("last spring", "date_unreadable"),
        ("7 jui 2024", "date_unreadable"),
        ("7 Marchember 2024", "date_unreadable"),
        ("٧.٣.٢٠٢٤", "date_unreadable"),
        ("2024-03-07" * 9, "date_unreadable"),
    ],
)
def test_what_is_no_date_is_refused_with_its_reason(text, code):
    when, finding = read_date(text, TODAY)
    assert (when, finding.code, finding.severity) == (None, code, "error")


def test_today_and_the_first_day_of_1900_are_dates_like_others():
    assert read_date("2025-01-01", TODAY) == (TODAY, None)
    assert read_date("01.01.1900", TODAY) == (date(1900, 1, 1), None)


def test_a_year_alone_is_told_what_it_lacks(read):
    reading = read("Name;Joined\nAnna Weber;2024\n")
    assert [problem.sentence for problem in reading.problems] == [
        "Row 2, column Joined: “2024” is a year alone: the date needs day and month. Write them in, or leave it empty."
    ]
    assert reading.rows[0].values == {"name": "Anna Weber", "joined_on": None}


def test_a_file_that_writes_dates_both_ways_gets_a_note(read):
    reading = read("Name;Joined\nAnna Weber;03/04/2024\nBo Lund;03/25/2024\n")
    assert reading.notes == [
        (
            "The date in row 3 can only be read with the month first, while others, as in row 2, were read with the day"
            " first. Look which of the two this file means."
        )
    ]


def test_a_file_that_writes_all_dates_with_the_month_first_needs_no_note(read):
    assert read("Name;Joined\nAnna Weber;03/24/2024\nBo Lund;03/25/2024\n").notes == []
