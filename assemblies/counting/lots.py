"""Drawing lots so that anybody can draw them again: RFC 3797, with SHA-256.

A list of people is fixed and published; public sources of chance are named whose values nobody knows yet; when they
are known, the order follows from list and sources alone. No number is drawn here: the same list and sources give the
same people on every machine, and a calculator for SHA-256 is enough to check it (docs/lots.md). The same routine
breaks ties where the rules say "by lot".
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Literal, get_args

from assemblies.counting.pool import check_pool, first_repeated, freeze, pool_digest
from assemblies.counting.sources import key_of
from assemblies.counting.wording import counted, number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Algorithm", "Draw", "Step", "Stratum", "draw", "draw_strata", "order_by_lot"]

Algorithm = Literal["sha256", "md5"]  # MD5 is what the RFC and its example use; new draws have no reason to
MOST = 2**16  # the counter before and behind the key has two bytes


@dataclass(frozen=True, kw_only=True)
class Step:
    """One lot: the digest, by how many it was divided, what remained, and the line at that place.

    The remainder counts from 0, as remainders do; `position` is the place in the list of those still in it, from 1.
    """

    i: int
    digest: str
    left: int
    remainder: int
    position: int
    drawn: str


@dataclass(frozen=True, kw_only=True)
class Draw:
    """What a draw came to: the whole order, those for the seats first, then those who come in their place."""

    key: str
    algorithm: Algorithm
    pool: int
    pool_sha256: str
    seats: int
    steps: tuple[Step, ...]

    @property
    def order(self) -> tuple[str, ...]:
        """Everybody, as drawn."""
        return tuple(step.drawn for step in self.steps)

    @property
    def selected(self) -> tuple[str, ...]:
        """Those for whom there are seats."""
        return self.order[: self.seats]

    @property
    def alternates(self) -> tuple[str, ...]:
        """The others: when somebody declines, the first of them takes the seat, without another draw."""
        return self.order[self.seats :]

    def to_json(self) -> dict[str, object]:
        """Give the draw as plain JSON types."""
        return {
            "key": self.key,
            "hash": self.algorithm,
            "pool": self.pool,
            "pool_sha256": self.pool_sha256,
            "seats": self.seats,
            "selected": list(self.selected),
            "alternates": list(self.alternates),
            "order": list(self.order),
            "steps": [asdict(step) for step in self.steps],
        }


@dataclass(frozen=True, kw_only=True)
class Stratum:
    """A part of the people that has seats of its own, settled before the draw; it may have none."""

    name: str
    pool: tuple[str, ...]
    seats: int


def draw(
    pool: Sequence[str],
    seats: int,
    sources: Iterable[str],
    *,
    algorithm: Algorithm = "sha256",
    bind: bool = False,
    name: str = "",
) -> Draw:
    """Draw the whole order of a pool.

    Round i divides the digest of (i, key, i) by the number of those left; the remainder is a place in the list, who
    stands there is taken out, and the gap closes. `bind` adds the SHA-256 of the pool as the last source: whoever
    changes a line after the sources are known draws everything anew. `name` tells apart several draws from the same
    sources, such as strata or ties of one count; it stands at the end of the key as it is.

    A pool of more than 65,536 is drawn up to that number, where the counter of the RFC ends.

    Raises ValueError with a plain sentence for a pool, a number of seats or a source that cannot be drawn from.
    """
    check_pool(pool)
    if type(seats) is not int or seats < 1:
        raise ValueError("The number of seats must be a whole number, 1 or more.")
    most = min(len(pool), MOST)
    if seats > most:
        raise ValueError(f"{counted(seats, 'seat', 'seats')} and only {number(most)} to draw. Ask for fewer.")
    return _drawn(pool, seats, _key(pool, sources, bind=bind, name=name), algorithm)


def draw_strata(
    strata: Sequence[Stratum], sources: Iterable[str], *, algorithm: Algorithm = "sha256", bind: bool = False
) -> dict[str, Draw]:
    """Draw each stratum by itself, with its name at the end of the key.

    How many seats a stratum has is settled before the draw, as by largest remainder in
    `organisations.apportionment`.

    Raises ValueError as `draw` does, and where two strata have one name or somebody stands in both.
    """
    names = [stratum.name for stratum in strata]
    if repeated := first_repeated(names):
        raise ValueError(f"Two strata are called “{repeated}”. Give each a name of its own.")
    if repeated := first_repeated([line for stratum in strata for line in dict.fromkeys(stratum.pool)]):
        raise ValueError(f"“{repeated}” stands in two strata. Everybody can be drawn once.")
    given, drawn = list(sources), {}
    for stratum in strata:
        if not stratum.name:
            raise ValueError("Each stratum needs a name.")
        check_pool(stratum.pool)
        if type(stratum.seats) is not int or not 0 <= stratum.seats <= min(len(stratum.pool), MOST):
            raise ValueError(f"The seats of “{stratum.name}” must be a number from 0 to {number(len(stratum.pool))}.")
        key = _key(stratum.pool, given, bind=bind, name=stratum.name)
        drawn[stratum.name] = _drawn(stratum.pool, stratum.seats, key, algorithm)
    return drawn


def order_by_lot(
    tied: Iterable[str], sources: Iterable[str], *, stage: str = "", algorithm: Algorithm = "sha256"
) -> Draw:
    """Break a tie: put the tied into an order by lot.

    They are numbered by bytes first, since a tie has no order of its own. Give the stage where one count can have
    several ties, or each of them is broken by the same digests.

    Raises ValueError as `draw` does, and where fewer than two are tied.
    """
    pool = freeze(tied)
    if len(pool) < 2:
        raise ValueError("A tie is between two or more.")
    return draw(pool, 1, sources, algorithm=algorithm, name=stage)


def _drawn(pool: Sequence[str], seats: int, key: str, algorithm: Algorithm) -> Draw:
    if algorithm not in get_args(Algorithm):
        raise ValueError(f"The hash must be one of: {', '.join(get_args(Algorithm))}.")
    left, steps = list(pool), []
    for i in range(min(len(pool), MOST)):
        counter = i.to_bytes(2, "big")
        digest = hashlib.new(algorithm, counter + key.encode() + counter, usedforsecurity=False).hexdigest().upper()
        there = len(left)
        remainder = int(digest, 16) % there
        drawn = left.pop(remainder)
        steps.append(Step(i=i, digest=digest, left=there, remainder=remainder, position=remainder + 1, drawn=drawn))
    return Draw(
        key=key, algorithm=algorithm, pool=len(pool), pool_sha256=pool_digest(pool), seats=seats, steps=tuple(steps)
    )


def _key(pool: Sequence[str], sources: Iterable[str], *, bind: bool, name: str) -> str:
    if "/" in name or "\n" in name:
        raise ValueError(f"The name “{name}” cannot stand in a key: a slash ends a source. Write it without.")
    key = key_of(sources)
    if bind:
        key += key_of([pool_digest(pool)])
    return f"{key}{name}./" if name else key
