"""Reading BLT, the usual form in which ranked papers are published; docs/counting.md says which dialects.

Lines that are equal are read once, which is why a file of a hundred thousand papers is read in a moment.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from assemblies.counting.ranked.names import Line, read_names, without_comment
from assemblies.counting.ranked.profile import BadBallots, Gaps, Profile, Rank, Ranking, check_seats

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MOST_OPTIONS = 10_000
WHOLE = re.compile(r"[0-9]+")
HEAD = re.compile(r"([0-9]+)\s+([0-9]+)")
WEIGHT = re.compile(r"([0-9]{1,15})(?:\.0+)?")
AROUND = re.compile(r"\s*=\s*")
LABEL = re.compile(r"\([^()]*\)\s*")  # a mark that some programs set before a paper


def read_blt(text: str, *, seats: int | None = None, gaps: Gaps = "refused") -> Profile:
    """Read the papers of one vote; `seats` takes the place of the number in the file.

    Raises:
        BadBallots: the file is broken, with the first line that is.
    """
    lines = significant(text)
    number, head = next(lines, (1, ""))
    options, seats = check_head(head, number, seats)
    reader = Papers(options, gaps)
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


def check_head(head: str, line: int, seats: int | None) -> tuple[int, int]:
    """Read how many options there are, and how many seats unless they are given."""
    found = HEAD.fullmatch(head)
    if not found:
        raise BadBallots("This must be two numbers: how many options there are, and how many seats.", line=line)
    options, stated = int(found[1][:9]), int(found[2][:9])
    if options < 1:
        raise BadBallots("There are no options.", line=line)
    if options > MOST_OPTIONS:
        raise BadBallots(f"There are {options:,} options; more than {MOST_OPTIONS:,} are not counted.", line=line)
    if seats is None:
        if stated < 1:
            raise BadBallots("The number of seats must be 1 or more.", line=line)
        seats = stated
    check_seats(seats)
    return options, seats


def significant(text: str) -> Iterator[Line]:
    """Give the lines that say something, with their numbers; a comment begins with # outside of quotation marks."""
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        said = line.strip()
        if "#" in said:
            said = without_comment(said)
        if said:
            yield number, said


class Papers:
    """Reads the lines of papers up to the 0 that ends them."""

    def __init__(self, options: int, gaps: Gaps = "refused") -> None:
        self.options = options
        self.gaps = gaps
        self.single: dict[str, Rank] = {str(option + 1): (option,) for option in range(options)}
        self.papers: dict[str, int] = {}  # by what stands in the line
        self.weights: dict[str, int] = {}  # by how they are written
        self.rankings: list[Ranking] = []  # of these, in the same order
        self.withdrawn: set[int] = set()
        self.shared_at: int | None = None

    def read(self, lines: Iterator[Line], last: int) -> int:
        """Read them all; gives the line of the 0."""
        number = last
        for number, said in lines:
            if said == "0":
                return number
            if said[0] == "-":
                self.withdraw(said, number)
            elif said[0] == "[":
                self.setting(said, number)
            else:
                line = LABEL.sub("", said, count=1) if said[0] == "(" else said
                for one in [line] if " 0 " not in line and "\t" not in line else apart(line, number):
                    weight, _, rest = one.partition(" ")
                    self.take(weight, rest, number)
        raise BadBallots("The papers must end with a line 0, and the names follow.", line=number)

    def take(self, weight: str, rest: str, number: int) -> None:
        """Read one line: how many papers, and what stands on them up to its 0."""
        if "=" in rest:
            rest = AROUND.sub("=", rest)
        if rest not in self.papers:
            self.rankings.append(self.ranking(rest, weight, number))
        if weight not in self.weights:
            self.weights[weight] = weight_of(weight, number)
        self.papers[rest] = self.papers.get(rest, 0) + self.weights[weight]

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

    def setting(self, line: str, number: int) -> None:
        """Read a line in square brackets: who withdrew, and short names; what would change the count is refused."""
        word, *told = line.strip("[]").split() or [""]
        if word.casefold() in {"withdrawn", "withdraw"} and told:
            self.withdraw(" ".join(f"-{one}" for one in told), number)
        elif word.casefold() in {"nick", "nicks", "nicknames"} and len(told) == len(set(told)) == self.options:
            if any(re.fullmatch(r"[0-9]+|.*[=\-].*", one) for one in told):
                raise BadBallots("A short name must not be a number, nor hold = or -.", line=number)
            self.single.update({name: (option,) for option, name in enumerate(told)})
        elif word.casefold() not in {"comment", "contest", "source", "title"}:
            raise BadBallots(
                f"“[{word[:40]}]” is a setting that is not read here, and could change the count. Leave it out, and "
                "give the method, the seats and what was decided about ties with the command.",
                line=number,
            )

    def ranking(self, rest: str, weight: str, number: int) -> Ranking:
        """Read what stands behind the number of papers."""
        words = rest.split()
        if not words or words[-1] != "0":
            if weight.startswith('"'):
                raise BadBallots("The papers must end with a line 0 before the names.", line=number)
            raise BadBallots("A paper must end with 0.", line=number)
        words.pop()
        if "-" in words:
            words = self.without_gaps(words, number)
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

    def without_gaps(self, words: list[str], number: int) -> list[str]:
        """Leave out ranks without an option: behind the last one they say nothing, before it the method decides."""
        while words and words[-1] == "-":
            words = words[:-1]
        if "-" in words and self.gaps == "refused":
            raise BadBallots("A paper leaves a rank out.", line=number)
        return words[: words.index("-")] if "-" in words and self.gaps == "end" else [w for w in words if w != "-"]

    def rank(self, word: str, number: int) -> Rank:
        """Read one place: a number, or several with = between them."""
        rank: Rank = ()
        for part in word.split("="):
            if part in self.single:
                rank += self.single[part]
                continue
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


def apart(line: str, number: int) -> list[str]:
    """Part a line with several papers: each has a number of papers, something to say, and its 0."""
    words, papers = AROUND.sub("=", line).split(), list[str]()
    while "0" in words:
        end = words.index("0") + 1
        papers.append(" ".join(words[:end]))
        words = words[end:]
    if len(papers) > 1 and not words and min(map(len, map(str.split, papers))) < 3:
        raise BadBallots("A 0 ends a paper, and something follows it.", line=number)
    return [*papers, " ".join(words)] if words else papers


def weight_of(said: str, line: int) -> int:
    """Read how many papers a line stands for."""
    found = WEIGHT.fullmatch(said)
    if not found or int(found[1]) < 1:
        raise BadBallots(f"The number of papers must be whole, 1 or more: “{said[:40]}”.", line=line)
    return int(found[1])
