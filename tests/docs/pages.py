"""Reading the pages of this folder: headings, tables, links."""

import re
from pathlib import Path

from tests.docs.source import ROOT

DOCS = ROOT / "docs"
ACTIONS = DOCS / "actions"
HEADER = ["code", "what it says", "rule", "status"]


def sections(page: Path) -> dict[str, str]:
    """The parts of a page by their heading of the second level."""
    parts = re.split(r"^## (.+)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def tables(text: str) -> list[tuple[list[str], list[list[str]]]]:
    """Every table of a text: its heads, and its rows."""
    found = []
    for block in re.findall(r"(?:^\|.*\|$\n?)+", text, flags=re.MULTILINE):
        lines = [cells(line) for line in block.splitlines()]
        found.append((lines[0], lines[2:]))
    return found


def refusals(section: str) -> list[list[str]]:
    """The rows of the table of refusals of one section."""
    return [row for head, rows in tables(section) if head == HEADER for row in rows]


def doors(section: str) -> str:
    """What a section says about where the action stands."""
    found = re.search(r"\*\*Doors\.\*\*(.+?)(?:\n\n|\Z)", section, flags=re.DOTALL)
    return " ".join(found[1].split()) if found else ""


def anchor(heading: str) -> str:
    """The name by which a heading is linked to."""
    plain = re.sub(r"[^\w\- ]", "", heading.lower())
    return plain.replace(" ", "-")


def links(page: Path) -> list[tuple[str, str]]:
    """The links of a page to other files of the repository, as file and anchor."""
    text = page.read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)\s]+)\)", text)
    return [(target.partition("#")[0], target.partition("#")[2]) for target in targets if "://" not in target]
