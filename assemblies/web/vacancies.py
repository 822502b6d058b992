"""Seats that fell free: counting the papers again, the page of such a recount, and the answer of whom it names."""

import json
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from assemblies.actions.vacancies import answer_recount, recount_vacancy
from assemblies.enums import RecountState
from assemblies.models import Ballot, Recount
from assemblies.queries.vacancies import answer_by, open_seats_of, recount_for, vacancies_of
from assemblies.queries.vacancy_words import recount_sheet, working_of
from assemblies.rules import demand_counts
from assemblies.web.rounds import rounds_of
from members.models import Person
from organisations.enums import Power
from organisations.models import Body
from organisations.queries.decisions import shows_figures
from organisations.web.panels import ROLES, register_panel
from organiser.base.errors import NotFound
from organiser.base.pages import UNPROCESSABLE, page
from skills.queries.offices import powers_in
from skills.queries.roles import terms_visible_to


def seats_on(viewer: Person, ballot: Ballot) -> dict[str, Any]:
    """What the page of a result says of the seats that fell free since, to members of the body."""
    seats = [_seat(term) for term in vacancies_of(ballot)]
    return {"free_seats": seats, "may_recount": bool(seats) and _counts(viewer, ballot.body)}


def vacant_seats(request: HttpRequest, body: Body) -> tuple[str, dict[str, Any]] | None:
    """The same on the page of the roles of a body, for all elections whose papers can fill a seat."""
    if not shows_figures(request.user, body):
        return None
    seats = [_seat(term, ballot) for term, ballot in open_seats_of(body)]
    if not seats:
        return None
    return "assemblies/panels/free_seats.html", {
        "free_seats": seats,
        "may_recount": _counts(request.user, body),
        "of_roles": True,
    }


def register_vacancies() -> None:
    """Hand the panel to the page of roles, when the addresses of the site are put together."""
    register_panel(10, vacant_seats, place=ROLES)


def _counts(viewer: Person, body: Body) -> bool:
    return bool({Power.COUNT, Power.FACILITATE} & powers_in(viewer, body))


def _seat(term: Any, ballot: Ballot | None = None) -> dict[str, Any]:
    """One seat: whose it was, what was counted, and whether there is anything left to count."""
    recounts = list(term.recounts.all())
    last = recounts[-1] if recounts else None
    settled = last is not None and last.state in {RecountState.ACCEPTED, RecountState.NOBODY}
    asked = last is not None and last.state == RecountState.ASKED
    return {
        "term": term,
        "recounts": recounts,
        "ballot": ballot,
        "settled": settled,
        "answer_by": answer_by(last) if last is not None and asked else None,
    }


@require_safe
@login_required
def recount(request: HttpRequest, recount: str) -> HttpResponse:
    """One recount: whom it names and why, the whole count, and the question to whoever is named."""
    return _page(request, recount_for(request.user, recount))


def _page(request: HttpRequest, shown: Recount, *, wrong: bool = False) -> HttpResponse:
    ballot = shown.ballot
    sheet = recount_sheet(shown) if shown.chosen is not None else None
    asked = shown.state == RecountState.ASKED
    mine = shown.nomination is not None and shown.nomination.person_id == request.user.pk
    context: dict[str, Any] = {
        "recount": shown,
        "ballot": ballot,
        "working": working_of(shown),
        "asked": asked,
        "mine": asked and mine,
        "answer_by": answer_by(shown),
        "rounds": None if sheet is None else rounds_of(shown.chosen or {}, sheet.options),
        "wrong": wrong,
        "may_recount": asked and _counts(request.user, ballot.body),
    }
    return page(request, "assemblies/recount.html", context, body=ballot.body, status=UNPROCESSABLE if wrong else 200)


@require_safe
@login_required
def recount_papers(request: HttpRequest, recount: str) -> HttpResponse:
    """The record of a recount, for anybody to count once more."""
    shown = recount_for(request.user, recount)
    content = json.dumps(recount_sheet(shown).to_json(), ensure_ascii=False, indent=1)
    headers = {"Content-Disposition": f'attachment; filename="recount-{shown.public_id}.json"'}
    return HttpResponse(content, content_type="application/json", headers=headers)


@require_POST
@login_required
def vacancy_recount(request: HttpRequest, term: str) -> HttpResponse:
    """Count the papers again for a seat that fell free, after a page that asks whether it is meant."""
    found = terms_visible_to(request.user).filter(public_id=term).first()
    if found is None:
        raise NotFound("There is no such term here.", code="no_term")
    demand_counts(request.user, found.role.body)
    if "sure" not in request.POST:
        return page(request, "assemblies/recount_sure.html", {"term": found}, body=found.role.body)
    made = recount_vacancy(request.user, term=found)
    if made.nomination is None:
        messages.success(request, "The papers are counted. They name nobody who does not serve yet.")
    else:
        messages.success(request, f"The papers are counted, and {made.nomination.person.name} is asked.")
    return redirect("recount", made.public_id)


@require_POST
@login_required
def recount_answer(request: HttpRequest, recount: str) -> HttpResponse:
    """Say whether one takes the seat, by one of two buttons."""
    shown = recount_for(request.user, recount)
    answer = request.POST.get("answer")
    if answer not in {RecountState.ACCEPTED, RecountState.DECLINED}:
        return _page(request, shown, wrong=True)
    accept = answer == RecountState.ACCEPTED
    answer_recount(request.user, recount=shown, accept=accept)
    said = "You hold the role from today." if accept else "You do not take the seat. Whoever is next is asked."
    messages.success(request, said)
    return redirect("recount", shown.public_id)
