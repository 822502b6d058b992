"""What this floor adds to the register of decisions and to one decision: tasks, reviews, what was carried out."""

from typing import Any

from django.http import HttpRequest

from assemblies.actions.tasks import GIVES
from assemblies.enums import TaskStatus
from assemblies.queries.reviews import reviews_of
from assemblies.queries.tasks import CarriedOut, carried_out, held_by, tasks_of
from assemblies.web.tasks import holder_words
from organisations.enums import Power
from organisations.models import Body, Decision
from organisations.queries.decisions import shows_figures
from organiser.base import clock
from organiser.base.figures.bars import Row, bars
from organiser.base.words import percent_of
from skills.queries.offices import powers_in

Panel = tuple[str, dict[str, Any]] | None
NAMES = (("in_time", "In time"), ("late", "Done, but later"), ("missing", "Not done so far"))


def tasks(request: HttpRequest, decision: Decision) -> Panel:
    """Who carries a decision out, and what they reported; for members of the body."""
    if not shows_figures(request.user, decision.body):
        return None
    given = list(tasks_of(request.user, decision))
    powers = powers_in(request.user, decision.body)
    gives = decision.holds and bool(powers & set(GIVES))
    if not given and not gives:
        return None
    mine = set(held_by(request.user).filter(decision=decision).values_list("pk", flat=True)) if given else set()
    writes = Power.TAKE_MINUTES in powers
    today = clock.today()
    rows = [
        {
            "task": task,
            "who": holder_words(task),
            "late": task.status == TaskStatus.OPEN and task.due_on < today,
            "reports": task.status != TaskStatus.DONE and (writes or task.pk in mine),
        }
        for task in given
    ]
    return "assemblies/panels/tasks.html", {"rows": rows, "gives": gives, "decision": decision}


def reviews(request: HttpRequest, decision: Decision) -> Panel:
    """Which assemblies look or looked at a decision again."""
    found = list(reviews_of(request.user, decision))
    return ("assemblies/panels/reviews.html", {"reviews": found}) if found else None


def share(found: CarriedOut) -> str:
    """The share of decisions carried out by their day, in one sentence (mission E24)."""
    if not found.known:
        return "Unknown: no decision with tasks has come to its day yet."
    percent = percent_of(found.in_time, found.known)
    return f"{found.in_time} of {found.known} decisions with tasks were carried out by their day, {percent} %."


def carried(request: HttpRequest, body: Body) -> Panel:
    """How many decisions were carried out in time, drawn and as a table; for members of the body."""
    if not shows_figures(request.user, body):
        return None
    found = carried_out(body)
    counts = [(label, getattr(found, name)) for name, label in NAMES]
    drawn = bars([Row(label, str(count), (count,), strong=not place) for place, (label, count) in enumerate(counts)])
    context = {"sentence": share(found), "counts": counts, "drawn": drawn if found.known else None, "body": body}
    return "assemblies/panels/carried_out.html", context
