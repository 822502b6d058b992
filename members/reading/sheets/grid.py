"""One sheet, row by row, and what it hides or joins."""

from collections.abc import Iterator

from members.reading.lines import LONGEST_ROW, too_long
from members.reading.problems import UnreadableFile
from members.reading.sheets.events import Handler, walk
from members.reading.sheets.package import Package, bomb, damaged_workbook
from members.reading.sheets.parts import Sheet, Workbook
from members.reading.sheets.values import Values

MOST_COLUMNS = 500
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_REMEMBERED = 20
# A sheet formatted to its last row has some million empty cells at its end, and is read.
LONGEST_IDLE = 5_000_000
_TRUE = {"1", "true"}
_TEXTS = {"v", "t", "f"}


class Grid(Handler):
    """Collects the filled cells of each row; what the sheet claims of its own size is not looked at."""

    def __init__(self, values: Values) -> None:
        """Read cells by `values`."""
        self.rows: list[tuple[int, dict[int, str]]] = []
        self.hidden_rows: list[int] = []
        self.hidden_columns: list[str] = []
        self.merged: list[str] = []
        self._values = values
        self._number = self._column = self._length = self._seen = self._idle = 0
        self._cells: dict[int, str] = {}
        self._kind = self._style = self._tag = ""
        self._held: dict[str, str] = {}
        self._phonetic = self._hidden = False

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """A row, a cell, or what a cell holds."""
        self._idle += 1
        if self._idle > LONGEST_IDLE:
            raise bomb("it goes on for long without a row that holds anything")
        if name == "c":
            self._begin_cell(attributes)
        elif name in _TEXTS:
            self._tag = "" if self._phonetic else name
            self._held.setdefault(name, "")
        elif name == "row":
            self._begin_row(attributes)
        elif name == "rPh":
            self._phonetic = True
        elif name == "col" and attributes.get("hidden") in _TRUE and len(self.hidden_columns) < _REMEMBERED:
            self.hidden_columns.append(letters_of(_digits(attributes.get("min"), LAST_COLUMN)))
        elif name == "mergeCell" and len(self.merged) < _REMEMBERED:
            self.merged.append(attributes.get("ref", "")[:20])

    def end(self, name: str) -> None:
        """The same, closed."""
        if name == "c":
            self._end_cell()
        elif name in _TEXTS:
            self._tag = ""
        elif name == "rPh":
            self._phonetic = False
        elif name == "row" and self._cells:
            self.rows.append((self._number, self._cells))
            self._idle = 0
            if self._hidden and len(self.hidden_rows) < _REMEMBERED:
                self.hidden_rows.append(self._number)
            self._cells = {}

    def text(self, text: str) -> None:
        """What stands in a cell."""
        if self._tag:
            self._held[self._tag] += text
            self._length += len(text)
            if self._length > LONGEST_ROW:
                raise too_long()

    def _begin_row(self, attributes: dict[str, str]) -> None:
        told = _digits(attributes.get("r"), LAST_ROW)
        if told and told <= self._number:
            raise damaged_workbook()  # rows that go back could be without end
        self._number = told or self._number + 1
        if self._number > LAST_ROW:
            raise damaged_workbook()
        self._cells, self._column, self._length, self._seen = {}, 0, 0, 0
        self._hidden = attributes.get("hidden") in _TRUE

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._seen += 1
        if self._seen > LAST_COLUMN or not self._number:
            raise damaged_workbook()
        self._column = column_of(attributes.get("r", "")) or self._column + 1
        self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "")
        self._held = {}

    def _end_cell(self) -> None:
        if not self._held:
            return
        raw = self._held.get("t" if self._kind == "inlineStr" else "v", "")
        text = self._values.text_of(self._kind, self._style, raw, self._held.get("f"))
        if text:
            if self._column > MOST_COLUMNS:
                raise too_many_columns()
            self._cells[self._column - 1] = text


def rows_of_sheet(package: Package, sheet: Sheet, workbook: Workbook) -> tuple[Grid, Iterator[tuple[int, list[str]]]]:
    """The rows of a sheet that hold anything, each with its number, as they are unpacked.

    The grid says what was hidden or merged, once the rows have been read.
    """
    grid = Grid(Values(workbook))
    return grid, _rows(package, sheet, grid)


def _rows(package: Package, sheet: Sheet, grid: Grid) -> Iterator[tuple[int, list[str]]]:
    with package.part(sheet.part) as stream:
        for _ in walk(stream, grid):
            rows, grid.rows = grid.rows, []
            for number, cells in rows:
                if any(map(str.strip, cells.values())):
                    yield number, [cells.get(place, "") for place in range(max(cells) + 1)]


def column_of(reference: str) -> int:
    """The place of the column in a reference such as AB12, counted from one; 0 where it names none."""
    place = 0
    for letter in reference[:4].upper():
        if not "A" <= letter <= "Z":
            break
        place = place * 26 + ord(letter) - 64
    return place if place <= LAST_COLUMN else 0


def letters_of(place: int) -> str:
    """The letters of a column, counted from one."""
    letters = ""
    while place > 0:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _digits(text: str | None, most: int) -> int:
    return min(int(text), most + 1) if text and text.isascii() and text.isdigit() and len(text) < 12 else 0


def too_many_columns() -> UnreadableFile:
    """The refusal of a table with more columns than a page can show."""
    sentence = f"This table has more than {MOST_COLUMNS} columns. Keep those that say something of the people."
    return UnreadableFile(sentence, "too_many_columns")
