"""The door: papers in, the result with its record out."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from assemblies.counting.ranked.blt import HEAD, MOST_OPTIONS, read_blt, significant
from assemblies.counting.ranked.csv_ballots import read_csv
from assemblies.counting.ranked.debian import Asked, debian
from assemblies.counting.ranked.every_way import every_way
from assemblies.counting.ranked.irv import irv
from assemblies.counting.ranked.meek import meek
from assemblies.counting.ranked.profile import BadBallots, Profile, check_seats
from assemblies.counting.ranked.ranked_pairs import ranked_pairs
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
MOST_BY_PAIRS = 300  # the work grows with the third power of the options


def count(
    source: Profile | Path | str,
    *,
    method: str,
    seats: int | None = None,
    default: str | None = None,
    ties: Any = None,
    quorum: int | str | Fraction = 0,
    majorities: Mapping[str, int | str | Fraction] | None = None,
    form: Literal["blt", "csv"] | None = None,
) -> Count:
    """Count papers by one method.

    Args:
        source: the papers, a path to a file with them, or the text of such a file.
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
    if seats is not None:
        check_seats(seats)
    profile = source if isinstance(source, Profile) else read(source, seats=seats, form=form)
    if seats is not None and seats != profile.seats:
        profile = replace(profile, seats=seats)
    demand_size(profile, method)
    profile = profile.without(profile.withdrawn)
    if not profile.standing:
        raise BadBallots("All options have withdrawn.")
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


def read(source: Path | str, *, seats: int | None = None, form: str | None = None) -> Profile:
    """Read a file, or its text: BLT or CSV, told apart by its name or by its first line.

    Raises:
        BadBallots: there is no such file, or it is broken.
    """
    text = source if isinstance(source, str) else ""
    if isinstance(source, Path) or ("\n" not in source and "\r" not in source):
        path = Path(source)
        try:
            text = decoded(path.read_bytes())
        except (OSError, ValueError) as error:
            raise BadBallots(f"The file {path} cannot be read.") from error
        form = form or {".blt": "blt", ".csv": "csv"}.get(path.suffix.lower())
    text = text.removeprefix("\ufeff")
    if form is None:
        first = next(significant(text), (1, ""))[1]
        form = "csv" if not HEAD.fullmatch(first) and ("," in first or ";" in first) else "blt"
    return read_csv(text, seats=seats) if form == "csv" else read_blt(text, seats=seats)


def decoded(data: bytes) -> str:
    """Read UTF-8, or UTF-16 with its mark; what is neither is taken for the older Western encoding."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252")


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
