"""Today: what a member owes, where to be, and what was decided, of one organisation at a time."""

from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from assemblies.enums import AssemblyStatus
from assemblies.queries.consensus import owes_judgement
from assemblies.queries.nominations import to_answer_in
from assemblies.queries.tasks import my_tasks_in
from assemblies.queries.today import (
    assemblies_ahead_in,
    ballots_owed_in,
    current_body,
    decisions_of_mine_in,
    to_second_in,
    waits_for_admission,
)
from assemblies.queries.vacancies import seats_offered_in
from members.queries.accounts import is_anybody
from members.queries.agreements import asked_to_agree
from organisations.models import Body
from organisations.queries.interventions import lately_in_organisation
from organiser.base import clock
from organiser.base.figures import term_line
from organiser.base.kept import asked_once
from organiser.base.pages import page
from organiser.base.waiting import holding
from organiser.base.words import moment, number_in_words, plural
from skills.queries.roles import running_terms_of

# The name under which the site keeps the public id of the body somebody looked at last.
SESSION_KEY = "body"
NOTHING = "Nothing waits for you today"
MOST = {"ahead": 4, "interventions": 5, "decided": 5, "to_second": 5, "tasks": 8, "nominated": 5}
MOST |= {"to_judge": 5, "offered": 5}
MOST_OWED = 12


@require_safe
@asked_once()
def today(request: HttpRequest) -> HttpResponse:
    """The first page; its headline says the state. In an empty house it leads the first visitor to founding."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.path) if is_anybody() else redirect("found")
    body = current_body(request.user, request.session.get(SESSION_KEY))
    if body is None:
        return page(request, "assemblies/nowhere.html", {"waits": waits_for_admission(request.user)})
    return page(request, "assemblies/today.html", day_of(request, body), body=body)


def day_of(request: HttpRequest, body: Body) -> dict[str, Any]:
    """Everything on the first page of one organisation."""
    lists: dict[str, Any] = {
        "owed": ballots_owed_in(request.user, body),
        "ahead": assemblies_ahead_in(request.user, body),
        "interventions": lately_in_organisation(request.user, body),
        "decided": decisions_of_mine_in(request.user, body),
        "terms": running_terms_of(request.user, body),
        "tasks": my_tasks_in(request.user, body),
        "to_second": to_second_in(request.user, body),
        "nominated": to_answer_in(request.user, body),
        "to_judge": owes_judgement(request.user).filter(organisation_id=body.organisation_key),
        "offered": seats_offered_in(request.user, body),
    }
    held = holding(Body.objects.filter(pk=body.pk), **lists)
    rows = {name: list(lists[name][: MOST.get(name)]) if name in held else [] for name in lists}
    owed, ahead = rows["owed"], rows["ahead"]
    heading, lead = state_of_the_day(len(owed), ahead)
    asked = asked_to_agree(request.user, body)
    if asked is not None and heading == NOTHING:
        heading = "The programme waits for you"
    nominated = rows["nominated"]
    if nominated and heading == NOTHING:
        heading = "Somebody nominated you"
    if rows["to_judge"] and heading == NOTHING:
        heading = "A block waits for your answer"
    if rows["offered"] and heading == NOTHING:
        heading = "A seat is offered to you"
    now = clock.today()
    return {
        "heading": heading,
        "lead": lead,
        "owed": owed[:MOST_OWED],
        "more_owed": max(len(owed) - MOST_OWED, 0),
        "ahead": ahead,
        "nominated": nominated,
        "to_judge": rows["to_judge"],
        "offered": rows["offered"],
        "asked": asked,
        "interventions": rows["interventions"],
        "decided": rows["decided"],
        "terms": [
            (term, term_line(term.starts_on, term.ends_on, now), left(term.ends_on, now)) for term in rows["terms"]
        ],
        "tasks": [(task, task.due_on < now) for task in rows["tasks"]],
        "to_second": rows["to_second"],
    }


def state_of_the_day(owed: int, ahead: list[Any]) -> tuple[str, str]:
    """The headline and the sentence below it: ballots first, then an assembly that meets, then nothing."""
    meeting = next(
        (assembly for assembly in ahead if assembly.status == AssemblyStatus.OPEN and not assembly.here), None
    )
    if owed:
        word = number_in_words(owed).capitalize()
        ballots = "ballot waits" if owed == 1 else "ballots wait"
        return f"{word} {ballots} for your vote", "You check your answer before it is cast. A vote that is cast stays."
    if meeting is not None:
        return "Your assembly is meeting now", f"{meeting.title}, {meeting.place}. Check in, so that you can vote."
    coming = next((assembly for assembly in ahead if assembly.status == AssemblyStatus.CALLED), None)
    lead = f"The next assembly is on {moment(coming.starts_at)}." if coming is not None else ""
    return NOTHING, lead


def left(ends_on: Any, now: Any) -> str:
    """How long a term still runs: in days below two weeks, in weeks below a quarter, else nothing."""
    days = (ends_on - now).days
    if days == 0:
        return "today"
    if days < 14:
        return f"in {plural(days, 'day', 'days')}"
    return f"in {days // 7} weeks" if days <= 91 else ""
