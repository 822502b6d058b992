"""The rules once more, as slowly and plainly as they are written down: paper by paper, with fractions, path by path.

Each takes the options in an order drawn beforehand, in which the earlier fares better where the rule cannot choose.
"""

from fractions import Fraction
from itertools import pairwise, permutations
from math import ceil, floor

from assemblies.counting.ranked.profile import Profile

Order = list[int]


def single_papers(profile: Profile) -> list[Order]:
    """Every paper on its own, blank ones left out."""
    return [
        [option for rank in ranking for option in rank]
        for ranking, number in profile.ballots.items()
        for _ in range(number)
        if any(ranking)
    ]


def scottish(profile: Profile, drawn: Order) -> tuple[set[int], list[list[Fraction]]]:  # noqa: C901 - the rule in one piece
    """Who is elected, and the totals at the end of each stage."""
    options = range(len(profile.options))
    papers = [[paper, Fraction(1), None] for paper in single_papers(profile)]
    quota = len(papers) // (profile.seats + 1) + 1
    continuing, elected, excluded, history = set(options), [], set(), []
    surplus_of: list[int] = []
    totals = [Fraction(0)] * len(options)

    def move(moved):
        for paper in moved:
            paper[2] = next((option for option in paper[0] if option in continuing), None)
            if paper[2] is not None:
                totals[paper[2]] += paper[1]

    def behind(one, stages):
        return [stage[one] for stage in reversed(stages)]

    move(papers)
    while True:
        history.append(list(totals))
        reached = sorted((one for one in continuing if totals[one] >= quota), key=lambda one: -totals[one])
        for one in reached:
            continuing.discard(one)
            elected.append(one)
            if totals[one] > quota:
                surplus_of.append(one)
        if len(continuing) <= profile.seats - len(elected):
            elected += continuing
            continuing = set()
        if not continuing or len(elected) == profile.seats:
            return set(elected), history
        if surplus_of:
            one = max(surplus_of, key=lambda one: (behind(one, history), -drawn.index(one)))
            surplus_of.remove(one)
            surplus, total = totals[one] - quota, totals[one]
            totals[one] = Fraction(quota)
            held = [paper for paper in papers if paper[2] == one]
            for paper in held:
                paper[1] = Fraction(floor(surplus * paper[1] / total * 100_000), 100_000)
        else:
            one = min(continuing, key=lambda one: (behind(one, history), -drawn.index(one)))
            continuing.discard(one)
            excluded.add(one)
            totals[one] = Fraction(0)
            held = [paper for paper in papers if paper[2] == one]
        move(held)


def meek(profile: Profile, drawn: Order) -> tuple[set[int], list[list[Fraction]]]:
    """Who is elected by the reference rule, and the votes at the end of each round."""
    places, papers, history = 10**9, single_papers(profile), []
    keep = {option: Fraction(1) for option in range(len(profile.options))}
    hopeful, elected = set(keep), set()

    def up(value):
        return Fraction(ceil(value * places), places)

    while len(elected) < profile.seats and len(elected) + len(hopeful) > profile.seats:
        before = None
        while True:
            votes = dict.fromkeys(keep, Fraction(0))
            for paper in papers:
                weight = Fraction(1)
                for option in paper:
                    kept = up(weight * keep[option])
                    votes[option] += kept
                    weight -= kept
            quota = Fraction(floor(sum(votes.values()) / (profile.seats + 1) * places) + 1, places)
            winners = {one for one in hopeful if votes[one] >= quota}
            elected |= winners
            hopeful -= winners
            surplus = max(Fraction(0), sum((votes[one] - quota for one in elected), Fraction(0)))
            if winners or surplus < Fraction(1, 10**6) or (before is not None and surplus >= before):
                break
            before = surplus
            for one in elected:
                keep[one] = up(up(keep[one] * quota) / votes[one])
        history.append(list(votes.values()))
        if not winners:
            least = min(votes[one] for one in hopeful)
            tied = [one for one in hopeful if votes[one] <= least + surplus]
            out = max(tied, key=drawn.index)
            hopeful.discard(out)
            keep[out] = Fraction(0)
    return elected | hopeful if len(elected) < profile.seats else elected, history


def run_off(profile: Profile, drawn: Order) -> int:
    """Who wins the one seat."""
    papers, left, history = single_papers(profile), set(range(len(profile.options))), []
    while True:
        totals = dict.fromkeys(range(len(profile.options)), 0)
        for paper in papers:
            top = next((option for option in paper if option in left), None)
            if top is not None:
                totals[top] += 1
        history.append(totals)
        best = max(left, key=totals.__getitem__)
        if 2 * totals[best] > sum(totals.values()) or len(left) == 1:
            return best
        left.discard(min(left, key=lambda one: ([stage[one] for stage in reversed(history)], -drawn.index(one))))


def preferred(profile: Profile) -> list[list[int]]:
    """On how many papers one stands above another."""
    size = len(profile.options)
    matrix = [[0] * size for _ in range(size)]
    for ranking, number in profile.ballots.items():
        rank_of = {option: place for place, rank in enumerate(ranking) for option in rank}
        for one in range(size):
            for other in range(size):
                if rank_of.get(one, size) < rank_of.get(other, size):
                    matrix[one][other] += number
    return matrix


def strongest_paths(profile: Profile) -> dict[tuple[int, int], int]:
    """The votes of the weakest step on the best path between each two, every path looked at; 0 where there is none."""
    matrix, options = preferred(profile), range(len(profile.options))

    def strongest(one, other):
        found = 0
        between = [option for option in options if option not in {one, other}]
        for length in range(len(between) + 1):
            for middle in permutations(between, length):
                steps = list(pairwise((one, *middle, other)))
                if all(matrix[a][b] > matrix[b][a] for a, b in steps):
                    found = max(found, min(matrix[a][b] for a, b in steps))
        return found

    return {(one, other): strongest(one, other) for one in options for other in options if one != other}


def locked_winners(profile: Profile, pairs: list[tuple[int, int]]) -> set[int]:
    """Whom nobody stands above when pairs are locked in this order."""
    above = {option: set() for option in range(len(profile.options))}

    def reaches(start, goal):
        return start == goal or any(reaches(below, goal) for below in above[start])

    for winner, loser in pairs:
        if not reaches(loser, winner):
            above[winner].add(loser)
    return set(above) - set().union(*above.values())
