"""Percent as text for SVG, counted in hundredths so that no float rounds anything."""

from fractions import Fraction

FULL = 10_000


def hundredths(part: int | Fraction, whole: int | Fraction) -> int:
    """Which share of the whole a part is, in hundredths of a percent, rounded half up; of nothing it is 0."""
    return int(Fraction(part) * FULL / Fraction(whole) + Fraction(1, 2)) if whole else 0


def percent(value: int) -> str:
    """Write hundredths of a percent as SVG wants it: 6800 gives `68%`, 6875 gives `68.75%`."""
    whole, rest = divmod(value, 100)
    return f"{whole}.{rest:02d}".rstrip("0").rstrip(".") + "%" if rest else f"{whole}%"
