"""One row after the other: its cells by heading, whether it has as many as it should, and whom it repeats."""

from datetime import date

from members.reading.cells import LIMITS, clean, name_missing, read_cell, too_long
from members.reading.dialect import WORDS
from members.reading.fields import DAYS, KEEP_OUT, NAMES
from members.reading.folding import folded
from members.reading.problems import Column, Finding, Row, Value, placed, quoted
from members.reading.seen import Seen
from members.reading.states import settle_leaving

# A quotation mark too many swallows whole rows; in an address or a column we do not import, a few lines are usual.
_MAY_HAVE_LINES = ("address", "")
_ONCE = {"email": "this e-mail address", "number": "this member number"}


class RowReader:
    """Turns the cells of each row into a `Row` and remembers which e-mail addresses and numbers it has seen."""

    def __init__(
        self,
        columns: list[Column],
        *,
        delimiter: str,
        usual_width: int,
        today: date,
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
        self._today = today
        self._own = own
        self._plan = [(position, column) for position, column in enumerate(columns) if column.field]
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
            return row
        self._look_for_swallowed_rows(row, cells)
        named = self._whole_name(row)
        self._whole_address(row)
        for field in KEEP_OUT:
            row.values.pop(field, None)
        settle_leaving(row, self._heading_of)
        if len(cells) < self._width:
            row.problems.append(placed(self._too_few(len(cells), named=named), number))
        for field in _ONCE:
            self._refuse_repeated(row, field)
        for position in self._unnamed:
            if position < len(cells) and cells[position].strip():
                self.filled_without_heading.setdefault(position, number)
        return row

    def _read_into(self, row: Row, column: Column, cell: str) -> None:
        row.values[column.field], findings = read_cell(column.field, cell, self._today)
        if self._own and column.field == "phone" and findings and not row.values["phone"]:
            row.values["phone"], refusal = clean(cell)
            findings = [refusal] if refusal else [finding._replace(severity="warning") for finding in findings]
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
        if first != row.number and not same:
            row.values[field] = ""
            sentence = (
                f"{quoted(str(value))} stands in row {first} already, with another name. An address leads to one"
                " person, so this one comes in without it."
            )
            self._add(row, field, Finding("email_shared", sentence, "warning"))
        elif first != row.number:
            sentence = (
                f"{quoted(str(value))} stands in row {first} already, and {_ONCE[field]} can belong to one person only."
                " If it is the same person, take one of the rows out; if not, correct it or leave it empty."
            )
            self._add(row, field, Finding(f"{field}_repeated", sentence))

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
