"""Cells of which a spreadsheet knows more than their text."""

import re
from typing import Self

from members.reading.problems import Finding, quoted

_ERRORS = frozenset(("#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"))
# The beginning of a call, a reference to a cell, or a sum. “=Anna” is none of these.
_FORMULA = re.compile(r"=\s*[-+(]*(?:[^\W\d]+[\w.]*\(|\$?[A-Za-z]{1,3}\$?[0-9]+(?![^\W_])|[0-9.,]+\s*[-+*/^&])")


class Broken(str):
    """A cell without a value: it holds an error, or a formula whose value the file does not keep."""

    __slots__ = ("finding",)
    finding: Finding

    def __new__(cls, text: str, finding: Finding) -> Self:
        """Keep the text as it may be shown, and what is wrong."""
        cell = super().__new__(cls, text)
        cell.finding = finding
        return cell


class Dated(str):
    """A cell that is a date in the sheet, written as 2024-03-07."""

    __slots__ = ()


class Numeric(str):
    """A cell that is a number in the sheet: zeros at its front may have been lost before the file reached us."""

    __slots__ = ()


class Foreign(str):
    """A cell that is not in the encoding of its file."""

    __slots__ = ()


def error_in_sheet(text: str) -> Broken:
    """A cell that shows an error such as #REF!."""
    sentence = f"this cell shows {text}, an error of the spreadsheet. Correct it there or empty the cell."
    return Broken(text, Finding("cell_error", sentence))


def formula_without_value(formula: str) -> Broken:
    """A cell with a formula that was never worked out."""
    sentence = (
        "this cell holds a formula, and the file does not keep its value. Open the file in a spreadsheet program, save"
        " it there and choose it again."
    )
    return Broken(f"={formula}", Finding("formula_without_value", sentence))


def of_a_sheet(text: str) -> Finding | None:
    """What a text is that was an error or a formula in a spreadsheet before somebody saved it as text."""
    if text in _ERRORS:
        return error_in_sheet(text).finding
    return formula_without_value(text[1:]).finding if _FORMULA.match(text) else None


def date_elsewhere(text: str) -> Finding:
    """A date in a column that is none for dates: spreadsheets make one out of 3-7."""
    sentence = f"the spreadsheet keeps a date here, which was read as {text}. Look what was typed."
    return Finding("date_elsewhere", sentence, "warning")


def not_utf8(text: str) -> Finding:
    """A cell that is not UTF-8, where that was chosen."""
    sentence = f"this cell is not UTF-8, as it was chosen. In Windows-1252 it would be {quoted(text)}. Write it anew."
    return Finding("not_utf8", sentence)


def other_encoding(text: str) -> Finding:
    """A cell that was read in another encoding than the rest of the file."""
    sentence = (
        f"this cell is not UTF-8 like the rest of the file. It was read as {quoted(text)}. Look whether it is so."
    )
    return Finding("other_encoding", sentence, "warning")
