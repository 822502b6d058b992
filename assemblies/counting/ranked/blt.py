"""Reading BLT, the usual form in which ranked papers are published; docs/counting.md says which dialects.

Lines that are equal are read once, which is why a file of a hundred thousand papers is read in a moment.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from assemblies.counting.ranked.names import Line, read_names, without_comment
from assemblies.counting.ranked.profile import BadBallots, Profile, Rank, Ranking, check_seats

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MOST_OPTIONS = 10_000
WHOLE = re.compile(r"[0-9]+")
HEAD = re.compile(r"([0-9]+)\s+([0-9]+)")
LABEL = re.compile(r"\([^()]*\)\s*")  # a mark that some programs set before a paper


def read_blt(text: str, *, seats: int | None = None) -> Profile:
    """Read the papers of one vote; `seats` takes the place of the number in the file.

    Raises:
        BadBallots: the file is broken, with the first line that is.
    """
    lines = significant(text)
    number, head = next(lines, (1, ""))
    found = HEAD.fullmatch(head)
    if not found:
        raise BadBallots("This must be two numbers: how many options there are, and how many seats.", line=number)
    options, stated = int(found[1][:9]), int(found[2][:9])
    if options < 1:
        raise BadBallots("There are no options.", line=number)
    if options > MOST_OPTIONS:
        raise BadBallots(f"There are {options:,} options; more than {MOST_OPTIONS:,} are not counted.", line=number)
    if seats is None:
        if stated < 1:
            raise BadBallots("The number of seats must be 1 or more.", line=number)
        seats = stated
    check_seats(seats)
    reader = Papers(options)
    number = reader.read(lines, number)
    names, title = read_names(lines, options, number)
    return Profile(
        options=names,
        ballots=reader.ballots,
        seats=seats,
        withdrawn=frozenset(reader.withdrawn),
        title=title,
        shared_at=reader.shared_at,
    )


def significant(text: str) -> Iterator[Line]:
    """Give the lines that say something, with their numbers; a comment begins with # outside of quotation marks."""
    for number, line in enumerate(text.splitlines(), 1):
        said = line.strip()
        if "#" in said:
            said = without_comment(said)
        if said:
            yield number, said


class Papers:
    """Reads the lines of papers up to the 0 that ends them."""

    def __init__(self, options: int) -> None:
        self.options = options
        self.single: dict[str, Rank] = {str(option + 1): (option,) for option in range(options)}
        self.papers: dict[str, int] = {}  # by what stands in the line
        self.rankings: list[Ranking] = []  # of these, in the same order
        self.withdrawn: set[int] = set()
        self.shared_at: int | None = None

    def read(self, lines: Iterator[Line], last: int) -> int:
        """Read them all; gives the line of the 0."""
        papers, weights = self.papers, dict[str, int]()
        number = last
        for number, said in lines:
            if said == "0":
                return number
            if said[0] == "-":
                self.withdraw(said, number)
                continue
            line = LABEL.sub("", said, count=1) if said[0] == "(" else said
            weight, _, rest = line.partition(" ") if "\t" not in line else " ".join(line.split()).partition(" ")
            if rest not in papers:
                self.rankings.append(self.ranking(rest, weight, number))
            if weight not in weights:
                weights[weight] = weight_of(weight, number)
            papers[rest] = papers.get(rest, 0) + weights[weight]
        raise BadBallots("The papers must end with a line 0, and the names follow.", line=number)

    @property
    def ballots(self) -> Mapping[Ranking, int]:
        """The papers, however their lines were spaced."""
        once = dict(zip(self.rankings, self.papers.values(), strict=True))
        if len(once) == len(self.papers):
            return once
        ballots: Counter[Ranking] = Counter()
        for ranking, number in zip(self.rankings, self.papers.values(), strict=True):
            ballots[ranking] += number
        return ballots

    def withdraw(self, line: str, number: int) -> None:
        """Read options that stand no more: their numbers with a minus."""
        if self.papers:
            raise BadBallots("Options that withdrew must be named before the papers.", line=number)
        for word in line.split():
            if word == "0":
                continue
            if word[0] != "-" or word[1:] not in self.single:
                raise BadBallots(f"“{word[:40]}” is no option that could withdraw.", line=number)
            self.withdrawn.update(self.single[word[1:]])

    def ranking(self, rest: str, weight: str, number: int) -> Ranking:
        """Read what stands behind the number of papers."""
        words = rest.split()
        if not words or words[-1] != "0":
            if weight.startswith('"'):
                raise BadBallots("The papers must end with a line 0 before the names.", line=number)
            raise BadBallots("A paper must end with 0.", line=number)
        words.pop()
        single = self.single
        try:
            ranking = tuple([single[word] for word in words])
            if len(set(words)) == len(words):
                return ranking
        except KeyError:
            ranking = tuple(self.rank(word, number) for word in words)
        for option, times in Counter(chain.from_iterable(ranking)).items():
            if times > 1:
                raise BadBallots(f"Option {option + 1} is named twice on one paper.", line=number)
        return ranking

    def rank(self, word: str, number: int) -> Rank:
        """Read one place: a number, or several with = between them."""
        if word == "-":
            raise BadBallots("A paper leaves a rank out.", line=number)
        rank: Rank = ()
        for part in word.split("="):
            if not WHOLE.fullmatch(part):
                raise BadBallots(f"“{part[:40]}” is no number of an option.", line=number)
            option = self.single.get(part.lstrip("0") or "0")
            if option is None:
                if not part.strip("0"):
                    raise BadBallots("A 0 ends a paper, and something follows it.", line=number)
                raise BadBallots(f"Option {part[:40]} is not there; there are {self.options}.", line=number)
            rank += option
        if len(rank) > 1 and self.shared_at is None:
            self.shared_at = number
        return rank


def weight_of(said: str, line: int) -> int:
    """Read how many papers a line stands for."""
    if not WHOLE.fullmatch(said) or len(said) > 15 or int(said) < 1:
        raise BadBallots(f"The number of papers must be whole, 1 or more: “{said[:40]}”.", line=line)
    return int(said)
