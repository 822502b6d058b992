"""Numbers written out for people: exact, or shown as rounded; two decimals come from integer arithmetic."""

from __future__ import annotations

from fractions import Fraction

__all__ = ["FRACTION_NAMES", "counted", "decimal", "fraction_name", "number", "rounding"]

FRACTION_NAMES = {
    Fraction(1): "all",
    Fraction(1, 2): "half",
    Fraction(1, 3): "one third",
    Fraction(2, 3): "two thirds",
    Fraction(1, 4): "one quarter",
    Fraction(3, 4): "three quarters",
    Fraction(1, 5): "one fifth",
    Fraction(3, 5): "three fifths",
    Fraction(4, 5): "four fifths",
    Fraction(1, 10): "one tenth",
    Fraction(9, 10): "nine tenths",
}


def number(value: int) -> str:
    """Write a whole number with commas between thousands, as in 4,000,000."""
    return f"{value:,}"


def counted(value: int, one: str, many: str) -> str:
    """Write a number with its noun, singular only for exactly one."""
    return f"{number(value)} {one if value == 1 else many}"


def fraction_name(part: Fraction) -> str:
    """Name a part of a whole in words where people have a word for it, else in digits, as in 5/9."""
    return FRACTION_NAMES.get(part, f"{part.numerator}/{part.denominator}")


def decimal(value: Fraction) -> str:
    """Write an exact value that is not negative with at most two decimals, rounded half up.

    A value that two decimals cannot tell from a whole number is called "just over" or "just under" it, because
    "15, rounded up to 15" would read as a mistake.
    """
    hundredths = (200 * value.numerator + value.denominator) // (2 * value.denominator)
    whole, rest = divmod(hundredths, 100)
    if rest:
        return f"{number(whole)}.{rest:02d}".removesuffix("0")
    if value == whole:
        return number(whole)
    return f"just {'over' if value > whole else 'under'} {number(whole)}"


def rounding(value: Fraction) -> str:
    """Say in brackets which exact value was rounded up, or nothing where the value is whole."""
    return "" if value.denominator == 1 else f" ({decimal(value)}, rounded up)"
