"""Rows that stand above the headings, such as the title of a list and its date."""

from collections.abc import Callable, Sequence

ABOVE, ENOUGH = 10, 2
JUDGED = 1000  # headings; a row may have half a million cells, each of which takes a while to think about


def titles_above(rows: Sequence[Sequence[str]], known: Callable[[str], bool]) -> int:
    """How many of these rows stand above the headings: none where the first one has a heading that is known."""
    merits = [sum(map(known, cells[:JUDGED])) for cells in rows[:ABOVE]]
    if not merits or merits[0]:
        return 0
    return next((place for place, merit in enumerate(merits) if merit >= ENOUGH), 0)


def titles_in_words(above: Sequence[int]) -> str:
    """A note that names these rows."""
    one = len(above) == 1
    which = f"Row {above[0]} stands" if one else f"Rows {above[0]} to {above[-1]} stand"
    return f"{which} above the headings and {'is' if one else 'are'} not imported."
