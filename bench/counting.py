"""Ranked papers by every method, and reading them from a file.

    python bench/counting.py
    python bench/counting.py --ballots 1000000 --options 12 --seats 5 --runs 3

The papers are invented, the same for the same seed: voters stand somewhere on a line and rank the options by their
distance with some whim, two thirds of them not to the end, so that most papers are unlike all others. Where pyrankvote
or votelib is installed it counts the same papers beside ours, by what comes nearest; their own objects are made
beforehand and not counted in. Neither counts Scottish STV: pyrankvote has a rule of its own, votelib plain Gregory.
"""

import argparse
import platform
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from assemblies.counting.ranked.count import NAMES, count, read
from assemblies.counting.ranked.profile import Profile, Ranking


def invented(ballots: int, options: int, seats: int, seed: int) -> Profile:
    """So many papers of voters along a line."""
    chance = Random(seed)
    papers: Counter[Ranking] = Counter()
    for _ in range(ballots):
        place = chance.gauss(0.5, 0.25)
        far = {option: abs(option / (options - 1) - place) + chance.gauss(0, 0.35) for option in range(options)}
        ranked = min(options, max(1, int(chance.triangular(1, options + 3, options))))
        papers[tuple((option,) for option in sorted(far, key=far.__getitem__)[:ranked])] += 1
    names = tuple(f"Option {number}" for number in range(1, options + 1))
    return Profile(options=names, ballots=papers, seats=seats)


def as_blt(profile: Profile) -> str:
    """The papers as a file."""
    lines = [f"{len(profile.options)} {profile.seats}"]
    lines += [
        f"{number} {' '.join(str(rank[0] + 1) for rank in ranking)} 0" for ranking, number in profile.ballots.items()
    ]
    return "\n".join([*lines, "0", *(f'"{name}"' for name in profile.options), '"Invented"', ""])


def peers(profile: Profile) -> Iterator[tuple[str, Callable[[], object]]]:
    """What other programs do with the same papers, where they are installed."""
    if find_spec("pyrankvote"):
        import pyrankvote  # noqa: PLC0415 - only where it is there

        there = [pyrankvote.Candidate(name) for name in profile.options]
        papers = [
            pyrankvote.Ballot(ranked_candidates=[there[rank[0]] for rank in ranking])
            for ranking, number in profile.ballots.items()
            for _ in range(number)
        ]
        yield "pyrankvote, STV", lambda: pyrankvote.single_transferable_vote(there, papers, profile.seats)
    if find_spec("votelib"):
        from votelib.convert import RankedToCondorcetVotes  # noqa: PLC0415 - only where it is there
        from votelib.evaluate.condorcet import Schulze  # noqa: PLC0415 - only where it is there
        from votelib.evaluate.sequential import TransferableVoteSelector  # noqa: PLC0415 - only where it is there

        votes = {tuple(rank[0] for rank in ranking): number for ranking, number in profile.ballots.items()}
        stv = TransferableVoteSelector(quota_function="droop")
        yield "votelib, STV", lambda: stv.evaluate(votes, profile.seats)
        yield "votelib, Schulze", lambda: Schulze().evaluate(RankedToCondorcetVotes().convert(votes), profile.seats)


def measure(name: str, runs: int, work: Callable[[], object]) -> None:
    """Run it so often and print the median and the worst."""
    times = []
    for _ in range(runs):
        started = perf_counter()
        work()
        times.append(perf_counter() - started)
    print(f"{name:24} median {median(times):7.3f} s   worst {max(times):7.3f} s")


def main() -> None:
    """Invent, count, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ballots", type=int, default=100_000)
    parser.add_argument("--options", type=int, default=12)
    parser.add_argument("--seats", type=int, default=5)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    profile = invented(given.ballots, given.options, given.seats, given.seed)
    print(f"{platform.system()} {platform.machine()}, Python {platform.python_version()}")
    different = len(profile.ballots)
    print(f"{given.ballots} papers, {different} of them different, {given.options} options, {given.seats} seats")
    text = as_blt(profile)
    profile = read(text)
    measure("reading BLT", given.runs, lambda: read(text))
    for method in NAMES:
        default = profile.options[0] if method == "debian-schulze" else None
        measure(
            method, given.runs, lambda method=method, default=default: count(profile, method=method, default=default)
        )
    measure("irv, one seat", given.runs, lambda: count(profile, method="irv", seats=1))
    for name, work in peers(profile):
        measure(name, given.runs, work)


if __name__ == "__main__":
    main()
