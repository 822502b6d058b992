"""Small cells: which numbers of a figure may be told, so that no number of fewer than five people is (design.md 8).

Pure: plain numbers in, names of what may be told out. A cell is not told either where a small one could be reckoned
from it and the others.
"""

from collections.abc import Mapping

SMALL = 5
HIDDEN = "Not told: fewer than five people, or a number from which so few could be reckoned."


def divides(part: int, whole: int) -> bool:
    """Whether a part of a whole may be told: five people in it, and five who are not."""
    return part >= SMALL and whole - part >= SMALL


def parts_told(parts: Mapping[str, int], whole: int) -> set[str]:
    """Which parts of a whole may be told beside the whole, where not everybody stands in one.

    Small parts are left out, and then the smallest of the others, until there are five people about whom nothing is
    said: what is missing to the whole could be anybody's. Of equal parts all go.
    """
    told = {name for name, number in parts.items() if number >= SMALL}
    while told and whole - sum(parts[name] for name in told) < SMALL:
        least = min(parts[name] for name in told)
        told -= {name for name in told if parts[name] == least}
    return told
