"""One row after the other: its cells by heading, whether it has as many as it should, and whom it repeats."""

from members.reading.cells import LIMITS, clean, name_missing, too_long
from members.reading.dialect import WORDS
from members.reading.dues import settle_dues
from members.reading.fields import DAYS, KEEP_OUT, NAMES
from members.reading.folding import folded
from members.reading.heading_words import NOT_READ
from members.reading.marks import Broken
from members.reading.problems import Column, Finding, Repairable, Row, Value, placed, quoted
from members.reading.repairs import EMPTY, Mender, Wanted, repaired
from members.reading.seen import Seen
from members.reading.states import settle_leaving
from members.reading.sums import sum_row
from members.reading.survey import Survey
from members.reading.turning import turned

# A quotation mark too many swallows whole rows; in an address or a column we do not import, a few lines are usual.
_MAY_HAVE_LINES = ("address", "")
WHY = frozenset(NOT_READ["why"].split())
_ONCE = {"email": "this e-mail address", "number": "this member number"}


class RowReader:
    """Turns the cells of each row into a `Row` and remembers which e-mail addresses and numbers it has seen."""

    def __init__(
        self,
        columns: list[Column],
        *,
        delimiter: str,
        usual_width: int,
        wanted: Wanted,
        survey: Survey,
        headed: bool = True,
        own: bool = False,
    ) -> None:
        """Read by `columns`, one for each cell; up to `usual_width` cells are fine, if those too many are empty.

        `own` says that it is our own export: a phone number that is none came from our own form, and stays.
        `headed` says that the columns come from a row of headings. Cells of a sheet have no `delimiter` between them.
        """
        self._measure = "the heading row" if headed else "the table"
        self.filled_without_heading: dict[int, int] = {}
        self._columns = columns
        self._delimiter = delimiter
        self._mender = Mender(wanted.today, survey.order, wanted.repairs, own=own)
        self._today, self._undated = wanted.today, wanted.undated
        self._turn = survey.turn
        self._own = own
        self._plan = [(position, column) for position, column in enumerate(columns) if column.field]
        self._names = {position for position, column in self._plan if column.field in NAMES}
        self._why = {position for position, column in enumerate(columns) if folded(column.heading) in WHY}
        self._unnamed = [position for position, column in enumerate(columns) if not column.heading]
        self._width = max(position for position, column in enumerate(columns) if column.heading) + 1
        self._empty: dict[str, Value] = {"name": ""}
        self._empty |= {column.field: None if column.field in DAYS else "" for _, column in self._plan}
        self._heading_of = {column.field: column.heading for _, column in self._plan}
        self._name_field = next(field for field in NAMES if field in self._heading_of)
        self._most = max(len(columns), usual_width)
        self._seen = {field: Seen() for field in _ONCE}
        self._bearers = Seen()

    def read(self, number: int, cells: list[str]) -> Row:
        """Read the cells of row `number`. Nothing is raised; what is wrong stands in the problems of the row."""
        row = Row(number, dict(self._empty), [], cells)
        too_many = len(cells) > self._most or any(cell.strip() for cell in cells[len(self._columns) :])
        for position, column in self._plan:
            if position < len(cells):
                self._read_into(row, column, cells[position])
        if too_many:
            # The cells have slipped, so what was found in the single cells would mislead.
            sentence = (
                f"this row has {len(cells)} cells and {self._measure} has {self._width}. Put a cell that holds a"
                f" {WORDS[self._delimiter]} in quotation marks, or take out the cells too many."
            )
            self._whole_name(row)
            row.problems = [placed(Finding("too_many_cells", sentence), number)]
            row.repairable = []
            return row
        if not self._own and (finding := sum_row(*self._named_and_others(cells))):
            row.problems, row.repairable = [], []
            self._add(row, self._name_field, finding)
            self._whole_name(row)
            return row
        self._look_for_swallowed_rows(row, cells)
        named = self._whole_name(row)
        self._whole_address(row)
        for field in KEEP_OUT:
            row.values.pop(field, None)
        settle_leaving(row, self._heading_of)
        settle_dues(row, self._heading_of, self._today)
        if len(cells) < self._width:
            row.problems.append(placed(self._too_few(len(cells), named=named), number))
        for field in _ONCE:
            self._refuse_repeated(row, field)
        self._date(row)
        for position in self._unnamed:
            if position < len(cells) and cells[position].strip():
                self.filled_without_heading.setdefault(position, number)
        return row

    def _read_into(self, row: Row, column: Column, cell: str) -> None:
        if column.field == "name" and self._turn and not isinstance(cell, Broken):
            cell = type(cell)(turned(cell) or cell)
        (row.values[column.field], findings), repairable = self._mender.read(column.field, cell)
        row.repairable += repairable
        if self._own and column.field == "phone" and findings and not row.values["phone"]:
            row.values["phone"], refusal = clean(cell)
            findings = [refusal] if refusal else [finding._replace(severity="warning") for finding in findings]
            row.repairable = [each for each in row.repairable if each.field != "phone"]
        if findings:
            row.problems += [placed(finding, row.number, column.heading, column.field) for finding in findings]

    def _whole_name(self, row: Row) -> bool:
        """See to it that `name` holds the whole name, made of its parts where it has no column; False without any."""
        if not row.values["name"]:
            parts = [str(row.values[part]) for part in ("given_name", "family_name") if row.values.get(part)]
            whole = " ".join(parts)
            if len(whole) > LIMITS["name"]:
                self._add(row, "family_name", too_long("name", len(whole)))
            else:
                row.values["name"] = whole
        if row.values["name"]:
            return True
        if not any(problem.field in NAMES and problem.severity == "error" for problem in row.problems):
            self._add(row, self._name_field, name_missing())
        return False

    def _date(self, row: Row) -> None:
        """Give a day to whom the file gives none, where one was chosen for all of them."""
        row.undated = row.values.get("joined_on") is None
        if row.undated and self._undated:
            row.values["joined_on"] = self._undated

    def _whole_address(self, row: Row) -> None:
        """Put a house number that has a column of its own behind the street."""
        number, street = str(row.values.get("house_number") or ""), str(row.values.get("address") or "")
        if not number or not street:
            return
        whole = f"{street} {number}"
        if len(whole) > LIMITS["address"]:
            self._add(row, "house_number", too_long("address", len(whole)))
        else:
            row.values["address"] = whole

    def _too_few(self, count: int, *, named: bool) -> Finding:
        cells = "1 cell" if count == 1 else f"{count} cells"
        if named:
            sentence = f"this row has {cells} and {self._measure} has {self._width}. What is missing was read as empty."
            return Finding("too_few_cells", sentence, "warning")
        sentence = f"this row has {cells} and {self._measure} has {self._width}. Add the missing ones or take it out."
        return Finding("too_few_cells", sentence)

    def _refuse_repeated(self, row: Row, field: str) -> None:
        value = row.values.get(field)
        if not value:
            return
        first = self._seen[field].first(str(value).casefold(), row.number)
        same = field != "email" or self._named_alike(row, str(value))
        if first == row.number:
            return
        if not same:
            row.values[field] = ""
            sentence = (
                f"{quoted(str(value))} stands in row {first} already, with another name. An address leads to one"
                " person, so this one comes in without it."
            )
            self._add(row, field, Finding("email_shared", sentence, "warning"))
            return
        code = f"{field}_repeated"
        empties = self._mender.empties(field, code)
        row.repairable.append(Repairable(field, code, (EMPTY,), (EMPTY,), empties))
        if empties:
            self._add(row, field, repaired(str(value), ""))
            row.values[field] = ""
        else:
            sentence = (
                f"{quoted(str(value))} stands in row {first} already, and {_ONCE[field]} can belong to one person only."
                " If it is the same person, take one of the rows out; if not, correct it or leave it empty."
            )
            self._add(row, field, Finding(code, sentence))

    def _named_and_others(self, cells: list[str]) -> tuple[str, list[str]]:
        """The cells that name somebody, as one text, and all others but why the row stayed out before."""
        named = " ".join(cell.strip() for place, cell in enumerate(cells) if place in self._names and cell.strip())
        return named, [cell for place, cell in enumerate(cells) if place not in self._names | self._why]

    def _named_alike(self, row: Row, email: str) -> bool:
        """Whether an earlier row has this address and this name, whatever the order of its words."""
        words = " ".join(sorted(folded(word) for word in str(row.values["name"]).split()))
        return self._bearers.first(f"{email.casefold()}\n{words}", row.number) != row.number

    def _look_for_swallowed_rows(self, row: Row, cells: list[str]) -> None:
        if not self._delimiter:
            return  # in a sheet no cell can swallow another
        for column, cell in zip(self._columns, cells, strict=False):
            if "\n" not in cell and "\r" not in cell:
                continue
            delimiters = cell.count(self._delimiter)
            may = column.field in _MAY_HAVE_LINES
            if delimiters >= (max(2, self._width - 1) if may else 1):
                lines = len(cell.splitlines())
                sentence = (
                    f"this cell runs over {lines} lines and may have swallowed the rows below. Look for a quotation"
                    " mark that is opened and not closed."
                )
                finding = Finding("swallowed_rows", sentence, "warning" if may else "error")
                row.problems.append(placed(finding, row.number, column.heading, column.field))

    def _add(self, row: Row, field: str, finding: Finding) -> None:
        heading = self._heading_of.get(field, self._heading_of[self._name_field])
        row.problems.append(placed(finding, row.number, heading, field))
