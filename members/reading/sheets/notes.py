"""What to say of a sheet as a whole: which one was read, and what in it does not meet the eye."""

from collections.abc import Mapping

from members.reading.problems import Column, and_list, quoted
from members.reading.sheets.grid import Grid
from members.reading.sheets.parts import Sheet, Workbook

_SHOWN = 8


def notes_on_sheet(
    sheet: Sheet, workbook: Workbook, grid: Grid, columns: list[Column], lost_zeros: Mapping[int, int]
) -> list[str]:
    """Sentences, in the order of their weight.

    `lost_zeros` holds the place of each column that should be text and the first row where a number stands in it.
    """
    notes = []
    if len(workbook.sheets) > 1:
        others = [quoted(each.name) for each in workbook.sheets if each is not sheet]
        notes.append(f"The sheet {quoted(sheet.name)} was read. The workbook also has {_some(others)}.")
    if sheet.hidden:
        notes.append(f"The sheet {quoted(sheet.name)} is hidden in the workbook.")
    if workbook.macros:
        notes.append("This workbook holds macros. They were not run; only the values in the cells were read.")
    notes += [
        f"{columns[place].heading} is kept as numbers, as in row {row}, and a spreadsheet drops zeros at the front of"
        " those. We added none: look whether some are missing."
        for place, row in sorted(lost_zeros.items())
    ]
    if grid.hidden_rows:
        rows = _some([str(row) for row in grid.hidden_rows])
        is_one = len(grid.hidden_rows) == 1
        notes.append(
            f"Row {rows} is hidden in the sheet and was read like the others."
            if is_one
            else f"Rows {rows} are hidden in the sheet and were read like the others."
        )
    if grid.hidden_columns:
        hidden = _some(grid.hidden_columns)
        is_one = len(grid.hidden_columns) == 1
        notes.append(
            f"Column {hidden} is hidden in the sheet and was read like the others."
            if is_one
            else f"Columns {hidden} are hidden in the sheet and were read like the others."
        )
    if grid.merged:
        notes.append(
            f"Cells are merged ({_some(grid.merged)}). What stands in them belongs to their first cell; the others were"
            " read as empty."
        )
    return notes


def _some(words: list[str]) -> str:
    """The first few of them, and that there are more."""
    return and_list(words) if len(words) <= _SHOWN else f"{', '.join(words[:_SHOWN])} and more"
