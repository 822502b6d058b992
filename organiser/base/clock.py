"""What time it is. Every rule with a date asks here, so that an example world can be written into the past."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time

from django.utils import timezone

_set: ContextVar[datetime | None] = ContextVar("set_clock", default=None)


def now() -> datetime:
    """This moment, with its time zone."""
    return _set.get() or timezone.now()


def today() -> date:
    """This day, in the time zone of the installation."""
    return timezone.localdate(now())


def start_of(day: date) -> datetime:
    """The first moment of a day, in the time zone of the installation."""
    return timezone.make_aware(datetime.combine(day, time.min))


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Within the block it is `moment`. For example worlds and tests; never reached by a door."""
    token = _set.set(moment)
    try:
        yield
    finally:
        _set.reset(token)
