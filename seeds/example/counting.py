"""The clock of the example: when a month is over, the members are counted, for as long as a figure goes back."""

from datetime import datetime

from members.actions.headcounts import take_headcount
from members.counting import add_months
from members.queries.headcounts import due_to_count
from organiser.base import clock
from organiser.base.actor import CLOCK
from seeds.example.calendar import Calendar, Story
from seeds.example.cast import Cast

MONTHS = 14


def counted_each_month(calendar: Calendar, cast: Cast, founded_at: datetime) -> Story:
    """On the first of each month, when the day begins."""
    for ago in reversed(range(MONTHS)):
        first = clock.start_of(add_months(calendar.today, -ago))
        if first <= founded_at:
            continue
        yield first
        organisation = due_to_count().filter(pk=cast.organisation.pk).first()
        if organisation is not None:
            take_headcount(CLOCK, organisation=organisation)
