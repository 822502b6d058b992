"""What the first line of a table says of its columns.

A column is an option, a rank, the number of papers, or a mark of the paper such as “id”, which counts for nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assemblies.counting.ranked.profile import BadBallots

if TYPE_CHECKING:
    from collections.abc import Sequence

NUMBERS = {
    *("papers", "ballots", "votes", "voters", "count", "weight", "number", "quantity", "frequency", "multiplicity"),
    *(f"{one} count" for one in ("paper", "ballot", "vote", "voter")),
    *(
        f"{how} {of}s"
        for how in ("number of", "no of", "num", "#", "# of")
        for of in ("paper", "ballot", "vote", "voter")
    ),
}
MARKS = {
    *(
        "id",
        "ballot",
        "paper",
        "voter",
        "timestamp",
        "time",
        "date",
        "token",
        "tracker",
        "uuid",
        "index",
        "row",
        "line",
    ),
    *(f"{of} {what}" for of in ("ballot", "paper", "voter", "vote", "response") for what in ("id", "number", "no")),
    *("submitted at", "created at", "submit date", "start date", "last page", "precinct", "polling place"),
}
WORDS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
OF_RANK = re.compile(
    r"(?:(?:rank|ranking|choice|preference|pref)[\s_.\-]*)?([0-9]{1,4})"
    rf"|(?:([0-9]{{1,4}})(?:st|nd|rd|th)|({'|'.join(WORDS)}))[\s_.\-]*(?:rank|choice|preference|pref)",
    re.IGNORECASE,
)


def plain(heading: str) -> str:
    """Give a heading in small letters, with single blanks between words."""
    return " ".join(re.sub(r"[_.:\-\s]+", " ", heading).split()).casefold()


def rank_of(heading: str) -> int:
    """Give the rank that a heading names, 0 for none."""
    found = OF_RANK.fullmatch(heading)
    if not found:
        return 0
    return WORDS.index(found[3].lower()) + 1 if found[3] else int(found[1] or found[2])


@dataclass(frozen=True, kw_only=True)
class Columns:
    """Which columns hold what, by their places from 0 on.

    `by_name` says that there is a column for each rank, with names; otherwise there is one for each option, with ranks.
    """

    told: tuple[int, ...]
    counted: int | None
    marks: tuple[int, ...]
    by_name: bool


def columns_of(head: Sequence[str], line: int) -> Columns:
    """Say which columns hold what.

    Raises:
        BadBallots: two columns could be the number of papers, or a column stands beside ranks that is none.
    """
    last = max((place for place, cell in enumerate(head) if cell), default=-1)
    names = {place: plain(cell) for place, cell in enumerate(head[: last + 1])}
    numbers = [place for place, name in names.items() if name in NUMBERS]
    if len(numbers) > 1:
        both = " and ".join(f"“{head[place]}”" for place in numbers[:2])
        raise BadBallots(f"Two columns could say how many papers are equal: {both}. Leave one out.", line=line)
    marks = tuple(place for place, name in names.items() if name in MARKS)
    told = tuple(place for place in names if place not in {*numbers, *marks})
    ranks = [rank_of(head[place]) for place in told]
    by_name = bool(told) and ranks == list(range(1, len(told) + 1))
    several = sum(map(bool, ranks)) > 1 and not all(head[place].isdigit() for place in told if rank_of(head[place]))
    if not by_name and several:
        wrong = next((place for place, rank in zip(told, ranks, strict=True) if not rank), None)
        if wrong is not None:
            raise BadBallots(
                f"Column {wrong + 1}, “{head[wrong][:40]}”, stands beside columns of ranks and is none. Leave it out.",
                line=line,
            )
        raise BadBallots("The columns of ranks must go from 1 on, each once and in order.", line=line)
    return Columns(told=told, counted=numbers[0] if numbers else None, marks=marks, by_name=by_name)
