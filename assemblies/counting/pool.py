"""The pool of a draw: a list of people, one line each, that is fixed and published before chance speaks."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from assemblies.counting.wording import number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["check_pool", "first_repeated", "freeze", "pool_digest"]


def freeze(people: Iterable[str]) -> tuple[str, ...]:
    """Bring a pool into the order in which it is published: by bytes, so that nobody chose it.

    A list that is published already keeps its own order; `draw` numbers every list as it stands.
    """
    return tuple(sorted(people, key=str.encode))


def pool_digest(pool: Sequence[str]) -> str:
    """Give the SHA-256 of a pool, each line followed by a line feed: what `sha256sum` says of the published file."""
    return hashlib.sha256("".join(f"{line}\n" for line in pool).encode()).hexdigest()


def check_pool(pool: Sequence[str]) -> None:
    """Raise ValueError with a plain sentence for a list that two people could number in two ways."""
    if not pool:
        raise ValueError("The pool is empty: there is nobody to draw.")
    for place, line in enumerate(pool, 1):
        if not line.strip():
            raise ValueError(f"Line {number(place)} of the pool is empty. Take it out, so that the numbers are plain.")
        if "\n" in line or "\r" in line:
            raise ValueError(f"Line {number(place)} of the pool holds a line break. Write one line for each.")
        if line != line.strip():
            raise ValueError(f"Line {number(place)} of the pool begins or ends with a blank. Take it away.")
    if repeated := first_repeated(pool):
        places = [number(place) for place, line in enumerate(pool, 1) if line == repeated]
        raise ValueError(f"“{repeated}” stands in the pool more than once: lines {', '.join(places)}.")


def first_repeated(texts: Iterable[str]) -> str | None:
    """Give the first text that stands there a second time, or None."""
    seen: set[str] = set()
    for text in texts:
        if text in seen:
            return text
        seen.add(text)
    return None
