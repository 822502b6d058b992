"""Papers for the tests of counting: written short, drawn at random, or of real elections."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st

from assemblies.counting.ranked.profile import Profile, Ranking

ELECTIONS = Path(__file__).resolve().parents[4] / "shared" / "data" / "elections"
METHODS = ("scottish-stv", "meek-stv", "irv", "schulze", "debian-schulze", "ranked-pairs")
ONE_BY_ONE = METHODS[:3]
BY_PAIRS = ("schulze", "ranked-pairs")


def elections() -> list[dict[str, Any]]:
    """The real elections with what came out; one that skips where they are missing."""
    index = ELECTIONS / "index.json"
    if not index.exists():
        reason = f"The real elections are not here: {index} is missing."
        return [pytest.param({}, marks=pytest.mark.skip(reason=reason))]  # type: ignore[list-item]
    return json.loads(index.read_text(encoding="utf-8"))["elections"]


def profile(papers: dict[str, int], *, seats: int = 1, options: str = "") -> Profile:
    """Papers such as {"A B=C": 3}; options are single letters, in the order of the alphabet unless they are given."""
    names = tuple(options or sorted({sign for paper in papers for sign in paper if sign.isalpha()}))
    ballots = {
        tuple(tuple(names.index(name) for name in rank.split("=")) for rank in paper.split()): number
        for paper, number in papers.items()
    }
    return Profile(options=names, ballots=ballots, seats=seats)


def blt(*ballots: str, names: tuple[str, ...] = ("Ann", "Bob", "Cyd"), seats: int = 1) -> str:
    """A file with these lines of papers."""
    quoted = [f'"{name}"' for name in names]
    return "\n".join([f"{len(names)} {seats}", *ballots, "0", *quoted, '"Vote"', ""])


@st.composite
def profiles(draw: st.DrawFn, *, most: int = 6, shared: bool = False, seats: int = 3) -> Profile:
    """Draw up to so many options and some dozens of papers, short and long, with options on one rank if wanted."""
    size = draw(st.integers(1, most))
    ballots: dict[Ranking, int] = {}
    for _ in range(draw(st.integers(0, 12))):
        order = draw(st.permutations(range(size)))[: draw(st.integers(0, size))]
        ranking: list[list[int]] = []
        for option in order:
            if shared and ranking and draw(st.booleans()):
                ranking[-1].append(option)
            else:
                ranking.append([option])
        key = tuple(tuple(rank) for rank in ranking)
        ballots[key] = ballots.get(key, 0) + draw(st.integers(1, 40))
    return Profile(options=tuple("ABCDEF"[:size]), ballots=ballots, seats=draw(st.integers(1, seats)))
