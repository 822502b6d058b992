"""How many rows a file may have, and which count."""

from members.reading.problems import UnreadableFile

MAX_ROWS = 1_000_000


def blank(cells: list[str]) -> bool:
    """Whether nothing stands in a row."""
    return not any(map(str.strip, cells))


def too_many_rows(most: int) -> UnreadableFile:
    """The refusal of a file with more rows than are read."""
    sentence = f"This file has more than {most:,} people. Split the table into several files."
    return UnreadableFile(sentence, "too_many_rows")
