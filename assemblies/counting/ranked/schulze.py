"""Schulze's method: who has the stronger path of victories against everybody else wins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assemblies.counting.ranked.pairwise import (
    Matrix,
    elect_in_layers,
    layers,
    pairs_of,
    preferences,
    strongest_paths,
    victories,
)
from assemblies.counting.ranked.record import TieStands

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assemblies.counting.ranked.profile import Profile
    from assemblies.counting.ranked.record import Record


def schulze(profile: Profile, record: Record) -> None:
    """Elect by strongest paths; a victory is as strong as it has papers in favour."""
    record.valid = sum(number for ranking, number in profile.ballots.items() if any(ranking))
    by_paths(preferences(profile), record.standing, record, strength=lambda for_, _: (for_,))


def by_paths(
    matrix: Matrix,
    options: Sequence[int],
    record: Record,
    *,
    strength: Callable[[int, int], tuple[int, ...]],
    last: int | None = None,
) -> None:
    """Elect by strongest paths among these options; nobody behind the option `last`, if one is given.

    `totals` in the record are how many others an option has a stronger path against.
    """
    paths = strongest_paths(matrix, options, strength)

    def beats(one: int, other: int) -> bool:
        return paths[one][other] > paths[other][one]

    found = layers(options, beats)
    wins = {one: sum(beats(one, other) for other in options) for one in options}
    elected: list[int] = []
    try:
        elected = elect_in_layers(found, record, record.seats)
        if last in elected and elected != [last]:
            elected = elected[: elected.index(last)] or [last]
    except TieStands:
        elected = record.sure
        raise
    finally:
        record.add(
            wins,
            elected=elected,
            note="Each option against each other by its strongest path; totals are how many others it beats so.",
            pairs=pairs_of(matrix, victories(matrix, options), record),
        )
