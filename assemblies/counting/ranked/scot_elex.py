"""Reading the files in which the collection mggg/scot-elex publishes Scottish council elections.

The first line has the options and the seats, then one line for each sort of paper with its number and the numbers of
the options; then a line for each option, its number, name and party in quotation marks; at the end the title.
"""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

from assemblies.counting.ranked.blt import Papers, check_head
from assemblies.counting.ranked.profile import BadBallots, Gaps, Profile

if TYPE_CHECKING:
    from collections.abc import Iterable

OPTION = re.compile(r"candidate\s*([0-9]{1,5})", re.IGNORECASE)
Row = tuple[int, list[str]]


def read_scot_elex(text: str, *, seats: int | None = None, gaps: Gaps = "refused") -> Profile:
    """Read the papers of one vote; `seats` takes the place of the number in the file.

    Raises:
        BadBallots: the file is broken, with the first line that is.
    """
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    try:
        rows = [(reader.line_num, [*map(str.strip, row)]) for row in reader if any(map(str.strip, row))]
    except csv.Error as error:
        raise BadBallots(f"This is no table: {error}.", line=reader.line_num) from error
    if not rows:
        raise BadBallots("The file is empty.", line=1)
    number, head = rows[0]
    options, seats = check_head(" ".join(head).strip(), number, seats)
    first = next((place for place, (_, row) in enumerate(rows) if not row[0][:1].isdigit()), len(rows))
    papers = Papers(options, gaps)
    for number, row in rows[1:first]:
        told = [cell or "-" for cell in row[1:]]
        papers.take(row[0], " ".join([*told, "0"]), number)
    names, title = names_in(rows[first:], options, number)
    return Profile(options=names, ballots=papers.ballots, seats=seats, title=title, shared_at=papers.shared_at)


def names_in(rows: Iterable[Row], options: int, last: int) -> tuple[tuple[str, ...], str]:
    """Read the lines of the options, each with its number, and the title behind them."""
    names: list[str] = []
    titles: list[str] = []
    for number, row in rows:
        last = number
        found = OPTION.fullmatch(row[0])
        if not found:
            titles.append(row[0])
            continue
        if titles or int(found[1]) != len(names) + 1:
            raise BadBallots(f"“Candidate {len(names) + 1}” should stand here, if there is one.", line=number)
        if len(row) < 2 or not row[1]:
            raise BadBallots("An option has no name.", line=number)
        if row[1] in names:
            raise BadBallots(f"“{row[1]}” is already the name of an option.", line=number)
        names.append(row[1])
    if len(names) != options:
        raise BadBallots(f"There are {options} options and {len(names)} names.", line=last)
    return tuple(names), titles[0] if titles else ""
