"""What is due at a desk: the shape of it, and what decisions leave to be done."""

from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.urls import reverse
from django.utils import timezone

from assemblies.queries.challenges import unanswered_of
from assemblies.queries.reviews import reviews_coming
from assemblies.queries.tasks import overdue_in, without_effect_in
from assemblies.web.tasks import holder_words
from organisations.models import Body
from organiser.base import clock
from organiser.base.words import day, join_names, number_in_words

EIGHT_WEEKS = 56
MOST_NAMED = 4


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


def some_of(names: list[str]) -> str:
    """The first few names, and how many more."""
    shown, more = names[:MOST_NAMED], len(names) - MOST_NAMED
    return join_names([*shown, f"{more} more"] if more > 0 else shown)


def end_of(last: date) -> datetime:
    """The last moment of a day."""
    return timezone.make_aware(datetime.combine(last, time.max))


def stuck_decisions(body: Body) -> list[Task]:
    """Decisions that carried and could not take effect, each with the day until which somebody sees to it."""
    return [
        Task(
            1,
            "One decision could not take effect",
            f"Until {day(task.due_on)}",
            "due",
            f"{task.decision}. {task.decision.effect_failed}",
            reverse("decision", args=[task.decision.public_id]),
            "See what to do",
            end_of(task.due_on),
        )
        for task in without_effect_in(body)
    ]


def challenged_rolls(body: Body) -> list[Task]:
    """Challenges of rolls that wait for an answer; no ballot opens there before that. Nobody is named here."""
    found = list(unanswered_of(body))
    if not found:
        return []
    count, first = len(found), found[0]
    waits = "challenge of a roll waits" if count == 1 else "challenges of rolls wait"
    title = f"{number_in_words(count).capitalize()} {waits}"
    text = "No ballot opens there before it is answered." if count == 1 else "No ballot opens there before that."
    place, name = (first.assembly, "assembly") if first.assembly else (first.motion, "motion")
    url = reverse(f"{name}_challenges", args=[place.public_id]) if place else ""
    return [Task(count, title, f"Since {day(timezone.localdate(first.made_at))}", "due", text, url, "Answer it")]


def overdue_tasks(body: Body) -> list[Task]:
    """Tasks of decisions whose day is over, with whoever holds them."""
    late = [task for task in overdue_in(body) if not (task.power and task.decision.effect_failed)]
    if not late:
        return []
    count, first = len(late), late[0]
    words = "task of a decision is" if count == 1 else "tasks of decisions are"
    title = f"{number_in_words(count).capitalize()} {words} overdue"
    text = f"{some_of([f'{task.what} ({holder_words(task)})' for task in late])}."
    stamp, url = f"The first since {day(first.due_on)}", reverse("task", args=[first.public_id])
    return [Task(count, title, stamp, "due", text, url, "See the task", end_of(first.due_on))]


def coming_reviews(body: Body) -> list[Task]:
    """Decisions to be looked at again that stand on no agenda, since no assembly lies ahead."""
    found = list(reviews_coming(body, EIGHT_WEEKS))
    if not found:
        return []
    count, first = len(found), found[0]
    words = "decision wants" if count == 1 else "decisions want"
    title = f"{number_in_words(count).capitalize()} {words} to be looked at again"
    over = first.review_on < clock.today()
    text = f"{some_of([str(decision) for decision in found])}. An assembly on that day or later takes it up by itself."
    stamp = f"Since {day(first.review_on)}" if over else f"On {day(first.review_on)}"
    url = reverse("assembly_new", args=[body.public_id])
    return [Task(count, title, stamp, "half", text, url, "Prepare an assembly", end_of(first.review_on))]
