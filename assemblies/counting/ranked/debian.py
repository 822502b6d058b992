"""Schulze's method as the constitution of Debian has it: with an option by default, a quorum and majorities."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from assemblies.counting.ranked.pairwise import preferences
from assemblies.counting.ranked.profile import BadBallots
from assemblies.counting.ranked.schulze import by_paths

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assemblies.counting.ranked.profile import Profile
    from assemblies.counting.ranked.record import Record

# Also behind a mark such as "Choice 4:".
USUAL_DEFAULT = re.compile(r"(?:.*:\s*)?(?:none of the above|further discussion|nota)\W*", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the rules of one vote ask for.

    Args:
        default: the option that stands for doing nothing; found by its usual names where it is not given.
        quorum: how many papers must prefer an option to the default.
        majorities: how many times as many papers must prefer an option to the default as the default to it.
    """

    default: str | None = None
    quorum: Fraction = Fraction(0)
    majorities: Mapping[str, Fraction] = field(default_factory=dict)


def debian(profile: Profile, record: Record, asked: Asked) -> None:
    """Drop what misses the quorum or its majority, and elect among the others by strongest paths.

    Of two victories with the same number in favour the one with fewer papers against is stronger.

    Raises:
        BadBallots: the default or a majority names no option, or there are several seats.
    """
    if profile.seats != 1:
        raise BadBallots("The rule of debian-schulze elects one. For several seats there is schulze.")
    default = default_of(profile, asked)
    for name in asked.majorities:
        if name not in profile.options:
            raise BadBallots(f"There is no option “{name}” that a majority could be asked of.")
    record.settings = {"default": profile.options[default], "quorum": str(asked.quorum)}
    record.settings |= {f"majority of {name}": str(ratio) for name, ratio in asked.majorities.items()}
    matrix = preferences(profile)
    dropped = []
    for option in record.standing:
        ratio = asked.majorities.get(profile.options[option], Fraction(1))
        for_, against = matrix[option][default], matrix[default][option]
        if option != default and (for_ < asked.quorum or for_ <= ratio * against):
            dropped.append(option)
    record.add(
        {option: matrix[option][default] for option in record.standing},
        note=f"Totals are how many papers prefer each option to {profile.options[default]}.",
    )
    record.exclude(dropped)
    record.behind = sorted(dropped, key=lambda option: (-matrix[option][default], option))
    left = [option for option in record.standing if option not in dropped]
    by_paths(matrix, left, record, strength=lambda for_, against: (for_, -against))


def default_of(profile: Profile, asked: Asked) -> int:
    """Find the option by default.

    Raises:
        BadBallots: there is none of that name, or none of the usual names.
    """
    names = [profile.options[option] for option in profile.standing]
    if asked.default is not None:
        # Where no name is the same, one alone that differs in capital letters is meant.
        said = asked.default.strip().casefold()
        found = [name for name in names if name == asked.default] or [one for one in names if one.casefold() == said]
        if len(found) != 1:
            raise BadBallots(f"There is no option “{asked.default}” that could be the default.")
        return profile.options.index(found[0])
    usual = [name for name in names if USUAL_DEFAULT.fullmatch(name)]
    if not usual:
        raise BadBallots("Name the option that holds by default: none is called “None Of The Above” or such.")
    if len(usual) > 1:
        raise BadBallots(f"Name the option that holds by default: it could be {' or '.join(usual)}.")
    return profile.options.index(usual[0])
