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
Lines = tuple[int, list[str]]


def read_names(lines: Iterator[Line], options: int, last: int) -> tuple[tuple[str, ...], str]:
    """Read the names and the title in quotation marks; behind the names what stands without them is left aside.

    Beside each name its party may stand, in quotation marks of its own. Behind a title on a line of its own may follow
    lines that say where the papers come from, which are left aside.
    """
    quoted: list[tuple[int, list[str]]] = []
    number = last
    for number, line in lines:
        if sum(len(said) for _, said in quoted) >= options and line[0] != '"':
            continue
        quoted.append((number, quoted_in(line, number)))
    names, behind = names_alone(quoted, options)
    if any(len(said) > 1 for _, said in behind):
        names, behind = names_and_parties(quoted, options)
    check(names, options, number)
    return tuple(name for _, name in names), behind[0][1][0] if behind else ""


def names_alone(quoted: list[Lines], options: int) -> tuple[list[Line], list[Lines]]:
    """Take what stands in quotation marks for names, and then for the title and what follows it."""
    said = [(number, name) for number, names in quoted for name in names]
    behind, left = [], options
    for number, names in quoted:
        if rest := names[max(left, 0) :]:
            behind.append((number, rest))
        left -= len(names)
    # A title in the line of the last name ends the file: another one could be a name too many.
    if len(behind) > 1 and behind[0][1] != dict(quoted)[behind[0][0]]:
        behind[0] = (behind[0][0], [*behind[0][1], ""])
    return said[:options], behind


def names_and_parties(quoted: list[Lines], options: int) -> tuple[list[Line], list[Lines]]:
    """Take the second on each of the first lines for a party."""
    of_options, behind = quoted[:options], quoted[options:]
    for number, said in [*of_options, *behind]:
        if len(said) > 2 or (len(said) > 1 and (number, said) in behind):
            raise BadBallots(f"There are {options} options, and more names than these and a title.", line=number)
    if len(of_options) < options:
        raise BadBallots(f"There are {options} options, and more names than these and a title.", line=quoted[-1][0])
    return [(number, said[0]) for number, said in of_options], behind


def check(names: list[Line], options: int, last: int) -> None:
    """Refuse names that are missing, empty or doubled."""
    seen: dict[str, int] = {}
    for number, name in names:
        if not name:
            raise BadBallots("An option has no name.", line=number)
        if name in seen:
            raise BadBallots(f"“{name}” is already the name of an option, in line {seen[name]}.", line=number)
        seen[name] = number
    if len(names) < options:
        raise BadBallots(f"There are {options} options and only {len(names)} names.", line=last)


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
