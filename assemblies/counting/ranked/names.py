"""Reading what stands in quotation marks in a BLT file: the names of the options and the title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assemblies.counting.ranked.profile import BadBallots

if TYPE_CHECKING:
    from collections.abc import Iterator

# Behind the quotation mark that closes stands no other one, so that there is one way to read a line, and quickly.
QUOTED = re.compile(r'"((?:[^"\\]|""|\\.)*)"(?!")')

Line = tuple[int, str]


def read_names(lines: Iterator[Line], options: int, last: int) -> tuple[tuple[str, ...], str]:
    """Read the names and the title in quotation marks; behind the names what stands without them is left aside."""
    names: list[str] = []
    titles: list[str] = []
    seen: dict[str, int] = {}
    number = last
    for number, line in lines:
        if len(names) == options and line[0] != '"':
            continue
        for name in quoted_in(line, number):
            if len(names) == options:
                titles.append(name)
                continue
            if not name:
                raise BadBallots("An option has no name.", line=number)
            if name in seen:
                raise BadBallots(f"“{name}” is already the name of an option, in line {seen[name]}.", line=number)
            seen[name] = number
            names.append(name)
    if len(names) < options:
        raise BadBallots(f"There are {options} options and only {len(names)} names.", line=number)
    if not titles:
        # Where a name was lost, the title would stand in its place and be elected.
        raise BadBallots(
            f'Behind the {options} names there must be a title in quotation marks, "" for none.', line=number
        )
    if len(titles) > 1:
        raise BadBallots(f"There are {options} options, and more names than these and a title.", line=number)
    return tuple(names), "".join(titles)


def quoted_in(line: str, number: int) -> list[str]:
    """Give what stands in quotation marks; inside a name they may be doubled, follow a backslash, or stand alone."""
    if re.fullmatch(rf"(?:{QUOTED.pattern}\s*)+", line):
        return [re.sub(r'""|\\(["\\])', lambda found: found[1] or '"', name).strip() for name in QUOTED.findall(line)]
    if len(line) < 2 or line[0] != '"' or line[-1] != '"':
        raise BadBallots("A name must stand in quotation marks.", line=number)
    return [line[1:-1].strip()]


def without_comment(line: str) -> str:
    """Cut off a comment. In a line of names a # counts only behind the last closing quotation mark."""
    if not line.startswith('"'):
        return line.partition("#")[0].strip()
    quoted = re.match(rf"(?:{QUOTED.pattern}\s*)+#", line)
    return quoted[0][:-1].strip() if quoted else line
