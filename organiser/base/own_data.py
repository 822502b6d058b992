"""Everything that stands about a person, for that person: each app hands in its part (Article 15 of the GDPR).

A part is a list of plain rows, made of words, figures and dates, without secrets and without what is another's: who
voted how in an open vote is told of oneself and not of the neighbour. A test walks all tables and fails where one that
points to people stands neither in a part nor among those left out with a reason.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from organiser.base import clock

Row = dict[str, Any]
Part = Callable[[Any], list[Row]]


@dataclass(frozen=True)
class Chapter:
    """One part of the file: what it is called for a program and for a reader, and its rows."""

    name: str
    title: str
    rows: list[Row]


_parts: dict[str, tuple[str, Part]] = {}
_covered: dict[str, str] = {}
_left_out: dict[str, str] = {}


def register(name: str, title: str, part: Part, *, keys: Iterable[str] = ()) -> None:
    """Hand in a part.

    Args:
        name: a word for programs, such as "attendance".
        title: its heading, such as "Assemblies you were at".
        part: takes the person and gives the rows.
        keys: the foreign keys to people and memberships that it follows, such as "assemblies.Attendance.person".
    """
    _parts[name] = (title, part)
    _covered.update(dict.fromkeys(keys, name))


def left_out(reason: str, *keys: str) -> None:
    """Say of foreign keys to people why what stands behind them is not in the file."""
    _left_out.update(dict.fromkeys(keys, reason))


def chapters(person: Any) -> list[Chapter]:
    """All parts for one person, in the order in which they were handed in."""
    return [Chapter(name, title, part(person)) for name, (title, part) in _parts.items()]


def as_json(person: Any) -> bytes:
    """Everything about a person as JSON, with dates as text: the same for the file and for a program."""
    found = {chapter.name: chapter.rows for chapter in chapters(person)}
    return json.dumps({"written_at": clock.now(), **found}, default=str, ensure_ascii=False, indent=1).encode()


def covered() -> dict[str, str]:
    """The foreign keys that a part follows."""
    return dict(_covered)


def reasons_left_out() -> dict[str, str]:
    """The foreign keys that no part follows, with the reason."""
    return dict(_left_out)
