"""What is due at a desk to those who keep the register."""

from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from assemblies.web.desk_tasks import Task, some_of
from members.enums import ApplicationState
from members.queries.applications import applications_to
from members.queries.duplicates import pairs_to_look_at
from members.queries.leaving import SOON, leaving_soon
from members.queries.retention import due_soon
from members.queries.transfers import to_answer, to_release
from members.transfer_rules import DAYS_TO_RELEASE
from organisations.models import Body
from organiser.base import clock
from organiser.base.words import day, number_in_words


def applications(viewer: Any, body: Body) -> list[Task]:
    """Applications to join that are to be answered."""
    waiting = list(applications_to(viewer, body).filter(state=ApplicationState.OPEN))
    if not waiting:
        return []
    count = len(waiting)
    title = f"{number_in_words(count).capitalize()} {'application' if count == 1 else 'applications'} to join"
    text = f"{some_of([one.membership.person.name for one in waiting if one.membership is not None])}."
    url = reverse("applications", args=[body.public_id])
    return [Task(count, title, f"The oldest since {day(waiting[0].asked_at)}", "due", text, url, "Answer them")]


def moves(_viewer: Any, body: Body) -> list[Task]:
    """Members who wait to be let go by a branch, and those who wait to be taken in."""
    leaving, coming = list(to_release(body)), list(to_answer(body))
    url = reverse("transfers", args=[body.public_id])
    tasks = []
    if leaving:
        title = f"{number_in_words(len(leaving)).capitalize()} to let go to another branch"
        last = leaving[0].asked_at + DAYS_TO_RELEASE
        text = f"{some_of([transfer.membership.person.name for transfer in leaving])}."
        tasks.append(Task(len(leaving), title, f"Counts as done on {day(last)}", "due", text, url, "Let go", last))
    if coming:
        title = f"{number_in_words(len(coming)).capitalize()} to take in from another branch"
        text = f"{some_of([transfer.membership.person.name for transfer in coming])}."
        stamp = f"The oldest since {day(coming[0].released_at or coming[0].asked_at)}"
        tasks.append(Task(len(coming), title, stamp, "due", text, url, "Answer them"))
    return tasks


def ending(_viewer: Any, body: Body) -> list[Task]:
    """Members whose last day comes within a month."""
    leaving = leaving_soon(body)
    first = leaving.first()
    if first is None or first.leaves_on is None:
        return []
    count, last = leaving.count(), clock.today() + SOON
    title = f"{number_in_words(count).capitalize()} {'member leaves' if count == 1 else 'members leave'}"
    url = f"{reverse('register', args=[body.public_id])}?{urlencode({'state': 'members', 'leaves_until': last})}"
    text = "Whoever is gone has no vote and no role here any more."
    return [Task(count, title, f"The first on {day(first.leaves_on)}", "half", text, url, "See who")]


def twice(viewer: Any, body: Body) -> list[Task]:
    """Records that may be of one person."""
    count = pairs_to_look_at(viewer, body).count()
    if not count:
        return []
    title = (
        f"{number_in_words(count).capitalize()} {'person' if count == 1 else 'people'} may stand in the register twice"
    )
    url = reverse("duplicates", args=[body.public_id])
    return [Task(count, title, "When there is time", "half", "Look at the two beside each other.", url, "Compare them")]


def kept_no_longer(body: Body) -> list[Task]:
    """Records of people who left that the clock anonymises within a month, by the rules of the organisation."""
    soon = due_soon(body.organisation)
    count = (soon if body.pk == body.organisation_id else soon.filter(branch=body.pk)).count()
    if not count:
        return []
    title = f"{number_in_words(count).capitalize()} {'record is' if count == 1 else 'records are'} kept no longer"
    text = "The people left longer ago than your rules keep records. They are anonymised within a month."
    return [
        Task(count, title, "By your rules", "half", text, reverse("locked_records", args=[body.public_id]), "See whose")
    ]
