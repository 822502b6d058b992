"""How a paper is written down: one short line of text, the same for equal papers.

Options go by their number on the paper, from 1 on. `2>1=4` puts option 2 first and options 1 and 4 together behind
it; `+1+3-2` marks 1 and 3 and strikes out 2; `1:5,3:2` gives five points to 1 and two to 3; `blank` says nothing. Each
paper has exactly one such line (numbers that stand side by side in ascending order), so that a database can put equal
papers together, and two people who write down the same paper write the same.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from assemblies.counting.approval import Marks
from assemblies.counting.points import Points

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assemblies.counting.ranked.profile import Ranking

__all__ = [
    "BLANK",
    "MOST_WRITTEN",
    "read_marks",
    "read_points",
    "read_ranking",
    "write_marks",
    "write_points",
    "write_ranking",
]

BLANK = "blank"
NUMBER = "[1-9][0-9]{0,4}"
MOST_WRITTEN = 99_999  # which is what five digits hold
RANKING = re.compile(f"{NUMBER}(?:[>=]{NUMBER})*")
MARKS = re.compile(f"(?:[+]{NUMBER})*(?:-{NUMBER})*")
POINTS = re.compile(f"{NUMBER}:(?:0|{NUMBER})(?:,{NUMBER}:(?:0|{NUMBER}))*")
MARK = re.compile(f"([+-])({NUMBER})")


def write_ranking(ranks: Iterable[Iterable[int]]) -> str:
    """Write an order, given rank by rank with the places of the options from 0 on."""
    return ">".join("=".join(str(place + 1) for place in sorted(rank)) for rank in ranks) or BLANK


def write_marks(marked: Iterable[int], struck: Iterable[int] = ()) -> str:
    """Write marks and strikes, given with the places of the options from 0 on."""
    signs = chain((f"+{place + 1}" for place in sorted(marked)), (f"-{place + 1}" for place in sorted(struck)))
    return "".join(signs) or BLANK


def write_points(given: Iterable[tuple[int, int]]) -> str:
    """Write points, given as pairs of the place of an option from 0 on and the points for it."""
    return ",".join(f"{place + 1}:{points}" for place, points in sorted(given)) or BLANK


def read_ranking(text: str) -> Ranking:
    """Read an order written by `write_ranking`.

    Raises ValueError where it is none, or is written in another way than that.
    """
    if text == BLANK:
        return ()
    _demand(RANKING.fullmatch(text) is not None)
    if "=" not in text:  # a hundred thousand papers are read in a second, and most of them are such
        return tuple([(int(number) - 1,) for number in text.split(">")])
    ranks = tuple(tuple(int(number) - 1 for number in rank.split("=")) for rank in text.split(">"))
    _demand(write_ranking(ranks) == text)
    return ranks


def read_marks(text: str, options: Sequence[str]) -> Marks:
    """Read marks and strikes written by `write_marks`, by the names of the options.

    Raises ValueError where it is no such line, or for an option that is not there.
    """
    if text == BLANK:
        return Marks()
    _demand(bool(text) and MARKS.fullmatch(text) is not None)
    signs = [(sign, int(number) - 1) for sign, number in MARK.findall(text)]
    marked = [place for sign, place in signs if sign == "+"]
    struck = [place for sign, place in signs if sign == "-"]
    _demand(write_marks(marked, struck) == text)
    return Marks(marked=_names(marked, options), struck=_names(struck, options))


def read_points(text: str, options: Sequence[str]) -> Points:
    """Read points written by `write_points`, by the names of the options.

    Raises ValueError where it is no such line, or for an option that is not there.
    """
    if text == BLANK:
        return Points()
    _demand(POINTS.fullmatch(text) is not None)
    pairs = [(int(place) - 1, int(points)) for place, points in (one.split(":") for one in text.split(","))]
    _demand(write_points(pairs) == text)
    return Points(given=tuple(zip(_names([place for place, _ in pairs], options), map(_second, pairs), strict=True)))


def _names(places: Sequence[int], options: Sequence[str]) -> tuple[str, ...]:
    if any(place >= len(options) for place in places):
        raise ValueError(f"This paper is refused: it names an option that is not there; there are {len(options)}.")
    return tuple(options[place] for place in places)


def _second(pair: tuple[int, int]) -> int:
    return pair[1]


def _demand(is_so: bool) -> None:  # noqa: FBT001
    if not is_so:
        raise ValueError("This paper is refused: it is not written as papers of this ballot are.")
