"""A paper with options in words, as its voter reads it before it is cast and everybody after the count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assemblies.counting.choosing import Choosing
from assemblies.counting.marks import BLANK, read_marks, read_points, read_ranking
from assemblies.counting.seats_wording import listed
from assemblies.counting.wording import number

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["in_words"]


def in_words(method: Choosing, line: str, options: Sequence[str]) -> str:
    """Say what stands on a paper.

    Raises ValueError where it is no paper of these options.
    """
    if line == BLANK:
        return "Nothing marked"
    if method is Choosing.APPROVAL:
        marks = read_marks(line, options)
        said = [f"For {listed(marks.marked)}"] if marks.marked else []
        said += [f"against {listed(marks.struck)}"] if marks.struck else []
        return ", ".join(said).capitalize() if not marks.marked else ", ".join(said)
    if method is Choosing.POINTS:
        return ", ".join(f"{name} {number(points)}" for name, points in read_points(line, options).given)
    ranks = [listed([options[place] for place in rank]) for rank in read_ranking(line)]
    return ", ".join(f"{place}. {rank}" for place, rank in enumerate(ranks, 1))
