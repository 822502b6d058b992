"""Due dates, review dates and expiry dates as a calendar."""

from collections.abc import Callable, Iterator

from assemblies.queries.calendars import dated_decisions, open_tasks
from members.models import Person
from organisations.models import Body
from organiser.base import clock
from organiser.base.ical import Day, calendar_text

Link = Callable[[str, str], str]


def _days(reader: Person, body: Body, link: Link) -> Iterator[Day]:
    for task in open_tasks(reader, body):
        summary = f"Task of decision {task.decision.reference}: {task.what}"
        yield Day(f"{task.public_id}@task", task.due_on, summary, link("task", task.public_id))
    for decision in dated_decisions(reader, body):
        url = link("decision", decision.public_id)
        if decision.review_on is not None:
            yield Day(f"{decision.public_id}@review", decision.review_on, f"Look again at decision {decision}", url)
        if decision.expires_on is not None:
            yield Day(f"{decision.public_id}@expiry", decision.expires_on, f"Decision {decision} expires", url)


def decision_calendar(reader: Person, body: Body, link: Link) -> str:
    """The calendar of one body as one person may read it now.

    Args:
        link: gives the address of a page, by its name and the public id.
    """
    return calendar_text(f"Decisions of {body.name}", _days(reader, body, link), at=clock.now())
