"""What waits at the desk of exports and letters to members."""

from typing import Any

from django.urls import reverse

from assemblies.web.desk_tasks import Task, some_of
from members.queries.exports import held_for
from members.queries.mailings import failing_in, held_mailings_for, to_print_of
from organisations.models import Body
from organiser.base.words import day, number_in_words


def list_tasks(viewer: Any, body: Body, waiting: frozenset[str], *, keeps: bool) -> list[Task]:
    """What a second person is to look at; for those who keep the register, what to print and where mail fails.

    Args:
        waiting: the names of the lists in which there is anything.
    """
    tasks = [*_exports(viewer, body), *_mailings(viewer, body)]
    tasks += _to_print(body) if "printing" in waiting else []
    return [*tasks, *_failing(viewer, body)] if keeps else tasks


def _counted(count: int, one: str, many: str) -> str:
    return f"{number_in_words(count).capitalize()} {one if count == 1 else many}"


def _exports(viewer: Any, body: Body) -> list[Task]:
    held = held_for(viewer, body)
    if not held:
        return []
    title = _counted(len(held), "export waits for a second person", "exports wait for a second person")
    text = f"{some_of([one.purpose for one in held])}."
    url = reverse("exports", args=[held[0].body.public_id])
    return [Task(len(held), title, f"Since {day(held[-1].asked_at)}", "due", text, url, "Look at it")]


def _mailings(viewer: Any, body: Body) -> list[Task]:
    held = held_mailings_for(viewer, body)
    if not held:
        return []
    title = _counted(
        len(held), "letter to members waits for a second person", "letters to members wait for a second person"
    )
    text = f"{some_of([one.subject for one in held])}."
    url = reverse("mailing", args=[held[0].public_id])
    return [Task(len(held), title, f"Since {day(held[-1].held_at)}", "due", text, url, "Read it")]


def _to_print(body: Body) -> list[Task]:
    letters = list(to_print_of(body)[:20])
    if not letters:
        return []
    title = _counted(len(letters), "letter is to be printed for the post", "letters are to be printed for the post")
    text = f"{some_of([one.subject for one in letters])}."
    url = reverse("mailing", args=[letters[0].public_id])
    return [Task(len(letters), title, "For those whom mail does not reach", "half", text, url, "Print it")]


def _failing(viewer: Any, body: Body) -> list[Task]:
    found = failing_in(viewer, body)
    if not found:
        return []
    title = _counted(len(found), "e-mail address fails", "e-mail addresses fail")
    text = f"{some_of([one.person.name for one in found])}. Ask for the new one; until then they get paper."
    url = reverse("member_change", args=[found[0].public_id])
    return [Task(len(found), title, "Mail came back", "half", text, url, "Change the address")]
