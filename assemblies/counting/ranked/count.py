"""The door: papers in, the result with its record out."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from assemblies.counting.ranked.blt import MOST_OPTIONS
from assemblies.counting.ranked.debian import Asked, debian
from assemblies.counting.ranked.every_way import every_way
from assemblies.counting.ranked.irv import irv
from assemblies.counting.ranked.meek import meek
from assemblies.counting.ranked.profile import BadBallots, Gaps, Profile, check_seats
from assemblies.counting.ranked.ranked_pairs import ranked_pairs
from assemblies.counting.ranked.reading import FORMS, Source, read
from assemblies.counting.ranked.record import Record, TieStands
from assemblies.counting.ranked.schulze import schulze
from assemblies.counting.ranked.scottish import scottish
from assemblies.counting.ranked.ties import Decisions
from assemblies.counting.ranked.trial import Trial

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from assemblies.counting.ranked.outcome import Count

Written = TypeVar("Written", bound=Record)
Method = Literal["scottish-stv", "meek-stv", "irv", "schulze", "debian-schulze", "ranked-pairs"]
METHODS: dict[str, Callable[[Profile, Record], None]] = {
    "scottish-stv": scottish,
    "meek-stv": meek,
    "irv": irv,
    "schulze": schulze,
    "ranked-pairs": ranked_pairs,
}
NAMES = ("scottish-stv", "meek-stv", "irv", "schulze", "debian-schulze", "ranked-pairs")
BY_PAIRS = {"schulze", "debian-schulze", "ranked-pairs"}
CONSECUTIVE = {"scottish-stv", "meek-stv"}  # whose rules read a paper as far as its numbers follow on each other
MOST_BY_PAIRS = 300  # the work grows with the third power of the options


def count(
    source: Profile | Source,
    *,
    method: str,
    seats: int | None = None,
    default: str | None = None,
    ties: Any = None,
    quorum: int | str | Fraction = 0,
    majorities: Mapping[str, int | str | Fraction] | None = None,
    form: FORMS | None = None,
) -> Count:
    """Count papers by one method.

    Args:
        source: the papers; or a path, an open file, or the text or the bytes of a file with them.
        method: one of `NAMES`.
        seats: how many are elected, instead of what the file says.
        default: with debian-schulze the option that holds by default.
        ties: how ties are decided, see `Decisions.of`.
        quorum: with debian-schulze, how many papers must prefer an option to the default.
        majorities: with debian-schulze, how many times as many must prefer an option to the default as the reverse.
        form: of the file, where its name or its first line does not tell.

    Raises:
        BadBallots: the papers or the settings cannot be counted.
        UnfitDecision: what was decided about ties does not fit the ties that arose.
    """
    if method not in NAMES:
        raise BadBallots(f"There is no method “{method}”. Choose one of: {', '.join(NAMES)}.")
    if method != "debian-schulze" and (default is not None or number(quorum, "quorum") or majorities):
        raise BadBallots("A default option, a quorum and majorities belong to debian-schulze.")
    profile = papers_of(source, method, seats, form)
    asked = Asked(
        default=default,
        quorum=number(quorum, "quorum"),
        majorities={name: number(ratio, "majority") for name, ratio in (majorities or {}).items()},
    )
    decisions = Decisions.of(ties, profile.options)

    def run(record: Written) -> Written:
        try:
            if method == "debian-schulze":
                debian(profile, record, asked)
            else:
                METHODS[method](profile, record)
        except TieStands:
            pass
        return record

    record = run(Record(profile, decisions))
    winners, changes = record.elected, None
    if record.open:
        readings = sum(map(len, profile.ballots)) + 10 * len(profile.options)
        winners, changes = every_way(record, lambda *told: run(Trial(profile, decisions, *told)), readings)
    return record.count(profile, method, winners=winners, changes=changes)


def papers_of(source: Profile | Source, method: str, seats: int | None, form: FORMS | None) -> Profile:
    """Give the papers as this method counts them, without options that withdrew."""
    if seats is not None:
        check_seats(seats)
    gaps: Gaps = "end" if method in CONSECUTIVE else "nothing"
    profile = source if isinstance(source, Profile) else read(source, seats=seats, form=form, gaps=gaps)
    if seats is not None and seats != profile.seats:
        profile = replace(profile, seats=seats)
    demand_size(profile, method)
    profile = profile.without(profile.withdrawn)
    if not profile.standing:
        raise BadBallots("All options have withdrawn.")
    return profile if method in BY_PAIRS else profile.without_open_ends()


def demand_size(profile: Profile, method: str) -> None:
    """Refuse more options than can be counted in sensible time."""
    most = MOST_BY_PAIRS if method in BY_PAIRS else MOST_OPTIONS
    if len(profile.options) > most:
        raise BadBallots(f"There are {len(profile.options):,} options; {method} counts {most:,} at most.")


def number(value: int | str | Fraction, what: str) -> Fraction:
    """Read a whole or decimal number or a fraction, 0 or more."""
    try:
        found = Fraction(value)
    except (ValueError, ArithmeticError, TypeError):
        found = Fraction(-1)
    if found < 0 or isinstance(value, float):
        raise BadBallots(f"The {what} must be a number, 0 or more: “{value}”.")
    return found
