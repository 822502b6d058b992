"""For tellers: printing papers, handing them out, reading them by their codes; and the shared screen."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from assemblies.actions.ballot_papers import hand_out_paper, print_papers
from assemblies.actions.paper_entries import cast_at_kiosk, demand_code, enter_paper, set_aside_papers
from assemblies.enums import BallotMethod, BallotStatus, Choice
from assemblies.models import Ballot
from assemblies.queries.ballots import ballot_for
from assemblies.queries.batches import papers_read_once, papers_still_out
from assemblies.queries.card_votes import without_vote
from assemblies.queries.papers import fingerprint_of, said
from assemblies.rules import demand_counts
from assemblies.web.ballots import paper_sent
from assemblies.web.papers import PaperForm, filled_in, hints_for
from organiser.base.errors import Refusal
from organiser.base.pages import UNPROCESSABLE, page

MOST = 200
MOST_DIGITS = 6
NOT_OURS = {403, 404}
BACK_AFTER = 30  # seconds until the shared screen is at its start again, whoever has left it


def _opened(request: HttpRequest, ballot: str) -> tuple[Ballot, HttpResponse | None]:
    """The ballot for somebody who counts; once it is over, the way to its result."""
    shown = ballot_for(request.user, ballot)
    demand_counts(request.user, shown.body)
    return shown, None if shown.status == BallotStatus.OPEN else redirect("ballot", shown.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def sheets(request: HttpRequest, ballot: str) -> HttpResponse:
    """Ask how many papers are to be printed; then the papers, whose codes are shown this once."""
    shown, over = _opened(request, ballot)
    if over is not None:
        return over
    context: dict[str, Any] = {"ballot": shown, "error": ""}
    if request.method == "POST":
        text = request.POST.get("number", "")
        number = int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else 0
        try:
            context["sheets"] = print_papers(request.user, ballot=shown, number=number)
        except Refusal as refused:
            if refused.status in NOT_OURS:
                raise
            context["error"] = refused.sentence
    if "sheets" not in context:
        status = UNPROCESSABLE if context["error"] else 200
        return page(request, "assemblies/sheets.html", context, body=shown.body, status=status)
    context |= {
        "choices": [label for _value, label in Choice.choices],
        "options": list(shown.options.all()),
        "hints": [] if shown.method == BallotMethod.YES_NO else hints_for(shown),
        "fingerprint": fingerprint_of(shown),
    }
    response = page(request, "assemblies/sheets_print.html", context, body=shown.body)
    response["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def handouts(request: HttpRequest, ballot: str) -> HttpResponse:
    """The members who have not voted; a button beside each marks that she or he was given a paper."""
    shown, over = _opened(request, ballot)
    if over is not None:
        return over
    error = ""
    if request.method == "POST":
        try:
            entry = hand_out_paper(request.user, ballot=shown, member=request.POST.get("member", ""))
        except Refusal as refused:
            if refused.status in NOT_OURS:
                raise
            error = refused.sentence
        else:
            messages.success(request, f"{entry.person.name} was given a paper.")
            return redirect("handouts", shown.public_id)
    text = request.GET.get("q", "").strip()[:100]
    waiting = list(without_vote(shown, text)[: MOST + 1])
    context = {
        "ballot": shown,
        "waiting": waiting[:MOST],
        "more": len(waiting) > MOST,
        "most": MOST,
        "q": text,
        "still_out": papers_still_out(shown),
        "error": error,
    }
    return page(request, "assemblies/handouts.html", context, body=shown.body, status=UNPROCESSABLE if error else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def paper_read(request: HttpRequest, ballot: str) -> HttpResponse:
    """A teller types the code of a paper and what stands on it; papers that nobody can read are set aside."""
    shown, over = _opened(request, ballot)
    if over is not None:
        return over
    if request.method != "POST":
        return _reading(request, shown)
    line, paper, error = "", None, ""
    code = request.POST.get("code", "")
    try:
        if "aside" in request.POST:
            set_aside_papers(request.user, ballot=shown, why=request.POST.get("why", ""))
            messages.success(request, "The papers are set aside and count for nobody.")
            return redirect("paper_read", shown.public_id)
        line, paper, error = paper_sent(request, shown)
        if not error:
            agreed = enter_paper(request.user, ballot=shown, code=code, choice=line)
            said_now = (
                "Both tellers read the same. It is in the box."
                if agreed
                else "Written down. Another teller reads it too."
            )
            messages.success(request, said_now)
            return redirect("paper_read", shown.public_id)
    except Refusal as refused:
        if refused.status == 403:  # not for this page to show
            raise
        error = refused.sentence
    return _reading(request, shown, error, paper=paper, code=code)


def _reading(
    request: HttpRequest, shown: Ballot, error: str = "", *, paper: PaperForm | None = None, code: str = ""
) -> HttpResponse:
    context = {
        "ballot": shown,
        "paper": _blank(shown) if paper is None else paper,
        "choices": Choice.choices,
        "code": code,
        "waiting": papers_read_once(shown),
        "still_out": papers_still_out(shown),
        "error": error,
    }
    return page(request, "assemblies/paper_read.html", context, body=shown.body, status=UNPROCESSABLE if error else 200)


def _blank(shown: Ballot) -> PaperForm | None:
    return None if shown.method == BallotMethod.YES_NO else filled_in(shown, "", list(shown.options.all()))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def kiosk(request: HttpRequest, ballot: str) -> HttpResponse:
    """A shared screen that somebody who counts has opened: a code, a paper, a look at it, the tracker, and the start.

    Nothing of a vote is kept in the session of whoever opened it; each step carries what the next one needs.
    """
    shown, over = _opened(request, ballot)
    if over is not None:
        return over
    code = request.POST.get("code", "")
    context: dict[str, Any] = {"ballot": shown, "code": code, "choices": Choice.choices, "step": "start", "error": ""}
    if request.method == "POST":
        try:
            context |= _step(request, shown, code)
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


def _step(request: HttpRequest, shown: Ballot, code: str) -> dict[str, Any]:
    """What the screen shows after a step of the voter."""
    if "cast" in request.POST:
        tracker = cast_at_kiosk(request.user, ballot=shown, code=code, choice=request.POST.get("choice", ""))
        return {"step": "done", "tracker": " ".join(tracker[at : at + 4] for at in range(0, len(tracker), 4))}
    demand_code(shown, code)
    if "check" not in request.POST:
        return {"step": "paper", "paper": _blank(shown)}
    line, paper, error = paper_sent(request, shown)
    if error:
        return {"step": "paper", "paper": paper, "error": error}
    return {"step": "check", "choice": line, "said": said(shown, line)}
