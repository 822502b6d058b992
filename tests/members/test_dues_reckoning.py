"""Reckoning dues: money is read as it is meant, split without losing a cent, and settles the oldest period first."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from members.actions.dues_cutting import pro_rata
from members.counting import Charge, period_at, periods_between, settled_to
from organiser.base.errors import Invalid
from organiser.base.money import clean_currency, read_cents, split, written


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("12,5", 1250),
        ("12.50", 1250),
        ("1.234,56", 123456),
        ("1,234.56", 123456),
        ("1'234.56", 123456),
        ("1 234,56", 123456),
        ("1.234.567", 123456700),
        ("-3,00", -300),
        ("3,00-", -300),
        ("\u22123.00", -300),
        ("+7", 700),
        ("EUR 7", 700),
        ("7.10 \u20ac", 710),
        (".50", 50),
        ("0", 0),
    ],
)
def test_amounts_are_read_as_people_and_banks_write_them(text, cents):
    assert read_cents(text) == cents


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "amount"),
        ("twelve", "amount"),
        ("1.234", "amount_ambiguous"),
        ("1,234", "amount_ambiguous"),
        ("12,34,56", "amount"),
        ("1.23,4.5", "amount"),
        ("1e9", "amount"),
        ("12.3456", "amount"),
        ("-5-", "amount"),
        ("99999999999", "amount_large"),
        ("1" * 50, "amount"),
        ("NaN", "amount"),
    ],
)
def test_what_is_no_amount_or_could_be_two_is_refused(text, code):
    with pytest.raises(Invalid) as caught:
        read_cents(text)
    assert caught.value.code == code


@given(st.integers(-(10**9), 10**9))
def test_what_is_written_out_is_read_back(cents):
    assert read_cents(written(cents)) == cents


@pytest.mark.parametrize("text", ["", "EURO", "E1R", "\u20ac"])
def test_currencies_have_three_letters(text):
    with pytest.raises(Invalid):
        clean_currency(text)
    assert clean_currency(" eur ") == "EUR"


@given(st.integers(-(10**9), 10**9), st.lists(st.integers(0, 1000), min_size=1, max_size=6).filter(any))
def test_a_split_adds_up_to_the_cent_and_no_part_is_off_by_one(cents, weights):
    shares = [Fraction(weight, sum(weights)) for weight in weights]
    parts = split(cents, shares)
    assert sum(parts) == cents
    assert all(abs(part - share * cents) < 1 for part, share in zip(parts, shares, strict=True))


def test_a_split_of_sixty_and_forty():
    assert split(1001, [Fraction(3, 5), Fraction(2, 5)]) == [601, 400]
    with pytest.raises(ValueError, match="whole"):
        split(100, [Fraction(1, 2)])


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.sampled_from(["month", "quarter", "year"]))
def test_periods_follow_each_other_without_a_gap(day, period):
    span = period_at(day, period)
    assert span.first <= day <= span.last
    assert period_at(span.last + timedelta(days=1), period).first == span.last + timedelta(days=1)
    assert [one.first for one in periods_between(span.first, day, period)] == [span.first]


@given(st.integers(0, 10**7), st.integers(0, 40))
def test_the_parts_of_a_period_that_is_cut_add_up(cents, days):
    first, last = date(2026, 11, 1), date(2026, 11, 30)
    old, new = pro_rata(cents, first, last, first + timedelta(days=days))
    assert old + new == cents
    assert old >= 0 <= new


charges = st.lists(st.integers(0, 500), max_size=8).map(
    lambda amounts: [
        Charge(span.first, span.last, cents)
        for cents, span in zip(amounts, periods_between(date(2026, 1, 1), date(2026, 12, 1), "month"), strict=False)
    ]
)


@given(charges, st.integers(0, 5000))
@settings(max_examples=300)
def test_more_money_never_settles_less_and_nothing_is_owed_once_all_is_paid(found, paid):
    settled = settled_to(found, paid)
    more = settled_to(found, paid + 100)
    if found:
        assert settled.until <= more.until
        assert settled_to(found, sum(charge.cents for charge in found)).owed_since is None
    else:
        assert settled == (None, None)
    if settled.owed_since is not None:
        owed = [charge for charge in found if charge.first <= settled.owed_since]
        assert sum(charge.cents for charge in owed) > paid
        assert settled.until == settled.owed_since - timedelta(days=1)
