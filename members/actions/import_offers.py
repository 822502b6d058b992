"""What can be chosen about the cells of a file that cannot be read, and how many rows come in by each choice."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from members.enums import RowOutcome
from members.models import ImportBatch, ImportRow
from members.queries.known import Known
from members.reading.problems import Reading, Row
from members.reading.repairs import WAYS_OUT

OF_READING = ("headings", "encoding", "first_row_is_data", "sheet", "repairs", "undated")
TODAY = "today"


@dataclass
class _Kind:
    """Cells of one column with one problem."""

    rows: int = 0
    first: int = 0
    helps: Counter[str] = field(default_factory=Counter)
    enough: Counter[str] = field(default_factory=Counter)


class Offers:
    """Counts while rows are laid out: neither rows nor what stands in them is kept."""

    def __init__(self) -> None:
        """Begin with nothing to choose."""
        self._kinds: dict[tuple[str, str], _Kind] = {}
        self._undated = 0

    def look(self, row: Row, staged: ImportRow, known: Known) -> None:
        """Take a row into account; whoever is in the register already does not come in by any choice."""
        self._undated += row.undated and staged.outcome == RowOutcome.CREATE
        if staged.outcome not in {RowOutcome.CREATE, RowOutcome.ERROR}:
            return
        if str(row.values.get("email") or "").casefold() in known.emails:
            return
        errors = {(problem["field"], problem["code"]) for problem in staged.problems if problem["severity"] == "error"}
        for cell in row.repairable:
            key = (cell.field, cell.code)
            kind = self._kinds.setdefault(key, _Kind(first=row.number))
            kind.rows += 1
            kind.helps.update(cell.options)
            if not errors - {key}:
                kind.enough.update(cell.enough)

    def as_kept(self, reading: Reading, repairs: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
        """What is kept of it with the import; nothing where there is nothing to choose."""
        if not (self._kinds or self._undated):
            return {}
        offers = [
            {
                "field": column.field,
                "heading": column.heading,
                "problem": code,
                "rows": kind.rows,
                "first": kind.first,
                "choice": repairs.get(column.field, {}).get(code, ""),
                "options": [
                    {"choice": option, "helps": kind.helps[option], "rows": kind.enough[option]}
                    for option in WAYS_OUT[code]
                    if kind.helps[option]
                ],
            }
            for column in reading.columns
            for (name, code), kind in sorted(self._kinds.items())
            if name == column.field
        ]
        return {"offers": offers, "undated_rows": self._undated}


def offers_of(batch: ImportBatch) -> list[dict[str, Any]]:
    """What can be chosen about the cells of a file, by column and problem."""
    return list(batch.choices.get("offers") or [])


def undated_rows(batch: ImportBatch) -> int:
    """How many people would come in without a day of joining in the file."""
    return int(batch.choices.get("undated_rows") or 0)


def undated_since(batch: ImportBatch) -> str:
    """Since when these belong: a day, `today` where that was chosen, nothing where nobody has said."""
    return str(batch.choices.get("undated") or "")
