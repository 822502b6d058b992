"""Reading papers from a table with comma, semicolon or tab between the cells.

Either a column for each option, with the rank that the paper gives it; or a column for each rank, with the name of the
option that has it, or several names with = between them. `headings` says which columns hold something else.

In our own files an apostrophe stands before a name that a spreadsheet would take for a formula, or this reader for a
rank or such; it is taken off again.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from itertools import chain

from assemblies.counting.ranked.blt import MOST_OPTIONS
from assemblies.counting.ranked.headings import MARKS, NUMBERS, OF_RANK, Columns, columns_of, plain
from assemblies.counting.ranked.profile import BadBallots, Gaps, Profile, Ranking, check_names

TAKEN_FOR_ELSE = re.compile(rf"'*(?:[=+\-@|%]|(?:{OF_RANK.pattern})$|-?$)", re.IGNORECASE)
QUOTED = re.compile(r'"[^"]*"?')
SEPARATOR = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)  # a first line that some spreadsheets write and read
RANK = re.compile(r"([0-9]{1,4})(?:\.0+)?")

Row = tuple[int, list[str]]  # with the number of its line


def is_taken_for_else(name: str) -> bool:
    """Whether a name as a heading or in a cell would be read as something else."""
    return bool(TAKEN_FOR_ELSE.match(name)) or plain(name.lstrip("'")) in NUMBERS | MARKS


def guarded(name: str) -> str:
    """Put an apostrophe before a name that would be taken for something else; `unguarded` takes it off."""
    return f"'{name}" if is_taken_for_else(name) else name


def unguarded(cell: str) -> str:
    """Give the name for which a heading or a cell stands."""
    return cell[1:] if cell.startswith("'") and is_taken_for_else(cell) else cell


def read_csv(text: str, *, seats: int | None = None, gaps: Gaps = "refused") -> Profile:
    """Read the papers of one vote, with one seat where nothing else is said.

    Raises:
        BadBallots: the table is broken, with the first line that is.
    """
    (line, head), *papers = table(text)
    columns = columns_of(head, line)
    known = {*columns.told, *columns.marks, columns.counted}
    for number, row in papers:
        if any(cell for index, cell in enumerate(row) if index not in known):
            raise BadBallots("This line has more cells than the first one has headings.", line=number)
    if columns.by_name:
        options, rankings = by_name(papers, columns, line, gaps)
    else:
        options, rankings = by_rank(papers, head, columns, line)
    ballots: Counter[Ranking] = Counter()
    shared_at = None
    for (number, row), ranking in zip(papers, rankings, strict=True):
        if shared_at is None and any(len(rank) > 1 for rank in ranking):
            shared_at = number
        ballots[ranking] += papers_in(row, columns.counted, number)
    return Profile(options=options, ballots=ballots, seats=1 if seats is None else seats, shared_at=shared_at)


def table(text: str) -> list[Row]:
    """Give the lines with anything in them, each with its number and its cells."""
    lines = text.splitlines(keepends=True)
    first = next((place for place, line in enumerate(lines) if line.strip()), 0)
    delimiter, above = "", 0
    if lines and (said := SEPARATOR.fullmatch(lines[first])):
        delimiter, above = said[1], first + 1
    head = next((line for line in lines[above:] if line.strip()), "")
    between = QUOTED.sub("", head)  # a name in quotation marks may hold any of them
    delimiter = delimiter or max(",;\t", key=lambda sign: (between.count(sign), sign == ","))
    reader = csv.reader(lines[above:], delimiter=delimiter, strict=True)
    try:
        rows = [(above + reader.line_num, [*map(str.strip, row)]) for row in reader if any(map(str.strip, row))]
    except csv.Error as error:
        raise BadBallots(f"This is no table: {error}.", line=above + reader.line_num) from error
    if not rows:
        raise BadBallots("The file is empty.", line=1)
    return rows


def cells(row: list[str], columns: tuple[int, ...]) -> list[str]:
    """Give the cells of some columns; a short line ends with empty ones."""
    return [row[index] if index < len(row) else "" for index in columns]


def by_name(papers: list[Row], columns: Columns, line: int, gaps: Gaps) -> tuple[tuple[str, ...], list[Ranking]]:
    """Read lines of names; the options are those that some paper names."""
    read = [(number, [names_in(cell) for cell in cells(row, columns.told)]) for number, row in papers]
    options = options_of(sorted({*chain.from_iterable(chain.from_iterable(row for _, row in read))}), line)
    place = {name: index for index, name in enumerate(options)}
    return options, [in_order(row, place, number, gaps) for number, row in read]


def names_in(cell: str) -> list[str]:
    """Give the names in a cell: none, one, or several that share the rank."""
    if cell in {"", "-"}:
        return []
    return [unguarded(cell)] if cell.startswith("'") else [part.strip() for part in cell.split("=")]


def by_rank(papers: list[Row], head: list[str], columns: Columns, line: int) -> tuple[tuple[str, ...], list[Ranking]]:
    """Read lines of ranks, one for each option.

    A column with the heading of a mark is left aside, unless it could be an option as well: then it is not guessed.
    """
    options = options_of([unguarded(head[index]) for index in columns.told], line)
    if columns.marks:
        whole = tuple(sorted({*columns.told, *columns.marks}))
        try:
            for number, row in papers:
                by_numbers(cells(row, whole), [head[index] for index in whole], number)
        except BadBallots:
            pass
        else:
            index = columns.marks[0]
            raise BadBallots(
                f"Column {index + 1}, “{head[index][:40]}”, could be a mark of the paper or an option. "
                "Leave it out, or give it another name.",
                line=line,
            )
    return options, [by_numbers(cells(row, columns.told), options, number) for number, row in papers]


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
    found = re.fullmatch(r"([0-9]{1,15})(?:\.0+)?", said)
    if not found or int(found[1]) < 1:
        raise BadBallots(f"The number of papers must be whole, 1 or more: “{said[:40]}”.", line=line)
    return int(found[1])


def in_order(row: list[list[str]], place: dict[str, int], line: int, gaps: Gaps) -> Ranking:
    """Read a line of names, the first preference first."""
    while row and not row[-1]:
        row = row[:-1]
    if [] in row:
        if gaps == "refused":
            raise BadBallots("A paper leaves a rank out.", line=line)
        row = row[: row.index([])] if gaps == "end" else [*filter(None, row)]
    for name, times in Counter(chain.from_iterable(row)).items():
        if times > 1:
            raise BadBallots(f"“{name}” is named twice on one paper.", line=line)
    return tuple(tuple(sorted(place[name] for name in names)) for names in row)


def by_numbers(row: list[str], options: tuple[str, ...] | list[str], line: int) -> Ranking:
    """Read a line of ranks, one for each option; options without one are not ranked."""
    ranks: dict[int, list[int]] = {}
    for option, cell in enumerate(row):
        if cell in {"", "-"}:
            continue
        found = RANK.fullmatch(cell)
        if not found or int(found[1]) < 1:
            raise BadBallots(f"“{cell[:40]}” is no rank for “{options[option]}”.", line=line)
        ranks.setdefault(int(found[1]), []).append(option)
    for expected, rank in enumerate(sorted(ranks), 1):
        if rank != expected:
            raise BadBallots(f"Rank {rank} is given, and no option has rank {expected}.", line=line)
    return tuple(tuple(ranks[rank]) for rank in sorted(ranks))
