"""A look over whole columns before their rows are read: what one cell leaves open, the others may say."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from members.reading.date_forms import DAY_FIRST, EITHER, MONTH_FIRST
from members.reading.dates import order_in
from members.reading.limits import blank, too_many_rows
from members.reading.problems import Column, quoted
from members.reading.turning import headed_so, turned

_ORDERS = {DAY_FIRST: "the day", MONTH_FIRST: "the month"}


@dataclass(slots=True)
class Survey:
    """What the columns of a file show.

    `order` says which of day and month comes first where that is sure, `unsure` how many dates do not say it alone,
    `clash` names a row for either order where both are there. `turn` says that names stand with the family name first
    and a comma, `names` how many do.
    """

    order: str = ""
    unsure: int = 0
    turn: bool = False
    names: int = 0
    clash: tuple[int, int] | None = None

    def notes(self, columns: Iterable[Column]) -> list[str]:
        """Sentences about what was found, for the file as a whole."""
        heading = {column.field: quoted(column.heading) for column in columns if column.field}
        notes = []
        if self.turn and self.names:
            notes.append(
                f"In column {heading['name']} the family name stands first, with a comma behind it"
                f" ({_cells(self.names)}). These names are turned round: “Lind, Ada” becomes “Ada Lind”."
            )
        if self.order and self.unsure:
            notes.append(
                f"In column {heading['joined_on']} dates such as 03/04/2024 were read with {_ORDERS[self.order]} first"
                f" ({_cells(self.unsure)}): the other dates of this column can be meant in no other way."
            )
        if self.clash:
            notes.append(
                f"The date in row {self.clash[1]} can only be read with the month first, and that in row"
                f" {self.clash[0]} only with the day first. Look which of the two this file means."
            )
        return notes


def needs_survey(columns: Iterable[Column]) -> bool:
    """Whether there is a column of which one cell leaves something open."""
    return any(column.field in {"joined_on", "name"} for column in columns)


def surveyed(
    rows: Iterable[tuple[int, list[str]]],
    columns: list[Column],
    *,
    today: date,
    max_rows: int | None = None,
    own: bool = False,
) -> Survey:
    """Look at all rows; names of our own export (`own`) stay as they are.

    Raises `UnreadableFile`, code `too_many_rows`, as soon as there are too many.
    """
    places = {column.field: place for place, column in enumerate(columns) if column.field}
    joined, name = places.get("joined_on"), places.get("name")
    first: dict[str, int] = {}
    seen = {DAY_FIRST: 0, MONTH_FIRST: 0, EITHER: 0, "": 0}
    total = names = with_comma = 0
    for number, cells in rows:
        if blank(cells):
            continue
        total += 1
        if max_rows is not None and total > max_rows:
            raise too_many_rows(max_rows)
        if joined is not None and joined < len(cells):
            order = order_in(" ".join(cells[joined].split()), today)
            seen[order] += 1
            first.setdefault(order, number)
        if name is not None and name < len(cells) and cells[name].strip():
            names += 1
            with_comma += bool(turned(cells[name]))
    sure = [order for order in (DAY_FIRST, MONTH_FIRST) if seen[order]]
    headed = name is not None and headed_so(columns[name].heading)
    return Survey(
        order=sure[0] if len(sure) == 1 else "",
        unsure=seen[EITHER],
        turn=not own and (headed or with_comma * 2 > names),
        names=with_comma,
        clash=(first[DAY_FIRST], first[MONTH_FIRST]) if len(sure) > 1 else None,
    )


def _cells(count: int) -> str:
    return "1 cell" if count == 1 else f"{count:,} cells"
