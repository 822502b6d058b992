"""Ranked papers for tests: written short, invented by hypothesis, or from real elections where their files are."""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import strategies as st

from assemblies.counting.ranked.profile import Profile, Ranking

ELECTIONS = Path(__file__).resolve().parents[4] / "shared" / "data" / "elections"
NAMES = ("Ana", "Bea", "Cai", "Dov", "Eva", "Fay")
METHODS = ("scottish-stv", "meek-stv", "irv", "schulze", "debian-schulze", "ranked-pairs")
IN_ONE_ORDER = METHODS[:3]
BY_PAIRS = METHODS[3:]


def election(name: str) -> dict:
    """The entry of a real election in the index, with its path; a test of one that is not here is left out."""
    if not (ELECTIONS / "index.json").exists():
        pytest.skip(f"The real elections are not here: {ELECTIONS} is missing.")
    entries = json.loads((ELECTIONS / "index.json").read_text(encoding="utf-8"))["elections"]
    found = next(entry for entry in entries if entry["id"] == name)
    return found | {"path": ELECTIONS / found["file"]}


def profile(papers: Mapping[str, int], options: str, seats: int = 1) -> Profile:
    """Papers such as `{"A B=C": 3}` on options named by one letter each."""
    ballots: Counter[Ranking] = Counter()
    for paper, number in papers.items():
        ranking = tuple(tuple(options.index(one) for one in rank.split("=")) for rank in paper.split())
        ballots[ranking] += number
    return Profile(options=tuple(options), ballots=ballots, seats=seats)


def blt(*lines: str) -> str:
    """A BLT file."""
    return "\n".join(lines) + "\n"


def refusal(call: Callable[..., object], *arguments: object, **named: object) -> str:
    """Give the sentence with which a call refuses its arguments."""
    with pytest.raises(ValueError, match=r"\.$") as refused:
        call(*arguments, **named)
    return str(refused.value)


def settings_of(method: str, options: tuple[str, ...]) -> dict[str, str]:
    """What a method needs to be told beside the papers."""
    return {"default": options[-1]} if method == "debian-schulze" else {}


@st.composite
def profiles(draw: st.DrawFn, *, shared: bool = False, most_seats: int = 3, most_options: int = 5) -> Profile:
    """Any papers on some options; with `shared`, options may share a rank."""
    number = draw(st.integers(2, most_options))
    options = range(number)
    ballots: Counter[Ranking] = Counter()
    for _ in range(draw(st.integers(0, 12))):
        order = draw(st.permutations(options))[: draw(st.integers(0, number))]
        ranks: list[tuple[int, ...]] = []
        for option in order:
            if ranks and shared and draw(st.booleans()):
                ranks[-1] = (*ranks[-1], option)
            else:
                ranks.append((option,))
        ballots[tuple(ranks)] += draw(st.integers(1, 9))
    return Profile(options=NAMES[:number], ballots=ballots, seats=draw(st.integers(1, most_seats)))


def papers_of(one: Profile) -> list[list[list[int]]]:
    """Every single paper, as ranks of options."""
    return [[[*rank] for rank in ranking] for ranking, number in one.ballots.items() for _ in range(number)]


def preferring(one: Profile) -> dict[tuple[int, int], int]:
    """How many papers rank one option above another, counted paper by paper."""
    found = {(a, b): 0 for a in range(len(one.options)) for b in range(len(one.options)) if a != b}
    for paper in papers_of(one):
        place = {option: rank for rank, options in enumerate(paper) for option in options}
        for a, b in found:
            found[a, b] += place.get(a, 99) < place.get(b, 99)
    return found
