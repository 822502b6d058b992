"""The days of the example world, counted from today, and the playing of its stories in the order of time.

A story is a generator: it yields the moment at which it goes on, and what stands after the `yield` happens at that
moment. Several stories are played side by side, so that the ledger of an organisation runs forward in time.
"""

import heapq
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from organiser.base import clock

Story = Generator[datetime, None, Any]
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)


@dataclass(frozen=True)
class Calendar:
    """Days counted from the day of loading, and weekdays counted from next week."""

    today: date

    def day(self, days: int, hour: int, minute: int = 0) -> datetime:
        """So many days from today, at this time."""
        return timezone.make_aware(datetime.combine(self.today + timedelta(days=days), time(hour, minute)))

    def week(self, weeks: int, weekday: int, hour: int, minute: int = 0) -> datetime:
        """A weekday of next week, or of so many weeks before or after it."""
        days = 7 - self.today.weekday() + 7 * weeks + weekday
        return self.day(days, hour, minute)


def play(stories: Iterable[Story], *, after: Callable[[], None] = lambda: None) -> None:
    """Let the stories happen, whichever comes next in time.

    Args:
        after: what is done at the same moment, after each step of a story.

    Raises:
        ValueError: where a story goes back in time, or ahead of the present.
    """
    present = clock.now()
    waiting: list[tuple[datetime, int, Story]] = []
    for order, story in enumerate(stories):
        waiting.append((next(story), order, story))
    heapq.heapify(waiting)
    while waiting:
        moment, order, story = heapq.heappop(waiting)
        if moment > present:
            message = f"A story goes on at {moment}, which has not come yet."
            raise ValueError(message)
        with clock.at(moment):
            following = next(story, None)
            after()
        if following is None:
            continue
        if following < moment:
            message = f"A story goes back from {moment} to {following}."
            raise ValueError(message)
        heapq.heappush(waiting, (following, order, story))
