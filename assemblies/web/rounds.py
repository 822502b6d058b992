"""The count of a ballot with options for its result page: a table and bars, of rounds or of what each came to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from organiser.base.figures import Row, bars
from organiser.base.figures.bars import Bars

PLACES = Decimal("0.01")
# More rounds than that are a wall of figures; they stand in the downloaded record.
MOST_ROUNDS, MOST_ROWS = 30, 100


@dataclass(frozen=True)
class Cell:
    """What an option had after one round, and by how much that changed."""

    total: str
    change: str = ""
    elected: bool = False


@dataclass(frozen=True)
class Line:
    """One option through all rounds, with what became of it."""

    name: str
    cells: tuple[Cell, ...]
    fate: str = ""
    state: str = ""


@dataclass(frozen=True)
class Rounds:
    """The table of a ranked count, round by round, or of a count with one total for each option."""

    heads: tuple[str, ...]
    lines: tuple[Line, ...]
    notes: tuple[str, ...]
    drawn: Bars
    caption: str
    left_out: bool = False
    pairs: tuple[Mapping[str, Any], ...] = ()

    @property
    def pairs_told(self) -> bool:
        """Whether the method says of each pair what became of it."""
        return any(pair["state"] for pair in self.pairs)


def rounds_of(chosen: Mapping[str, Any], options: Sequence[str]) -> Rounds:
    """The table and the drawing of a stored count."""
    record = chosen["record"]
    return _ranked(record, options) if "rounds" in record else _totals(record, chosen["winners"])


def _ranked(record: Mapping[str, Any], options: Sequence[str]) -> Rounds:
    stages: list[dict[str, Any]] = record["rounds"]
    fate: dict[str, tuple[str, str]] = {}
    for number, stage in enumerate(stages, 1):
        fate |= dict.fromkeys(stage["elected"], (f"Elected in round {number}", "done"))
        fate |= {name: (f"Out after round {number}", "no") for name in stage["excluded"] if name not in fate}
    fate |= {name: ("Elected", "done") for name in record["winners"] if name not in fate}
    order = {name: place for place, name in enumerate(record["order"] or options)}
    names = sorted(options, key=lambda name: order.get(name, len(order)))[:MOST_ROWS]
    shown = stages[:MOST_ROUNDS]
    lines, rows = [], []
    for name in names:
        totals = [_number(stage["totals"].get(name)) for stage in shown]
        said, state = fate.get(name, ("", ""))
        lines.append(Line(name, tuple(_cells(totals, name, shown)), said, state))
        values = tuple(Fraction(total) for total in totals if total is not None)
        rows.append(Row(name, said, values or (0,), strong=state == "done"))
    lost = [_number(stage.get("lost", "0")) or Decimal(0) for stage in shown]
    if any(lost):
        lines.append(Line("No further choice", tuple(Cell(_said(one)) for one in lost)))
    quotas = {_number(stage["quota"]) for stage in stages if stage["quota"] is not None}
    quota = quotas.pop() if len(quotas) == 1 else None  # where it falls from round to round, no one line is true
    pairs = [pair for stage in stages for pair in stage.get("pairs", ())]
    needed = f" The line marks the {_whole(quota)} votes that elect." if quota is not None else ""
    return Rounds(
        heads=tuple(f"Round {number}" for number in range(1, len(shown) + 1)),
        lines=tuple(lines),
        notes=tuple(stage["note"] for stage in stages),
        drawn=bars(rows, Fraction(quota) if quota is not None else None),
        caption=f"One bar for each round, from the first on top.{needed}",
        left_out=len(stages) > MOST_ROUNDS or max(len(options), len(pairs)) > MOST_ROWS,
        pairs=tuple(pairs[:MOST_ROWS]),
    )


def _cells(totals: Sequence[Decimal | None], name: str, stages: Sequence[Mapping[str, Any]]) -> list[Cell]:
    cells: list[Cell] = []
    before: Decimal | None = None
    elected = False
    for total, stage in zip(totals, stages, strict=True):
        elected = elected or name in stage["elected"]
        change = ""
        if before is not None and total is not None and total != before:
            sign = "+" if total > before else "−"
            change = f"{sign}{_said(abs(total - before))}"
        cells.append(Cell("–" if total is None else _said(total), change, elected))
        before = total
    return cells


def _totals(record: Mapping[str, Any], winners: Sequence[str]) -> Rounds:
    rows = sorted(record["rows"], key=lambda row: Fraction(row["value"]), reverse=True)[:MOST_ROWS]
    kinds = list(dict.fromkeys(kind for row in rows for kind in row["counted"]))
    lines = []
    for row in rows:
        cells = tuple(Cell(f"{row['counted'].get(kind, 0):,}") for kind in kinds)
        state = "done" if row["option"] in winners else "no" if row["out"] else ""
        lines.append(Line(row["option"], cells, "Chosen" if state == "done" else row["out"].capitalize(), state))
    drawn = bars(
        [Row(line.name, line.fate, (row["counted"].get(kinds[0], 0),), strong=line.state == "done")
         for line, row in zip(lines, rows, strict=True)]
    )  # fmt: skip
    return Rounds(
        heads=tuple(kind.capitalize() for kind in kinds),
        lines=tuple(lines),
        notes=(),
        drawn=drawn,
        caption=f"{kinds[0].capitalize()} of each, on one scale." if kinds else "",
        left_out=len(record["rows"]) > MOST_ROWS,
    )


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _whole(number: Decimal) -> str:
    return f"{number:,.0f}" if number == number.to_integral_value() else _said(number)


def _said(number: Decimal) -> str:
    """Two places where there are any; shares of a vote are kept to more in the record."""
    return f"{number:,f}" if number == number.to_integral_value() and "." not in f"{number}" else f"{number:,.2f}"
