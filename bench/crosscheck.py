"""Whether other libraries elect the same on random elections, where their rule is the same.

    pip install --target /tmp/peers pyrankvote votelib
    PYTHONPATH=/tmp/peers python bench/crosscheck.py --elections 300

Elections in which our count meets a tie, or a library fails, are left out: at ties each has a rule of its own.
Of transferable votes winners alone are compared, and a library that hands on surpluses otherwise may differ; each
difference is printed with its papers, to be counted by hand.
"""

import argparse
import importlib
import random
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from assemblies.counting import count
from assemblies.counting.ranked.profile import Profile

Grouped = dict[tuple[int, ...], int]
Found = set[int]


def election(chance: random.Random) -> tuple[Grouped, int, int]:
    """Papers on three to eight options, whose parties make some orders likelier; and one to four seats."""
    options = chance.randint(3, 8)
    places = [chance.random() for _ in range(options)]
    found: Counter[tuple[int, ...]] = Counter()
    for _ in range(chance.randint(20, 400)):
        here = chance.random()
        order = sorted(range(options), key=lambda one: abs(places[one] - here) + chance.random() / 3)
        found[tuple(order[: chance.randint(1, options)])] += 1
    return dict(found), options, chance.randint(1, min(4, options - 1))


def ours(grouped: Grouped, options: int, seats: int, method: str) -> Found | None:
    """Whom we elect; None with a tie on the way."""
    names = tuple(str(option) for option in range(options))
    ballots = {tuple((option,) for option in paper): number for paper, number in grouped.items()}
    result = count(Profile(options=names, ballots=ballots, seats=seats), method=method)
    return None if any(tie.purpose != "order" for tie in result.ties) else {int(name) for name in result.winners}


def votelib_stv(grouped: Grouped, _options: int, seats: int) -> Found:
    """Gregory's surpluses in fractions, Droop's quota."""
    rule = importlib.import_module("votelib.evaluate.sequential").TransferableVoteSelector(quota_function="droop")
    return set(rule.evaluate(dict(grouped), seats))


def votelib_pairs(name: str) -> Callable[[Grouped, int, int], Found]:
    """A method by pairs, on orders in which whoever is not named stands below."""

    def elected(grouped: Grouped, options: int, seats: int) -> Found:
        rule = getattr(importlib.import_module("votelib.evaluate.condorcet"), name)()
        pairs: Counter[tuple[int, int]] = Counter()
        for paper, number in grouped.items():
            left = set(range(options))
            for one in paper:
                left.discard(one)
                for other in left:
                    pairs[one, other] += number
        return set(rule.evaluate(dict(pairs), seats))

    return elected


def pyrankvote(name: str) -> Callable[[Grouped, int, int], Found]:
    """A method of that library, which draws lots by itself at ties."""

    def elected(grouped: Grouped, options: int, seats: int) -> Found:
        library: Any = importlib.import_module("pyrankvote")
        candidates = [library.Candidate(str(option)) for option in range(options)]
        ballots = [
            library.Ballot(ranked_candidates=[candidates[option] for option in paper])
            for paper, number in grouped.items()
            for _ in range(number)
        ]
        told = {} if name == "instant_runoff_voting" else {"number_of_seats": seats}
        result = getattr(library, name)(candidates, ballots, **told)
        return {int(one.name) for one in result.get_winners()}

    return elected


COMPARED: list[tuple[str, str, bool, Callable[[Grouped, int, int], Found]]] = [
    ("irv", "votelib, transferable vote for one seat", True, votelib_stv),
    ("irv", "pyrankvote, instant run-off", True, pyrankvote("instant_runoff_voting")),
    ("scottish-stv", "votelib, Gregory", False, votelib_stv),
    ("scottish-stv", "pyrankvote, STV", False, pyrankvote("single_transferable_vote")),
    ("meek-stv", "pyrankvote, STV", False, pyrankvote("single_transferable_vote")),
    ("schulze", "votelib, Schulze", True, votelib_pairs("Schulze")),
    ("ranked-pairs", "votelib, ranked pairs", True, votelib_pairs("RankedPairs")),
]


def main() -> None:
    """Compare and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--elections", type=int, default=300, help="of each method")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=2, help="how many differences of each are printed whole")
    asked = parser.parse_args()
    for method, told, one_seat, theirs in COMPARED:
        chance, same, ties, failed, other = random.Random(asked.seed), 0, 0, 0, []
        for _ in range(asked.elections):
            grouped, options, seats = election(chance)
            seats = 1 if one_seat else seats
            mine = ours(grouped, options, seats, method)
            if mine is None:
                ties += 1
                continue
            try:
                found = theirs(grouped, options, seats)
            except Exception:  # noqa: BLE001  # a library that cannot count these is told
                failed += 1
                continue
            same += found == mine
            if found != mine:
                other.append((grouped, options, seats, mine, found))
        print(f"{method:<14} {told:<40} same {same}, other {len(other)}, ties {ties}, failed {failed}", flush=True)
        for grouped, options, seats, mine, found in other[: asked.show]:
            print(f"   {options} options, {seats} seats: ours {sorted(mine)}, theirs {found}: {grouped}")


if __name__ == "__main__":
    main()
