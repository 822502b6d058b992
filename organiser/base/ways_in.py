"""Ending all ways in of many people at once; each app hands in what it keeps that opens something.

Sessions, tokens and letters are kept on the floor of members, addresses of calendars above it, passkeys with the
accounts. What a panic ends must reach them all, also what comes later.
"""

from collections.abc import Callable
from typing import Any

People = Any  # a queryset of people; the ground floor knows no table of them
End = Callable[[People, Any], int]

_ends: dict[str, End] = {}
_late: list[End] = []


def register(name: str, end: End, *, late: bool = False) -> None:
    """Hand in how some ways in are ended: `end(people, body)` gives how many it ended.

    `body` is the body that is closed off, or None where the ways in of one person end. It must do a hundred thousand
    people with a fixed number of statements.

    Args:
        late: whether such a way in may be opening at this very moment, without a lock that would make it wait.
    """
    _ends[name] = end
    if late:
        _late.append(end)


def end_all(people: People, body: Any = None) -> dict[str, int]:
    """End all ways in, inside the transaction of an action; gives how many of each kind."""
    return {name: end(people, body) for name, end in _ends.items()}


def end_late(people: People, body: Any = None) -> None:
    """End once more what was opened while `end_all` ran and could not be seen yet; after its transaction."""
    for end in _late:
        end(people, body)
