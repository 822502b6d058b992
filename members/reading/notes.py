"""Sentences about a file as a whole, which no single row could say."""

from collections.abc import Mapping

from members.reading.headings import known_among
from members.reading.problems import Reading, quoted, visible
from members.reading.titles import titles_in_words

WITHOUT_HEADINGS = "The first row was taken as a person, not as headings, as it was chosen."
_SHOWN = 8


def taken_as_headings(headings: list[str]) -> str:
    """What to say where all fields were chosen by hand: the first row may have been a person."""
    shown = ", ".join(quoted(heading) for heading in headings[:_SHOWN])
    return (
        f"The first row was taken as headings and is not imported: {shown}. If it is a person, choose other fields for"
        " the headings and say there that the first row is a person."
    )


def called_otherwise(filename: str, *, workbook: bool) -> list[str]:
    """What to say of a file whose name promises another kind than it is. It is read as what it is."""
    ending = filename.rpartition(".")[2].casefold()
    if workbook and ending in {"csv", "txt", "tsv"}:
        return [f"The file is called {visible(filename)} and is an Excel workbook. It was read as one."]
    if not workbook and ending in {"xlsx", "xlsm", "xls"}:
        return [f"The file is called {visible(filename)} and is text (CSV), no workbook. It was read as text."]
    return []


def beginning(first: list[str], above: list[int], reading: Reading, *, bare: bool) -> list[str]:
    """What to say of the row of headings and of what stands above it."""
    if bare:
        return [WITHOUT_HEADINGS]
    notes = [titles_in_words(above)] if above else []
    if not any(map(known_among(None), first)):
        notes.append(taken_as_headings([column.heading for column in reading.columns]))
    return notes


def notes_on(filled_without_heading: Mapping[int, int]) -> list[str]:
    """What to look at before importing.

    `filled_without_heading` holds the position of each column that has no heading and the first row where it is filled.
    """
    return [
        f"Column {position + 1} has no heading and is not imported, although row {row} holds something there."
        for position, row in sorted(filled_without_heading.items())
    ]
