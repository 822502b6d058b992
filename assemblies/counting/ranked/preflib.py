"""Reading the files of PrefLib with orders: soc, soi, toc, toi.

Lines with # tell what the file is and what the options are called. Each other line has a number of papers, a colon and
the options in order; those in braces share a rank.
"""

from __future__ import annotations

import re

from assemblies.counting.ranked.blt import Papers, check_head
from assemblies.counting.ranked.profile import BadBallots, Gaps, Profile

SAID = re.compile(r"#\s*([A-Z ]+?)\s*([0-9]*)\s*:\s*(.*)", re.IGNORECASE)
LINE = re.compile(r"([0-9]+)\s*:((?:\s*(?:[0-9]+|\{[0-9,\s]*\})\s*,?)*)")
RANK = re.compile(r"\{([0-9,\s]*)\}|([0-9]+)")


def read_preflib(text: str, *, seats: int | None = None, gaps: Gaps = "refused") -> Profile:
    """Read the papers of one vote, with one seat where nothing else is said.

    Raises:
        BadBallots: the file is broken, with the first line that is.
    """
    said: dict[tuple[str, str], str] = {}
    lines: list[tuple[int, str]] = []
    for number, line in enumerate(text.splitlines(), 1):
        found = SAID.fullmatch(line.strip())
        if found:
            said[found[1].upper(), found[2]] = found[3].strip()
        elif line.strip() and not line.startswith("#"):
            lines.append((number, line.strip()))
    options, seats = check_head(f"{said.get(('NUMBER ALTERNATIVES', ''), '0')} 1", 1, seats)
    names = tuple(said.get(("ALTERNATIVE NAME", str(option)), "") for option in range(1, options + 1))
    papers = Papers(options, gaps)
    for number, line in lines:
        found = LINE.fullmatch(line)
        if not found:
            raise BadBallots("A line must be a number, a colon, and options with commas between.", line=number)
        ranks = ["=".join((one[1] or one[2] or "").replace(",", " ").split()) for one in RANK.finditer(found[2])]
        papers.take(found[1], " ".join([*filter(None, ranks), "0"]), number)
    title = said.get(("TITLE", ""), "")
    return Profile(options=names, ballots=papers.ballots, seats=seats, title=title, shared_at=papers.shared_at)
