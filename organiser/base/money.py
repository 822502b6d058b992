"""Money in whole cents: read as people and banks write it, split without losing one, and written out."""

import re
from collections.abc import Sequence
from fractions import Fraction

from organiser.base.errors import Invalid

# Ten million of a currency. Nobody owes more in dues; a number beyond it is a slip of the finger.
MOST_CENTS = 1_000_000_000
CURRENCY = re.compile(r"[A-Z]{3}")
_AROUND = re.compile(r"^[^\d+\-\u2212.,()]+|[^\d+\-\u2212.,()]+$")
_SIGN = re.compile(r"^(?P<before>[+\-\u2212]?)\s*(?P<digits>\d[\d.,]*|[.,]\d+)\s*(?P<after>[+\-\u2212]?)$")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
AMOUNT = "Write the amount as 12.50."


def read_cents(text: str, *, field: str = "amount") -> int:
    """The cents of an amount as it is written: `12,5`, `1.234,56`, `1,234.56`, `-3.00`, `3,00-`, `EUR 7`.

    `1.234` may be one and a bit or a thousand, so it is refused.

    Raises:
        Invalid: for what is no amount, could be two, or lies beyond ten million.
    """
    bare = re.sub(r"[\s\u00a0\u202f'\u2019]", "", text)
    if len(bare) > 40:
        raise Invalid(AMOUNT, code="amount", field=field)
    bare = _AROUND.sub("", bare)
    found = _SIGN.fullmatch(bare)
    if found is None or (found["before"] and found["after"]):
        raise Invalid(AMOUNT, code="amount", field=field)
    cents = _plain_cents(found["digits"], field)
    if cents > MOST_CENTS:
        raise Invalid("That is more than anybody owes. Look at the amount again.", code="amount_large", field=field)
    sign = found["before"] or found["after"]
    return -cents if sign in {"-", "\u2212"} else cents


def _plain_cents(digits: str, field: str) -> int:
    marks = [letter for letter in digits if letter in ".,"]
    if not marks:
        return int(digits) * 100
    last = digits.rindex(marks[-1])
    whole, rest = digits[:last], digits[last + 1 :]
    if marks[-1] not in marks[:-1] and len(rest) in {1, 2}:
        if len(marks) > 1 and (len(set(marks[:-1])) != 1 or not _GROUPED.fullmatch(whole)):
            raise Invalid(AMOUNT, code="amount", field=field)
        return int(re.sub("[.,]", "", whole) or "0") * 100 + int(rest.ljust(2, "0"))
    if len(marks) > 1 and len(set(marks)) == 1 and _GROUPED.fullmatch(digits):
        return int(re.sub("[.,]", "", digits)) * 100
    if len(marks) == 1 and len(rest) == 3:
        raise Invalid(
            "This amount can be read in two ways. Write it with two digits for the cents, as 1234.00.",
            code="amount_ambiguous",
            field=field,
        )
    raise Invalid(AMOUNT, code="amount", field=field)


def written(cents: int, currency: str = "") -> str:
    """An amount for people: `1,234.50 EUR`."""
    sign = "\u2212" if cents < 0 else ""
    whole, rest = divmod(abs(cents), 100)
    return f"{sign}{whole:,}.{rest:02d}{' ' if currency else ''}{currency}"


def split(cents: int, shares: Sequence[Fraction]) -> list[int]:
    """Cut an amount into parts by shares that make up a whole; the parts add up to it to the cent.

    Each part is rounded down, and the cents that are left go to the largest remainders, the first of equals first.

    Raises:
        ValueError: where the shares are below zero or do not make up a whole.
    """
    if not shares or sum(shares) != 1 or min(shares) < 0:
        raise ValueError("Shares make up a whole.")
    size = abs(cents)
    exact = [share * size for share in shares]
    parts = [int(part) for part in exact]
    order = sorted(range(len(shares)), key=lambda place: (parts[place] - exact[place], place))
    for place in order[: size - sum(parts)]:
        parts[place] += 1
    return [-part for part in parts] if cents < 0 else parts


def clean_currency(text: str) -> str:
    """A currency by its three letters (ISO 4217).

    Raises:
        Invalid: for anything else.
    """
    text = text.strip().upper()
    if not CURRENCY.fullmatch(text):
        raise Invalid("Write the currency with three letters, such as EUR.", code="currency", field="currency")
    return text


def demand_cents(cents: int, *, field: str = "cents", least: int = 1) -> int:
    """Go on only with a whole number of cents from `least` up.

    Raises:
        Invalid: for nothing, for less than nothing, and for what is beyond ten million.
    """
    if isinstance(cents, bool) or not isinstance(cents, int) or cents < least:
        sentence = "The amount is above zero." if least == 1 else "The amount is not below zero."
        raise Invalid(sentence, code="amount_small", field=field)
    if cents > MOST_CENTS:
        raise Invalid("That is more than anybody owes. Look at the amount again.", code="amount_large", field=field)
    return cents
