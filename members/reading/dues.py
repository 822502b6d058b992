"""How an account of dues stood elsewhere: to which day it was settled, and what was owed."""

import re
from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from members.reading.date_forms import YEAR_ALONE, in_words, plain_text
from members.reading.dates import Ways, read_date
from members.reading.problems import Finding, Row, placed, quoted
from organiser.base.errors import Invalid
from organiser.base.money import read_cents

AHEAD = timedelta(days=366)
_CURRENCY = re.compile(r"(?<![^\W\d_])[A-Z]{3}(?![^\W\d_])")
_WITHOUT_DAY = ("date_no_day", "date_year_alone")


def last_day_ahead(today: date) -> date:
    """The last day to which dues can be settled: nobody pays for more than a year ahead."""
    return today + AHEAD


def read_settled(text: str, today: date, ways: Ways) -> tuple[date | None, Finding | None]:
    """The day to which dues are settled; it may lie ahead, and a month or a year alone means its last day."""
    latest = last_day_ahead(today)
    when, finding = read_date(text, latest, ways)
    if finding is not None and finding.code in _WITHOUT_DAY:
        first, _ = read_date(text, date.max, replace(ways, first_day=True))
        if first is None:
            return None, finding
        month = 12 if YEAR_ALONE.fullmatch(plain_text(text)) else first.month
        when = date(first.year, month, monthrange(first.year, month)[1])
        sentence = f"{quoted(text)} was read as {in_words(when)}, the last day of it."
        finding = Finding("settled_whole", sentence, "warning")
    if (when is not None and when > latest) or (finding is not None and finding.code == "date_future"):
        sentence = (
            f"{quoted(text)} lies more than a year ahead, and nobody pays for longer. Correct it or leave it empty."
        )
        return None, Finding("settled_far", sentence)
    return when, finding


def read_owes(text: str) -> tuple[str, list[Finding]]:
    """An amount that is owed, with two digits for the cents, and its currency where the cell names one."""
    try:
        cents = read_cents(text)
    except Invalid as refusal:
        return "", [Finding(refusal.code, f"{quoted(text)} is no amount that can be read. {refusal.sentence}")]
    if cents < 0:
        sentence = (
            f"{quoted(text)} is below zero. Write what is owed; what was paid ahead is said by the day it settles to."
        )
        return "", [Finding("owes_below", sentence)]
    currency = _CURRENCY.search(text)
    return f"{cents // 100}.{cents % 100:02d}{f' {currency[0]}' if currency else ''}", []


def cents_of(owes: str) -> tuple[int, str]:
    """The cents and the currency of an amount as it was read."""
    digits, _, currency = owes.partition(" ")
    return int(digits.replace(".", "") or 0), currency


def settle_dues(row: Row, headings: dict[str, str], today: date) -> None:
    """See to it that what is owed and to when dues are settled agree; what does not is added to its problems."""
    settled, owes = row.values.get("settled_until"), str(row.values.get("owes") or "")
    if isinstance(settled, date) and settled >= today and cents_of(owes)[0]:
        sentence = (
            f"by this row {owes} is owed, and dues are settled to {in_words(settled)}, which is not over. Correct one"
            " of them."
        )
        row.problems.append(placed(Finding("owes_and_settled", sentence), row.number, headings["owes"], "owes"))
