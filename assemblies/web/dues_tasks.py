"""What is due to the treasurer: statements and reminders that wait for a look, and who is in arrears."""

from typing import Any

from django.urls import reverse

from assemblies.web.desk_tasks import Task
from members.enums import ReminderStatus, StatementStatus
from members.queries.dues import arrears_of
from members.queries.reminders import reminders_visible_to
from members.queries.statements import statements_visible_to
from organisations.models import Body
from organiser.base.words import day, number_in_words

LONG = 3


def dues_tasks(viewer: Any, body: Body, waiting: frozenset[str]) -> list[Task]:
    """The tasks of the treasurer of a body; no name and no amount stands in them.

    Args:
        waiting: the names of the lists in which there is anything.
    """
    statements = _statements(viewer, body) if "statements" in waiting else []
    return [*statements, *(_reminders(viewer, body) if "reminders" in waiting else []), *_arrears(body)]


def _statements(viewer: Any, body: Body) -> list[Task]:
    waiting = statements_visible_to(viewer).filter(body=body, status=StatementStatus.STAGED).order_by("made_at")
    return [
        Task(
            1,
            "One bank statement to book",
            f"Read on {day(one.made_at)}",
            "half",
            f"{one.filename}. Look at who is proposed for each payment.",
            reverse("statement", args=[one.public_id]),
            "Look at it",
        )
        for one in waiting
    ]


def _reminders(viewer: Any, body: Body) -> list[Task]:
    waiting = reminders_visible_to(viewer).filter(body=body, status=ReminderStatus.HELD).order_by("made_at")
    return [
        Task(
            1,
            "Reminders are held for a look",
            f"Since {day(one.made_at)}",
            "half",
            "Nothing is sent before the treasurer says so.",
            reverse("dues_reminder", args=[one.public_id]),
            "Look at them",
        )
        for one in waiting
    ]


def _arrears(body: Body) -> list[Task]:
    count = arrears_of(body, LONG).count()
    if not count:
        return []
    title = f"{number_in_words(count).capitalize()} {'member owes' if count == 1 else 'members owe'} dues for long"
    url = f"{reverse('dues_arrears', args=[body.public_id])}?months={LONG}"
    return [Task(count, title, f"More than {LONG} months", "half", "Ask whether they can pay.", url, "See them")]
