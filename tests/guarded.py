"""For the rare test that begins where only a decision could have led."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from organiser.base import guards


@contextmanager
def past_guards() -> Iterator[None]:
    """Within the block the database takes what only a decision could bring about."""
    guards.take_down(connection, guards.registered())
    yield
    guards.put_up(connection, guards.registered())
