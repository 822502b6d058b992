"""The desk: what is due in a body, for those who hold a role in it."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from assemblies.enums import AssemblyStatus, BallotStatus
from assemblies.queries.choices import assemblies_to_table_in
from assemblies.queries.consensus import unanswered
from assemblies.queries.due import (
    drafts_of,
    minutes_to_agree,
    open_ballots_of,
    to_open_or_close,
    waiting_motions_of,
)
from assemblies.web.desk_imports import imports_at_hand
from assemblies.web.desk_lists import waiting_in
from assemblies.web.desk_register import applications, ending, kept_no_longer, moves, twice
from assemblies.web.desk_tasks import (
    EIGHT_WEEKS,
    Task,
    challenged_rolls,
    coming_reviews,
    end_of,
    overdue_tasks,
    some_of,
    stuck_decisions,
)
from assemblies.web.dues_tasks import dues_tasks
from assemblies.web.first_steps import first_steps
from assemblies.web.list_tasks import list_tasks
from organisations.enums import Power
from organisations.models import Body
from organisations.queries.bodies import body_for
from organiser.base import clock
from organiser.base.errors import NotPermitted
from organiser.base.kept import asked_once
from organiser.base.pages import page
from organiser.base.words import day, moment, number_in_words
from skills.enums import TermKind
from skills.models import Term
from skills.queries.offices import in_any_office, powers_in, roles_without_holder, terms_to_follow


@require_safe
@login_required
@asked_once()
def desk(request: HttpRequest, body: str) -> HttpResponse:
    """What is due, in the order of its dates."""
    shown = body_for(request.user, body)
    powers = powers_in(request.user, shown)
    # Without a role one has powers only where nobody else holds them: then every full member sees what is due.
    if not powers and not in_any_office(request.user, shown):
        raise NotPermitted(f"The desk is for those who hold a role in {shown.name}.", code="no_office")
    tasks = tasks_of(request.user, shown, powers)
    ahead = sum(task.due is not None for task in tasks)
    context = {"tasks": tasks, "dated": ahead, "powers": powers, "keeps": Power.KEEP_REGISTER in powers}
    return page(request, "assemblies/desk.html", context, body=shown)


def tasks_of(viewer: Any, body: Body, powers: frozenset[str]) -> list[Task]:
    """Everything that is due: first what has a date set by the rules, the earliest first, then the rest."""
    waiting = waiting_in(viewer, body, powers)
    tasks = [task for lists, make in MAKERS if not waiting.isdisjoint(lists) for task in make(viewer, body)]
    if Power.KEEP_REGISTER in powers:
        tasks += kept_no_longer(body)
    if Power.KEEP_DUES in powers:
        tasks += dues_tasks(viewer, body, waiting)
    tasks += list_tasks(viewer, body, waiting, keeps=Power.KEEP_REGISTER in powers)
    tasks += first_steps(body, powers)
    return sorted(tasks, key=lambda task: (task.due is None, task.due or clock.now()))


def _assemblies(_viewer: Any, body: Body) -> list[Task]:
    tasks = []
    for assembly, last in drafts_of(body):
        late = last < clock.now()
        stamp = "Too late by the rules: call it off and prepare a later one" if late else f"Until {moment(last)}"
        url, text = reverse("assembly", args=[assembly.public_id]), f"{assembly.title}, {moment(assembly.starts_at)}."
        tasks.append(Task(1, "One notice to send", stamp, "due", text, url, "Check and send", last))
    for assembly in to_open_or_close(body):
        url, is_open = reverse("assembly", args=[assembly.public_id]), assembly.status == AssemblyStatus.OPEN
        title = "One assembly is meeting now" if is_open else "One assembly to open"
        text = f"{assembly.title}, {moment(assembly.starts_at)}."
        stamp = "Close it when it is over" if is_open else moment(assembly.starts_at)
        tasks.append(Task(1, title, stamp, "due", text, url, "Go to the assembly", assembly.starts_at))
    return tasks


def _ballots(_viewer: Any, body: Body) -> list[Task]:
    tasks, ballots = [], list(open_ballots_of(body))
    first = {one.decides.ballot_id for one in ballots if one.decides is not None}
    for ballot in ballots:
        over = ballot.closes_at is not None and ballot.closes_at <= clock.now()
        ahead = f"Open until {moment(ballot.closes_at)}" if ballot.closes_at is not None else "In the assembly"
        stamp = "Time is up" if over else ahead
        title = "One ballot to count" if over else "One ballot is open"
        if ballot.status == BallotStatus.TIED:
            over, title, stamp = True, "A tie waits for its decision", "No vote is taken any more"
            if ballot.pk in first:
                over, title = False, "A tie waits for its run-off"
        if ballot.status == BallotStatus.JUDGING and ballot.judged_until is not None:
            over, title = not unanswered(ballot), "Blocks wait to be judged"
            stamp = "Everybody has answered" if over else f"Until {moment(ballot.judged_until)}"
        url = reverse("ballot", args=[ballot.public_id])
        state = "due" if over else "half"
        tasks.append(Task(1, title, stamp, state, ballot.question, url, "Go to the ballot", ballot.closes_at))
    return tasks


def _motions(_viewer: Any, body: Body) -> list[Task]:
    motions = list(waiting_motions_of(body))
    if not motions:
        return []
    count, one = len(motions), len(motions) == 1
    title = f"{number_in_words(count).capitalize()} {'motion waits' if one else 'motions wait'} for an agenda"
    text = f"{some_of([str(motion) for motion in motions])}."
    ahead = assemblies_to_table_in(body).first()
    url = reverse("assembly", args=[ahead.public_id]) if ahead else reverse("assembly_new", args=[body.public_id])
    button = "Put on the agenda" if ahead else "Prepare an assembly"
    return [Task(count, title, f"Since {day(motions[0].moved_at)}", "half", text, url, button)]


def _minutes(_viewer: Any, body: Body) -> list[Task]:
    waiting = list(minutes_to_agree(body))
    if not waiting:
        return []
    count, one = len(waiting), len(waiting) == 1
    title = f"{'Minutes wait' if one else f'{number_in_words(count).capitalize()} minutes wait'} to be agreed"
    text = f"{some_of([f'{minutes.assembly.title}, {day(minutes.assembly.starts_at)}' for minutes in waiting])}."
    url = reverse("minutes", args=[waiting[0].assembly.public_id])
    return [Task(count, title, "At the next assembly", "half", text, url, "Read the minutes")]


def _terms(_viewer: Any, body: Body) -> list[Task]:
    terms = list(terms_to_follow(body, EIGHT_WEEKS))
    interim = [term for term in terms if term.kind == TermKind.INTERIM]
    elected = [term for term in terms if term.kind != TermKind.INTERIM]
    return [*_interim(body, interim), *_ending(body, elected)]


def _interim(body: Body, terms: list[Term]) -> list[Task]:
    if not terms:
        return []
    count, last = len(terms), terms[0].ends_on
    verb = "role is held" if count == 1 else "roles are held"
    title = f"{number_in_words(count).capitalize()} {verb} in the interim: elect somebody"
    text = (
        f"{some_of([term.role.name for term in terms])}. After that day nobody holds {'it' if count == 1 else 'them'}."
    )
    url = f"{reverse('motion_new', args=[body.public_id])}?effect=fill_role"
    return [Task(count, title, f"Until {day(last)}", "due", text, url, "Move an election", end_of(last))]


def _ending(body: Body, terms: list[Term]) -> list[Task]:
    if not terms:
        return []
    count, one = len(terms), len(terms) == 1
    title = f"{number_in_words(count).capitalize()} {'term ends' if one else 'terms end'} within eight weeks"
    text = f"{some_of([f'{term.role.name} ({day(term.ends_on)})' for term in terms])}."
    url = reverse("roles", args=[body.public_id])
    return [Task(count, title, f"The first on {day(terms[0].ends_on)}", "half", text, url, "See the roles")]


def _vacant(_viewer: Any, body: Body) -> list[Task]:
    roles = list(roles_without_holder(body))
    if not roles:
        return []
    count, one = len(roles), len(roles) == 1
    title = f"Nobody holds {'one role' if one else f'{number_in_words(count)} roles'}"
    text = f"{some_of([role.name for role in roles])}. An election fills {'it' if one else 'them'}."
    url = f"{reverse('motion_new', args=[body.public_id])}?effect=fill_role"
    return [Task(count, title, "Open", "half", text, url, "Move an election")]


# Which lists each of them is made from, in the order in which tasks without a day stand on the page.
MAKERS: tuple[tuple[frozenset[str], Callable[[Any, Body], list[Task]]], ...] = (
    (frozenset({"drafts", "meeting"}), _assemblies),
    (frozenset({"ballots"}), _ballots),
    (frozenset({"motions"}), _motions),
    (frozenset({"minutes"}), _minutes),
    (frozenset({"terms"}), _terms),
    (frozenset({"vacant"}), _vacant),
    (frozenset({"stuck"}), lambda _viewer, body: stuck_decisions(body)),
    (frozenset({"challenged"}), lambda _viewer, body: challenged_rolls(body)),
    (frozenset({"overdue"}), lambda _viewer, body: overdue_tasks(body)),
    (frozenset({"reviews"}), lambda _viewer, body: coming_reviews(body)),
    (frozenset({"applications"}), applications),
    (frozenset({"leaving", "coming"}), moves),
    (frozenset({"ending"}), ending),
    (frozenset({"twice"}), twice),
    (frozenset({"imports"}), imports_at_hand),
)
