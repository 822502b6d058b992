"""How long each ranked method takes for many papers, beside libraries where they are installed.

    python bench/counting.py
    python bench/counting.py --papers 100000 --options 12 --seats 5 --times 3

Papers come from a fixed seed: an order of all options in which some are liked more, cut anywhere. Equal papers are
grouped before the clock starts, for everybody; a library's own objects are made within it, as ours are.
"""

import argparse
import importlib
import platform
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from assemblies.counting import count
from assemblies.counting.ranked.count import NAMES
from assemblies.counting.ranked.profile import Profile
from assemblies.counting.ranked.reading import read

Grouped = dict[tuple[int, ...], int]
ONE_SEAT = {"debian-schulze"}


def papers(number: int, options: int, seed: int = 1) -> Grouped:
    """So many papers, grouped."""
    chance = random.Random(seed)
    liked = [0.5 + chance.random() for _ in range(options)]
    found: Counter[tuple[int, ...]] = Counter()
    for _ in range(number):
        order = sorted(range(options), key=lambda option: liked[option] * chance.random(), reverse=True)
        found[tuple(order[: chance.randint(1, options)])] += 1
    return dict(found)


def as_blt(grouped: Grouped, options: int, seats: int) -> str:
    """The same papers as a file."""
    lines = [f"{number} {' '.join(str(option + 1) for option in paper)} 0" for paper, number in grouped.items()]
    return "\n".join([f"{options} {seats}", *lines, "0", *(f'"Option {option}"' for option in range(options))]) + "\n"


def ours(grouped: Grouped, options: int, seats: int) -> Iterator[tuple[str, Callable[[], object]]]:
    """Reading, then each method with making its papers."""
    text = as_blt(grouped, options, seats)
    yield "reading the BLT file", lambda: read(text)
    ballots = {tuple((option,) for option in paper): number for paper, number in grouped.items()}
    names = tuple(f"Option {option}" for option in range(options))

    def counted(method: str) -> object:
        told = {"default": names[-1], "seats": 1} if method in ONE_SEAT else {}
        return count(Profile(options=names, ballots=ballots, seats=seats), method=method, **told)

    for method in NAMES:
        yield method, lambda method=method: counted(method)


def installed(name: str) -> Any:
    """A module, or nothing where it is not installed."""
    try:
        return importlib.import_module(name)
    except ImportError:
        print(f"{name} is not installed: pip install -r bench/requirements.txt", file=sys.stderr)
        return None


def pyrankvote(grouped: Grouped, options: int, seats: int) -> Iterator[tuple[str, Callable[[], object]]]:
    """A transferable vote of its own; it has no grouped papers."""
    if (library := installed("pyrankvote")) is None:
        return
    candidates = [library.Candidate(f"Option {option}") for option in range(options)]

    def counted() -> object:
        ballots = [
            library.Ballot(ranked_candidates=[candidates[option] for option in paper])
            for paper, number in grouped.items()
            for _ in range(number)
        ]
        return library.single_transferable_vote(candidates, ballots, number_of_seats=seats)

    yield "pyrankvote, its STV", counted


def votelib(grouped: Grouped, _options: int, seats: int) -> Iterator[tuple[str, Callable[[], object]]]:
    """Transferable vote with Gregory's surpluses, Schulze, ranked pairs."""
    if installed("votelib") is None:
        return
    sequential = importlib.import_module("votelib.evaluate.sequential")
    condorcet = importlib.import_module("votelib.evaluate.condorcet")
    convert = importlib.import_module("votelib.convert")
    yield "votelib, STV", lambda: sequential.TransferableVoteSelector().evaluate(dict(grouped), seats)
    for name in ("Schulze", "RankedPairs"):
        rule = getattr(condorcet, name)
        yield (
            f"votelib, {name}",
            lambda rule=rule: rule().evaluate(convert.RankedToCondorcetVotes().convert(dict(grouped)), seats),
        )


def pref_voting(grouped: Grouped, _options: int, seats: int) -> Iterator[tuple[str, Callable[[], object]]]:
    """Scottish transferable vote, Schulze and ranked pairs on truncated orders."""
    if (profiles := installed("pref_voting.profiles_with_ties")) is None:
        return
    proportional = importlib.import_module("pref_voting.proportional_methods")
    margins = importlib.import_module("pref_voting.margin_based_methods")

    def made() -> Any:
        rankings = [{option: rank for rank, option in enumerate(paper, 1)} for paper in grouped]
        return profiles.ProfileWithTies(rankings, rcounts=list(grouped.values()))

    yield "pref_voting, STV-Scottish", lambda: proportional.stv_scottish(made(), num_seats=seats)
    yield "pref_voting, Schulze", lambda: margins.beat_path(made())
    yield "pref_voting, ranked pairs", lambda: margins.ranked_pairs(made())


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--papers", type=int, default=100_000)
    parser.add_argument("--options", type=int, default=12)
    parser.add_argument("--seats", type=int, default=5)
    parser.add_argument("--times", type=int, default=3, help="how often each; the median is printed")
    asked = parser.parse_args()
    grouped = papers(asked.papers, asked.options)
    cores = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    print(f"{asked.papers} papers, {len(grouped)} different, {asked.options} options, {asked.seats} seats; {cores}")
    for measures in (ours, pyrankvote, votelib, pref_voting):
        for name, call in measures(grouped, asked.options, asked.seats):
            taken = []
            for _ in range(asked.times):
                started = perf_counter()
                try:
                    call()
                except Exception as error:  # noqa: BLE001  # a library that cannot count them is told, and the next is measured
                    print(f"{name:<28} failed: {error}")
                    break
                taken.append(perf_counter() - started)
            else:
                print(f"{name:<28} {median(taken):8.3f} s")


if __name__ == "__main__":
    main()
