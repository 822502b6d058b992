"""A reader set up as an upload page would call it."""

import io
from collections.abc import Callable, Mapping
from datetime import date

import pytest

from members.reading import Reading, UnreadableFile, read_register

TODAY = date(2025, 1, 1)
MAX_BYTES = 5_000_000

Reader = Callable[..., Reading]


def read_bytes(
    data: bytes, *, headings: Mapping[str, str] | None = None, max_bytes: int = MAX_BYTES, **options: object
) -> Reading:
    stream = io.BytesIO(data)
    return read_register(stream, size=len(data), today=TODAY, max_bytes=max_bytes, headings=headings, **options)  # type: ignore[arg-type]


@pytest.fixture
def read() -> Reader:
    """Reads text (as UTF-8) or bytes."""

    def reader(given: str | bytes, **options: object) -> Reading:
        return read_bytes(given.encode() if isinstance(given, str) else given, **options)  # type: ignore[arg-type]

    return reader


@pytest.fixture
def refusal(read: Reader) -> Callable[..., UnreadableFile]:
    """The refusal that a file meets."""

    def refused(given: str | bytes, **options: object) -> UnreadableFile:
        with pytest.raises(UnreadableFile) as caught:
            read(given, **options)
        return caught.value

    return refused


@pytest.fixture
def cell(read: Reader) -> Callable[[str, str], tuple[object, list[tuple[str, str]]]]:
    """What becomes of one cell under one heading: its value, and severity and code of what was found."""

    def read_one(heading: str, text: str) -> tuple[object, list[tuple[str, str]]]:
        quoted = text.replace('"', '""')
        given = f'"{quoted}"' if heading == "Name" else f'Ute Kern;"{quoted}"'
        reading = read(f"Name\n{given}\n" if heading == "Name" else f"Full name;{heading}\n{given}\n")
        row = reading.rows[0]
        field = reading.columns[-1].field
        return row.values[field], [(problem.severity, problem.code) for problem in row.problems]

    return read_one
