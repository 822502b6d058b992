"""The whole way from a workbook to its rows."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import chain, islice
from os import SEEK_END
from typing import BinaryIO

from members.reading.formats import OWN
from members.reading.gathering import Opened, gathered, program_of
from members.reading.headings import columns_without_headings, known_among, match_headings, unknown_headings
from members.reading.kinds import refuse_other_packages
from members.reading.marks import Numeric
from members.reading.memory import Chosen
from members.reading.naming import fields_chosen
from members.reading.notes import beginning, notes_on
from members.reading.problems import Column, Reading, Row, UnreadableFile, and_list, quoted
from members.reading.repairs import Wanted
from members.reading.rows import RowReader
from members.reading.sheets.grid import Grid, rows_of_sheet
from members.reading.sheets.notes import notes_on_sheet
from members.reading.sheets.package import Package, unpacked
from members.reading.sheets.parts import Sheet, Workbook, read_workbook_parts
from members.reading.survey import Survey, needs_survey, surveyed
from members.reading.titles import titles_above

WORDS = "Excel workbook (XLSX)"
BETWEEN = "none, it is a sheet"
_LOOKED_AT, _SHOWN = 200, 10
_MAY_LOSE_ZEROS = ("number", "phone", "postcode")
_Rows = Iterator[tuple[int, list[str]]]
_Head = list[tuple[int, list[str]]]


@contextmanager
def open_workbook(
    stream: BinaryIO,
    *,
    digest: str,
    wanted: Wanted,
    chosen: Chosen,
    sheet: str,
    bare: bool,
    max_rows: int,
) -> Iterator[Opened]:
    """Open a register in one sheet of a workbook: values, never formulas, and no macros.

    `sheet` is its name; without it the first one that shows and has rows is read. The rest is as in `open_register`.
    """
    size = stream.seek(0, SEEK_END)
    stream.seek(0)
    with unpacked(stream) as package:
        refuse_other_packages(package.names())
        workbook = read_workbook_parts(package)
        found, grid, rows = _sheet(package, workbook, sheet)
        head = list(islice(rows, _LOOKED_AT))
        titles = 0 if bare else titles_above([cells for _, cells in head], known_among(chosen.headings))
        above, head = [number for number, _ in head[:titles]], head[titles:]
        width = max((len(cells) for _, cells in head), default=0)
        first = _fitted(head[0][1], width) if head else []
        headings = chosen.of([] if bare else first)
        columns = (columns_without_headings if bare else match_headings)(first, headings)
        if not bare:
            head = head[1:]
        reading = Reading(WORDS, BETWEEN, columns, unknown_headings(columns), digest)
        reading.sheet, reading.sheets = found.name, [each.name for each in workbook.sheets]
        reading.headings = [] if bare else first
        program = program_of(reading, headings)
        survey = Survey()
        if needs_survey(columns):
            again = rows_of_sheet(package, found, workbook)[1]
            begin = head[0][0] if head else 0
            below = (row for row in again if row[0] >= begin)
            survey = surveyed(below, columns, today=wanted.today, max_rows=max_rows, own=program == OWN)
        reader = RowReader(
            columns,
            delimiter="",
            usual_width=width,
            wanted=wanted,
            survey=survey,
            headed=not bare,
            own=program == OWN,
        )
        table = _Table(chain(head, rows), columns, reading)
        reading.picked = fields_chosen(reading.headings, headings or {})
        reading.program, reading.recalled = program, chosen.recalled
        reading.columns = [column for column in columns if column.heading]

        def whole() -> Iterator[Row]:
            yield from gathered(reading, table.rows(), reader, max_rows=max_rows, look=None)
            reading.notes = [
                *beginning(first, above, reading, bare=bare),
                *notes_on_sheet(found, workbook, grid, columns, table.lost_zeros),
                *survey.notes(columns),
                *notes_on(table.beyond | reader.filled_without_heading),
            ]

        yield Opened(reading, whole(), stream, size)


def _sheet(package: Package, workbook: Workbook, name: str) -> tuple[Sheet, Grid, _Rows]:
    """The sheet of that name, or the first with rows, those that show before those that are hidden."""
    sheets = sorted(workbook.sheets, key=lambda sheet: sheet.hidden)
    if name:
        sheets = [sheet for sheet in sheets if sheet.name.strip().casefold() == name.strip().casefold()]
        if not sheets:
            names = and_list([quoted(sheet.name) for sheet in workbook.sheets[:_SHOWN]])
            sentence = f"There is no sheet {quoted(name)} in this workbook. It has {names}."
            raise UnreadableFile(sentence, "unknown_sheet", field="sheet")
    for sheet in sheets:
        grid, rows = rows_of_sheet(package, sheet, workbook)
        with suppress(StopIteration):
            return sheet, grid, chain([next(rows)], rows)
    sentence = "This workbook is empty. Choose one with a heading row and one row for each person."
    raise UnreadableFile(sentence, "empty")


def _fitted(cells: list[str], width: int) -> list[str]:
    return cells[:width] + [""] * (width - len(cells))


class _Table:
    """The rows as wide as the columns, with what is noticed on the way."""

    def __init__(self, rows: _Rows, columns: list[Column], reading: Reading) -> None:
        self.beyond: dict[int, int] = {}
        self.lost_zeros: dict[int, int] = {}
        self._rows = rows
        self._width = len(columns)
        self._reading = reading
        self._digits = [place for place, column in enumerate(columns) if column.field in _MAY_LOSE_ZEROS]

    def rows(self) -> _Rows:
        before = None
        for number, cells in self._rows:
            if before is not None:
                self._reading.blank_rows += number - before - 1
            before = number
            for place in range(self._width, len(cells)):
                if cells[place].strip():
                    self.beyond.setdefault(place, number)
            fitted = _fitted(cells, self._width)
            for place in self._digits:
                if isinstance(fitted[place], Numeric):
                    self.lost_zeros.setdefault(place, number)
            yield number, fitted
