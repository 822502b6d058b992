"""The shared screen at which members vote with the codes of their papers."""

from typing import Any

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from assemblies.actions.kiosks import open_kiosk
from assemblies.actions.paper_entries import cast_at_kiosk, demand_code
from assemblies.enums import Choice
from assemblies.models import Ballot
from assemblies.queries.ballots import ballot_for
from assemblies.queries.papers import said
from assemblies.rules import demand_counts
from assemblies.web.ballot_papers import blank_paper
from assemblies.web.ballots import paper_sent
from members.models import Person
from organiser.base.errors import NotFound, Refusal
from organiser.base.pages import UNPROCESSABLE, page

KIOSK = "kiosk"
KIOSK_HOURS = 12
BACK_AFTER = 30  # seconds until the shared screen is at its start again, whoever has left it


@require_POST
@login_required
def kiosk_open(request: HttpRequest, ballot: str) -> HttpResponse:
    """Make this browser a shared screen for one ballot: whoever opens it is signed out here at the same moment."""
    opened = open_kiosk(request.user, ballot=ballot_for(request.user, ballot))
    by = request.user.pk
    logout(request)
    request.session[KIOSK] = {"ballot": opened.public_id, "by": by}
    request.session.set_expiry(KIOSK_HOURS * 3600)
    return redirect("kiosk", opened.public_id)


def _kiosk(request: HttpRequest, ballot: str) -> tuple[Person, Ballot]:
    """Who opened this screen, and for which ballot; a screen that was opened for another one is none here."""
    opened = request.session.get(KIOSK, {})
    by = Person.objects.filter(pk=opened.get("by"), is_active=True).first() if opened.get("ballot") == ballot else None
    if by is None:
        raise NotFound("This screen is not open for that ballot. Whoever counts opens it.", code="no_kiosk")
    shown = ballot_for(by, ballot)
    demand_counts(by, shown.body)  # who opened it may have laid the role down since
    return by, shown


@require_http_methods(["GET", "HEAD", "POST"])
def kiosk(request: HttpRequest, ballot: str) -> HttpResponse:
    """A shared screen that somebody who counts has opened: a code, a paper, a look at it, the tracker, and the start.

    Nobody is signed in at it, and nothing of a vote is kept in its session; each step carries what the next one needs.
    """
    by, shown = _kiosk(request, ballot)
    code = request.POST.get("code", "")
    context: dict[str, Any] = {"ballot": shown, "code": code, "choices": Choice.choices, "step": "start", "error": ""}
    if request.method == "POST":
        try:
            context |= _step(request, by, shown, code)
        except Refusal as refused:
            if refused.status == 403:  # not for this page to show
                raise
            context |= {"step": "start", "error": refused.sentence}
    response = page(
        request, "assemblies/kiosk.html", context, body=shown.body, status=UNPROCESSABLE if context["error"] else 200
    )
    response["Cache-Control"] = "no-store"
    if context["step"] != "start":
        response["Refresh"] = f"{BACK_AFTER * 4 if context['step'] == 'paper' else BACK_AFTER}; url={_start(shown)}"
    return response


def _start(shown: Ballot) -> str:
    return reverse("kiosk", args=[shown.public_id])


def _step(request: HttpRequest, by: Person, shown: Ballot, code: str) -> dict[str, Any]:
    """What the screen shows after a step of the voter."""
    if "cast" in request.POST:
        tracker = cast_at_kiosk(by, ballot=shown, code=code, choice=request.POST.get("choice", ""))
        return {"step": "done", "tracker": " ".join(tracker[at : at + 4] for at in range(0, len(tracker), 4))}
    demand_code(shown, code)
    if "check" not in request.POST:
        return {"step": "paper", "paper": blank_paper(shown)}
    line, paper, error = paper_sent(request, shown)
    if error:
        return {"step": "paper", "paper": paper, "error": error}
    return {"step": "check", "choice": line, "said": said(shown, line)}
