"""What a reading of a bank's file gives back."""

from dataclasses import dataclass, field
from datetime import date

MAX_BYTES = 50_000_000
MOST_LINES = 100_000
LONGEST_TEXT, LONGEST_NAME = 500, 200


@dataclass(slots=True)
class Movement:
    """One line: money that came (above zero) or went. `problem` says in a sentence why it cannot be read."""

    number: int
    day: date | None = None
    cents: int = 0
    currency: str = ""
    payer: str = ""
    text: str = ""
    account: str = ""
    reference: str = ""
    problem: str = ""


@dataclass(slots=True)
class BankFile:
    """A whole file: its lines, and for a table its headings with the field that each fills."""

    form: str
    digest: str
    movements: list[Movement]
    headings: list[str] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
