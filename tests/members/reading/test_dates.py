from datetime import date

import pytest

from members.reading.dates import Ways, order_in, read_date

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
def test_where_day_and_month_could_be_swapped_neither_is_guessed(text):
    assert read_date(text, TODAY) == (
        None,
        (
            "date_ambiguous",
            (
                f"“{text}” may be 3 April 2024 or 4 March 2024, and nothing in the file says which. Say for the whole"
                " file which comes first, or write 2024-04-03 or 2024-03-04."
            ),
            "error",
        ),
    )


@pytest.mark.parametrize(("order", "when"), [("day_first", date(2024, 4, 3)), ("month_first", date(2024, 3, 4))])
def test_where_it_is_known_which_comes_first_it_is_read_so_without_a_word(order, when):
    assert read_date("03/04/2024", TODAY, Ways(order=order)) == (when, None)


@pytest.mark.parametrize(
    ("century", "years"),
    [("1900", [1998, 1924, 1925]), ("2000", [None, 2024, None]), ("last_hundred_years", [1998, 2024, None])],
)
def test_a_year_of_two_digits_is_of_the_century_that_is_said(century, years):
    found = [read_date(f"07.03.{year}", TODAY, Ways(century=century))[0] for year in ("98", "24", "25")]
    assert [when and when.year for when in found] == years


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("2019", date(2019, 1, 1)),
        ("03/2019", date(2019, 3, 1)),
        ("2019-3", date(2019, 3, 1)),
        ("März 2019", date(2019, 3, 1)),
        ("marzo de 2019", date(2019, 3, 1)),
        ("13/2019", None),
    ],
)
def test_a_year_or_a_month_is_its_first_day_where_that_is_said(text, when):
    assert read_date(text, TODAY, Ways(first_day=True))[0] == when


def test_the_number_of_a_spreadsheet_is_a_day_where_that_is_said():
    assert read_date("45358", TODAY, Ways(day_count=True)) == (SEVENTH, None)
    assert read_date("45358,75", TODAY, Ways(day_count=True)) == (SEVENTH, None)


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("25/03/2024", "day_first"),
        ("03/25/2024", "month_first"),
        ("03/04/2024", "either"),
        ("03/04/24", "either"),
        ("25/03/24", "day_first"),
        ("01/02/2025", ""),
        ("02/01/2025", ""),
        ("01/12/2024", "either"),
        ("05/05/2024", ""),
        ("07.03.2024", ""),
        ("2024-03-07", ""),
        ("99/99/2024", ""),
    ],
)
def test_a_date_tells_which_of_day_and_month_comes_first_where_it_can(text, order):
    assert order_in(text, TODAY) == order


def test_a_day_in_the_future_cannot_be_meant():
    assert [order_in(text, date(2025, 3, 20)) for text in ("12/03/2025", "03/12/2025")] == ["day_first", "month_first"]


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


def test_dates_that_may_be_two_days_are_read_as_all_others_of_the_column_have_to_be(read):
    reading = read("Name;Joined\nAnna Weber;03/04/2024\nBo Lund;03/25/2024\nUte Kern;12/31/1999\nIna Falk;1.2.2024\n")
    assert [row.values["joined_on"] for row in reading.rows] == [
        date(2024, 3, 4),
        date(2024, 3, 25),
        date(1999, 12, 31),
        date(2024, 2, 1),
    ]
    assert list(reading.problems) == []
    assert reading.notes == [
        (
            "In column “Joined” dates such as 03/04/2024 were read with the month first (1 cell): the other dates of"
            " this column can be meant in no other way."
        )
    ]


def test_where_the_dates_of_a_column_clash_those_that_may_be_two_days_are_asked(read):
    reading = read("Name;Joined\nAnna Weber;03/04/2024\nBo Lund;03/25/2024\nUte Kern;25/03/2024\n")
    assert [(problem.row, problem.code) for problem in reading.problems] == [
        (2, "date_ambiguous"),
        (3, "date_month_first"),
    ]
    assert reading.notes == [
        (
            "The date in row 3 can only be read with the month first, and that in row 4 only with the day first. Look"
            " which of the two this file means."
        )
    ]
