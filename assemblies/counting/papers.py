"""Papers before they count: the options of a ballot, equal papers together, and the faults for which one is refused.

Two sorts of faults are told apart. What no voter can have meant (an option that is not on the paper, the same one
twice, points below 0) is a mistake of whoever wrote the paper down: it is refused whole, and so is the count. What a
voter in a hall can do with a pen (too many marks, too many points) is refused as well, unless the rule says that such
papers are spoilt: then they are counted as that, and nothing on them counts.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from assemblies.counting.pool import first_repeated
from assemblies.counting.wording import counted, number

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterable

__all__ = ["Papers", "Reader", "check_number", "check_options", "check_wanted", "handed_in", "read"]

Paper = TypeVar("Paper", bound="Hashable")
Paper_contra = TypeVar("Paper_contra", bound="Hashable", contravariant=True)


class Reader(Protocol[Paper_contra]):
    """The rule of a method, as far as it reads papers."""

    @property
    def spoilt(self) -> bool:
        """Whether a paper that is filled in wrongly is counted as spoilt instead of refused."""
        ...

    def mistake(self, options: Collection[str], paper: Paper_contra) -> str | None:
        """Say what no voter can have meant."""
        ...

    def fault(self, options: Collection[str], paper: Paper_contra) -> str | None:
        """Say what is wrong with how the paper was filled in."""
        ...

    def is_blank(self, paper: Paper_contra) -> bool:
        """Whether nothing is on the paper."""
        ...


@dataclass(frozen=True)
class Papers:
    """How many papers there were, and how many of them were blank or spoilt."""

    all: int
    blank: int
    spoilt: int

    @property
    def valid(self) -> int:
        """All but the spoilt; a blank paper is a valid one."""
        return self.all - self.spoilt

    def said(self) -> str:
        """Say it in one sentence."""
        also = [f"{number(value)} {word}" for value, word in ((self.blank, "blank"), (self.spoilt, "spoilt")) if value]
        return f"{counted(self.all, 'paper', 'papers')}{', of which ' if also else ''}{' and '.join(also)}."


def check_options(options: Collection[str]) -> None:
    """Raise ValueError unless there are options, each with a name of its own."""
    if not options:
        raise ValueError("A ballot needs at least one option.")
    if not all(option.strip() for option in options):
        raise ValueError("Each option needs a name.")
    if repeated := first_repeated(options):
        raise ValueError(f"Two options are called “{repeated}”. Give each a name of its own.")


def check_number(words: str, value: object, least: int) -> None:
    """Raise ValueError unless a value of a rule is a whole number, not below the least."""
    if type(value) is not int or value < least:
        raise ValueError(f"{words} must be a whole number, {least} or more.")


def check_wanted(options: Collection[str], wanted: Iterable[str]) -> str | None:
    """Say which option is not on the paper, or stands on it twice."""
    named = list(wanted)
    if repeated := first_repeated(named):
        return f"“{repeated}” stands on it twice."
    strange = next((option for option in named if option not in options), None)
    return None if strange is None else f"“{strange}” is not an option of this ballot."


def read(rule: Reader[Paper], options: Collection[str], paper: Paper) -> bool:
    """Say whether one paper counts; False for a spoilt one. A desk asks this before it takes a paper.

    Raises ValueError with the reason where the paper is refused.
    """
    if mistake := rule.mistake(options, paper):
        raise ValueError(f"This paper is refused: {mistake}")
    fault = rule.fault(options, paper)
    if fault and not rule.spoilt:
        raise ValueError(f"This paper is refused: {fault}")
    return not fault


def handed_in(
    rule: Reader[Paper], options: Collection[str], papers: Iterable[tuple[Paper, int]]
) -> tuple[Counter[Paper], Papers]:
    """Read all papers, each given with how many equal ones there are, before anything is counted.

    Raises ValueError with the place of the first paper that is refused, and the reason.
    """
    check_options(options)
    known = frozenset(options)
    valid: Counter[Paper] = Counter()
    everything = spoilt = 0
    for place, (paper, times) in enumerate(papers, 1):
        if type(times) is not int or times < 1:
            raise ValueError(f"Paper {number(place)}: there must be 1 or more of each paper.")
        try:
            counts = read(rule, known, paper)
        except ValueError as refused:
            raise ValueError(str(refused).replace("This paper", f"Paper {number(place)}", 1)) from refused
        everything += times
        if counts:
            valid[paper] += times
        else:
            spoilt += times
    blank = sum(times for paper, times in valid.items() if rule.is_blank(paper))
    return valid, Papers(everything, blank, spoilt)
