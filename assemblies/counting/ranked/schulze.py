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

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assemblies.counting.ranked.profile import Profile
    from assemblies.counting.ranked.record import Record


def schulze(profile: Profile, record: Record) -> None:
    """Elect by strongest paths; a victory is as strong as it has papers in favour."""
    by_paths(preferences(profile), record.standing, record, strength=lambda for_, _: (for_,))


def by_paths(
    matrix: Matrix,
    options: Sequence[int],
    record: Record,
    *,
    strength: Callable[[int, int], tuple[int, ...]],
) -> None:
    """Elect by strongest paths among these options.

    `totals` in the record are how many others an option has a stronger path against.
    """
    paths = strongest_paths(matrix, options, strength)

    def beats(one: int, other: int) -> bool:
        return paths[one][other] > paths[other][one]

    record.add(
        {one: sum(beats(one, other) for other in options) for one in options},
        note="Each option against each other by its strongest path; totals are how many others it beats so.",
        pairs=pairs_of(matrix, victories(matrix, options), record),
    )
    elect_in_layers(layers(options, beats), record)
