"""What a reading gives back: rows, problems by row and column, and the one exception for a file that cannot be read."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]
Value = str | date | None

SHOWN_AT_MOST = 60


class UnreadableFile(Exception):
    """The whole file is refused.

    `sentence` says what was wrong and what to do, `code` names the case for programs, and `headings` holds the headings
    as found whenever choosing a field for each of them would put the matter right. `field` is what is to blame: the
    `file`, or the `encoding` that was chosen for it.
    """

    def __init__(self, sentence: str, code: str, headings: tuple[str, ...] = (), field: str = "file") -> None:
        """Keep the sentence, its code, the headings found so far and what is to blame."""
        super().__init__(sentence, code, headings, field)
        self.sentence = sentence
        self.code = code
        self.headings = headings
        self.field = field

    def __str__(self) -> str:
        """The sentence alone, as a person should read it."""
        return self.sentence


class Finding(NamedTuple):
    """What is wrong with one cell, before anyone knows where in the file the cell stands."""

    code: str
    text: str
    severity: Severity = "error"


class Repairable(NamedTuple):
    """A cell that cannot be read as it stands: where, why, and what helps; `solved` where that was chosen.

    Behind some of the `options` another problem comes to light; those of which none does are `enough`.
    """

    field: str
    code: str
    options: tuple[str, ...]
    enough: tuple[str, ...]
    solved: bool


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to put right, with its place: `row` as a spreadsheet numbers it, `column` as the file spells it."""

    row: int
    column: str
    field: str
    code: str
    sentence: str
    severity: Severity


@dataclass(slots=True)
class Row:
    """One line of the register.

    `values` has a key for every field the file has a column for, and always `name`. An empty or refused cell is `""`,
    for a date `None`. `cells` are those of the file, as they came. `repairable` are cells about which something can be
    chosen, `undated` says that the file has no day of joining.
    """

    number: int
    values: dict[str, Value]
    problems: list[Problem]
    cells: list[str] = field(default_factory=list)
    repairable: list[Repairable] = field(default_factory=list)
    undated: bool = False

    @property
    def importable(self) -> bool:
        """Whether the row can come in: a warning does not keep it out, an error does."""
        return all(problem.severity != "error" for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Column:
    """A heading of the file and the field it fills: none (`""`) when it is not imported, and `note` may say why."""

    heading: str
    field: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Sample:
    """A cell with letters beyond those of English, as it was read: the beginning of it, one letter for each byte."""

    row: int
    column: str
    text: str


@dataclass(slots=True)
class Reading:
    """Everything learnt from one file, once its rows have gone by.

    `encoding` and `delimiter` are words for people, `digest` is SHA-256 in hex. `columns` are those with a heading, in
    order. `notes` are sentences about the file as a whole. `guessed` says that nothing told us the encoding; `samples`
    are cells by which a person sees whether it is the right one, where it was guessed or chosen. `headings` is the row
    of headings as it stands in the file, `program` the one whose export it looks like, `sheet` the one that was read of
    the `sheets` of a workbook. `picked` holds for each heading the field that somebody chose, and None
    where nobody did; `recalled` says that it was chosen before and remembered. `total` counts the rows that hold
    anything at all; `rows` keeps them only where they were asked for together.
    """

    encoding: str
    delimiter: str
    columns: list[Column]
    unknown_headings: list[str]
    digest: str
    guessed: bool = False
    samples: list[Sample] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    total: int = 0
    blank_rows: int = 0
    notes: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    program: str = ""
    picked: list[str | None] = field(default_factory=list)
    recalled: bool = False
    sheet: str = ""
    sheets: list[str] = field(default_factory=list)

    @property
    def importable(self) -> int:
        """How many rows can come in."""
        return sum(row.importable for row in self.rows)

    @property
    def refused(self) -> int:
        """How many rows have an error and stay out."""
        return self.total - self.importable

    @property
    def warned(self) -> int:
        """How many rows come in although something about them should be looked at."""
        return sum(bool(row.problems) and row.importable for row in self.rows)

    @property
    def problems(self) -> Iterator[Problem]:
        """Every problem, in the order of the file."""
        return (problem for row in self.rows for problem in row.problems)

    @property
    def errors(self) -> int:
        """How many single errors there are; one row may have several."""
        return sum(problem.severity == "error" for problem in self.problems)

    @property
    def warnings(self) -> int:
        """How many single warnings there are."""
        return sum(problem.severity == "warning" for problem in self.problems)


def visible(text: str) -> str:
    """The text as it may stand in a line: visible letters only, not too long."""
    seen = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in " ".join(text.split()))
    return seen if len(seen) <= SHOWN_AT_MOST else seen[: SHOWN_AT_MOST - 1].rstrip() + "…"


def quoted(text: str) -> str:
    """The text in quotation marks as it may stand in a sentence."""
    return f"“{visible(text)}”"


def placed(finding: Finding, row: int, column: str = "", field_name: str = "") -> Problem:
    """Give a finding its place in the file; without a column it concerns the whole row."""
    place = f"Row {row}, column {column}" if column else f"Row {row}"
    return Problem(row, column, field_name, finding.code, f"{place}: {finding.text}", finding.severity)


def and_list(words: list[str]) -> str:
    """Join words as a sentence does: one, two and three."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
