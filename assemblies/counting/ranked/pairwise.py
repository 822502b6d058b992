"""Every option against every other: how many papers prefer the one to the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assemblies.counting.ranked.outcome import Pair

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assemblies.counting.ranked.profile import Profile
    from assemblies.counting.ranked.record import Record

Matrix = list[list[int]]


def preferences(profile: Profile) -> Matrix:
    """Count for each option and each other on how many papers it stands above it.

    The counts of one option are kept in one large number, in lanes wide enough for all papers, so that a paper adds to
    all those below at once.
    """
    options = range(len(profile.options))
    width = profile.papers.bit_length() + 1
    lane = [1 << width * option for option in options]
    everybody = sum(lane[option] for option in profile.standing)
    rows = [0] * len(lane)
    for ranking, number in profile.ballots.items():
        below = everybody
        for rank in ranking:
            if len(rank) == 1:
                below -= lane[rank[0]]
                rows[rank[0]] += number * below
            else:
                below -= sum(lane[option] for option in rank)
                for option in rank:
                    rows[option] += number * below
    mask = (1 << width) - 1
    return [[row >> width * option & mask for option in options] for row in rows]


def victories(matrix: Matrix, options: Sequence[int]) -> list[tuple[int, int]]:
    """Give the pairs of which more papers prefer the first to the second than the other way round."""
    return [(one, other) for one in options for other in options if matrix[one][other] > matrix[other][one]]


def strongest_paths(
    matrix: Matrix, options: Sequence[int], strength: Callable[[int, int], tuple[int, ...]]
) -> dict[int, dict[int, int]]:
    """Give for each option and each other the strength of the strongest path of victories between them; 0 for none.

    A path is as strong as its weakest victory. Strengths are given as places among all strengths, the weakest is 1.
    """
    won = victories(matrix, options)
    found = {(one, other): strength(matrix[one][other], matrix[other][one]) for one, other in won}
    places = {key: place for place, key in enumerate(sorted(set(found.values())), 1)}
    index = {option: place for place, option in enumerate(options)}
    paths = [[0] * len(options) for _ in options]
    for (one, other), key in found.items():
        paths[index[one]][index[other]] = places[key]
    for middle, onward in enumerate(paths):
        for start, row in enumerate(paths):
            to_middle = row[middle]
            if to_middle and start != middle:
                paths[start] = [
                    direct if direct >= rest or direct >= to_middle else min(rest, to_middle)
                    for direct, rest in zip(row, onward, strict=True)
                ]
    return {one: {other: paths[index[one]][index[other]] for other in options} for one in options}


def layers(options: Sequence[int], beats: Callable[[int, int], bool]) -> list[list[int]]:
    """Put options in order: first those that nobody beats, then those that nobody else beats, and so on."""
    left, found = list(options), []
    while left:
        top = [option for option in left if not any(beats(other, option) for other in left)]
        found.append(top)
        left = [option for option in left if option not in top]
    return found


def elect_in_layers(order: list[list[int]], record: Record) -> None:
    """Elect from the first layer on. Where a layer has more options than seats are left, it is a tie.

    Raises:
        TieStands: nothing was decided about that tie; those before it are elected.
    """
    record.order = [option for layer in order for option in layer]
    elected: list[int] = []
    placed: list[int] = []
    for layer in order:
        free = record.seats - len(elected)
        if 0 < free < len(layer):
            record.elect(elected)
            record.sure, record.changes = [], True
            chosen = record.settle("win", layer, free)
            record.elected.clear()
            elected = [*elected, *chosen]
            rest = [option for option in layer if option not in chosen]
            placed += [*chosen, *(record.rank(rest) if len(rest) > 1 else rest)]
        else:
            ranked = record.rank(layer) if len(layer) > 1 else layer
            placed += ranked
            elected = [*elected, *ranked] if free > 0 else elected
    record.order = placed
    record.elect(elected)


def pairs_of(
    matrix: Matrix, won: Sequence[tuple[int, int]], record: Record, states: Sequence[str] = ()
) -> tuple[Pair, ...]:
    """Give these pairs with names and numbers, for the record."""
    return tuple(
        Pair(
            winner=record.names[one],
            loser=record.names[other],
            for_=matrix[one][other],
            against=matrix[other][one],
            state=state,
        )
        for (one, other), state in zip(won, states or [""] * len(won), strict=True)
    )
