"""One thing that is due, as the desk names it."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Task:
    """One thing that is due: how many, what, until when, where it is done."""

    count: int
    title: str
    stamp: str
    state: str
    text: str
    url: str
    button: str
    due: datetime | None = field(default=None)
