"""Reading papers from a table, comma or semicolon between the cells.

Either a column for each option, with the rank that the paper gives it; or a column for each rank, with the name of the
option that has it. A column called “papers”, “ballots”, “count”, “weight” or “number” says how many papers are equal.

In our own files an apostrophe stands before a name that a spreadsheet would take for a formula, or this reader for a
rank; it is taken off again.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from itertools import chain

from assemblies.counting.ranked.blt import MOST_OPTIONS
from assemblies.counting.ranked.profile import BadBallots, Profile, Ranking, check_names

NUMBERS = {"papers", "ballots", "count", "weight", "number"}
OF_RANK = re.compile(r"(?:(?:rank|choice|preference)\s*)?([0-9]{1,4})", re.IGNORECASE)
TAKEN_FOR_ELSE = re.compile(rf"'*(?:[=+\-@|%]|{OF_RANK.pattern}$|-?$)", re.IGNORECASE)
QUOTED = re.compile(r'"[^"]*"?')


def guarded(name: str) -> str:
    """Put an apostrophe before a name that would be taken for something else; `unguarded` takes it off."""
    return f"'{name}" if TAKEN_FOR_ELSE.match(name) else name


def unguarded(cell: str) -> str:
    """Give the name for which a heading or a cell stands."""
    return cell[1:] if cell.startswith("'") and TAKEN_FOR_ELSE.match(cell) else cell


def read_csv(text: str, *, seats: int | None = None) -> Profile:
    """Read the papers of one vote, with one seat where nothing else is said.

    Raises:
        BadBallots: the table is broken, with the first line that is.
    """
    (line, head), *papers = table(text)
    counted = next((index for index, cell in enumerate(head) if cell.casefold() in NUMBERS), None)
    columns = [index for index in range(len(head)) if index != counted]
    while columns and not head[columns[-1]]:
        columns.pop()
    names = [head[index] for index in columns]
    numbers = [int(found[1]) if (found := OF_RANK.fullmatch(name)) else 0 for name in names]
    by_name = bool(names) and numbers == list(range(1, len(names) + 1))
    cells = {number: [row[index] if index < len(row) else "" for index in columns] for number, row in papers}
    named = {cell for row in cells.values() for cell in row if cell and cell != "-"}
    headings = sorted(named) if by_name else names
    options = options_of([unguarded(name) for name in headings], line)
    place = {name: index for index, name in enumerate(headings)}
    ballots: Counter[Ranking] = Counter()
    shared_at = None
    for number, row in papers:
        if any(cell for index, cell in enumerate(row) if index != counted and index not in columns):
            raise BadBallots("This line has more cells than the first one has headings.", line=number)
        read = by_names(cells[number], place, number) if by_name else by_numbers(cells[number], options, number)
        if shared_at is None and any(len(rank) > 1 for rank in read):
            shared_at = number
        ballots[read] += papers_in(row, counted, number)
    return Profile(options=options, ballots=ballots, seats=1 if seats is None else seats, shared_at=shared_at)


def table(text: str) -> list[tuple[int, list[str]]]:
    """Give the lines with anything in them, each with its number and its cells."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    between = QUOTED.sub("", first)  # a name in quotation marks may hold either
    delimiter = ";" if between.count(";") > between.count(",") else ","
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True)
    try:
        rows = [(reader.line_num, [cell.strip() for cell in row]) for row in reader if any(map(str.strip, row))]
    except csv.Error as error:
        raise BadBallots(f"This is no table: {error}.", line=reader.line_num) from error
    if not rows:
        raise BadBallots("The file is empty.", line=1)
    return rows


def options_of(names: list[str], line: int) -> tuple[str, ...]:
    """Check the names of the options, which the first line gives or which stand in the cells."""
    if len(names) > MOST_OPTIONS:
        raise BadBallots(f"There are {len(names):,} options; more than {MOST_OPTIONS:,} are not counted.", line=line)
    try:
        check_names(tuple(names))
    except BadBallots as error:
        raise BadBallots(error.reason, line=line) from None
    return tuple(names)


def papers_in(row: list[str], column: int | None, line: int) -> int:
    """Read how many papers a line stands for."""
    if column is None:
        return 1
    said = row[column] if column < len(row) else ""
    if not re.fullmatch(r"[0-9]{1,15}", said) or int(said) < 1:
        raise BadBallots(f"The number of papers must be whole, 1 or more: “{said[:40]}”.", line=line)
    return int(said)


def by_names(row: list[str], place: dict[str, int], line: int) -> Ranking:
    """Read a line of names, the first preference first."""
    while row and row[-1] in {"", "-"}:
        row = row[:-1]
    if not {"", "-"}.isdisjoint(row):
        raise BadBallots("A paper leaves a rank out.", line=line)
    ranking = tuple((place[cell],) for cell in row)
    named = list(chain.from_iterable(ranking))
    if len(set(named)) != len(named):
        twice = next(cell for cell, times in Counter(row).items() if times > 1 and cell in place)
        raise BadBallots(f"“{twice}” is named twice on one paper.", line=line)
    return ranking


def by_numbers(row: list[str], options: tuple[str, ...], line: int) -> Ranking:
    """Read a line of ranks, one for each option; options without one are not ranked."""
    ranks: dict[int, list[int]] = {}
    for option, cell in enumerate(row):
        if cell in {"", "-"}:
            continue
        if not re.fullmatch(r"[0-9]{1,4}", cell) or int(cell) < 1:
            raise BadBallots(f"“{cell[:40]}” is no rank for “{options[option]}”.", line=line)
        ranks.setdefault(int(cell), []).append(option)
    expected = 1
    for rank in sorted(ranks):
        if rank != expected:
            raise BadBallots(f"Rank {rank} is given, and no option has rank {expected}.", line=line)
        expected = rank + 1
    return tuple(tuple(ranks[rank]) for rank in sorted(ranks))
