"""What can be done about cells that cannot be read, chosen once for a column: each code of a problem with its ways out.

Nothing of it happens by itself. Fields that name a person have none.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from members.reading.cells import Read, empty_of, read_cell
from members.reading.date_forms import DAY_FIRST, MONTH_FIRST
from members.reading.dates import LAST_HUNDRED_YEARS, NINETEEN, TWENTY, Ways
from members.reading.fields import FIELDS, NAMES
from members.reading.problems import Finding, Repairable, quoted
from members.reading.several import first_email, first_phone

EMPTY, FIRST, FIRST_DAY, DAY_COUNT = "empty", "first", "first_day", "day_count"
_ALONE = (EMPTY,)
WAYS_OUT: dict[str, tuple[str, ...]] = {
    "date_ambiguous": (DAY_FIRST, MONTH_FIRST, EMPTY),
    "date_two_digit_year": (LAST_HUNDRED_YEARS, NINETEEN, TWENTY, EMPTY),
    "date_no_day": (FIRST_DAY, EMPTY),
    "date_year_alone": (FIRST_DAY, EMPTY),
    "date_sheet_number": (DAY_COUNT, EMPTY),
    "phone_several": (FIRST, EMPTY),
    "phone_invalid": (FIRST, EMPTY),
    "email_several": (FIRST, EMPTY),
    "email_invalid": (FIRST, EMPTY),
} | dict.fromkeys(
    (
        *("date_unreadable", "date_impossible", "date_future", "date_too_early"),
        *("phone_too_short", "phone_too_long", "phone_shortened", "email_repeated", "number_repeated"),
        *("too_long", "control_character", "cell_error", "formula_without_value", "not_utf8"),
    ),
    _ALONE,
)
FIELD_OF = {"date": "joined_on", "phone": "phone", "email": "email", "number": "number"}
_NO_DAY = ("date_future", "date_too_early", "date_impossible")
Repairs = Mapping[tuple[str, str], str]


def ways_out(field: str, code: str) -> tuple[str, ...]:
    """What can be chosen for a problem in the column of a field; nothing for what names somebody."""
    if field in NAMES or field not in FIELDS:
        return ()
    if FIELD_OF.get(code.partition("_")[0], field) != field:
        return ()
    return WAYS_OUT.get(code, ())


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was chosen for the cells: see `open_register`."""

    today: date
    repairs: Repairs
    undated: date | None = None


class Mender:
    """Reads cells as it was chosen for their column."""

    def __init__(self, today: date, order: str, chosen: Repairs, *, own: bool) -> None:
        """Read dates in an order that the column shows, where it shows one, and the rest as it was chosen."""
        self._own = own
        self._today = today
        self._order = order
        self._chosen = chosen

    def read(self, field: str, raw: str) -> tuple[Read, list[Repairable]]:
        """The value, what was found, and what could be chosen or was."""
        value, findings = read_cell(field, raw, self._today, Ways(order=self._order), own=self._own)
        error = _error(findings)
        if error is None or field in NAMES:
            return (value, findings), []
        given: dict[str, str] = {}
        met: list[Repairable] = []
        while error is not None and error.code not in given:
            code = error.code
            left = {option: self._left(field, raw, {**given, code: option}) for option in ways_out(field, code)}
            options = tuple(option for option, behind in left.items() if behind not in {*given, code, *_NO_DAY})
            choice = self._chosen.get((field, code), "")
            solved = choice in options
            if options:
                enough = options if solved else tuple(option for option in options if not left[option])
                met.append(Repairable(field, code, options, enough, solved))
            if not solved:
                return (value, findings), met
            given[code] = choice
            value, findings = self._again(field, raw, given)
            error = _error(findings)
        return (value, [*findings, repaired(raw, value)]), met

    def empties(self, field: str, code: str) -> bool:
        """Whether cells of this column with that problem are left empty by choice."""
        return self._chosen.get((field, code)) == EMPTY

    def _left(self, field: str, raw: str, given: Mapping[str, str]) -> str:
        """The code of the problem that is left behind what is given; nothing where the cell can be read."""
        error = _error(self._again(field, raw, given)[1])
        return error.code if error else ""

    def _again(self, field: str, raw: str, given: Mapping[str, str]) -> Read:
        chosen = set(given.values())
        if EMPTY in chosen:
            return empty_of(field), []
        if FIRST in chosen:
            first = first_phone(raw) if field == "phone" else first_email(raw)
            return read_cell(field, first, self._today) if first else (empty_of(field), [_nothing_left(given)])
        century = next((c for c in (LAST_HUNDRED_YEARS, NINETEEN, TWENTY) if c in chosen), "")
        order = next((o for o in (DAY_FIRST, MONTH_FIRST) if o in chosen), self._order)
        ways = Ways(order, century, first_day=FIRST_DAY in chosen, day_count=DAY_COUNT in chosen)
        return read_cell(field, raw, self._today, ways)


def repaired(text: str, value: object) -> Finding:
    """What to say of a cell that was read as it was chosen."""
    became = "left empty" if value in {None, ""} else f"read as {value}"
    shown = re.sub(r"\s+", " ", text).strip()
    return Finding("repaired", f"{quoted(shown)} was {became}, as it was chosen for this column.", "warning")


def _error(findings: list[Finding]) -> Finding | None:
    return next((finding for finding in findings if finding.severity == "error"), None)


def _nothing_left(given: Mapping[str, str]) -> Finding:
    """Where there is no first one to take, the problem stays what it was."""
    return Finding(next(code for code, choice in given.items() if choice == FIRST), "")
