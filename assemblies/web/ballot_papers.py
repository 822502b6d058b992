"""For tellers: printing papers, handing them out, reading them by their codes."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from assemblies.actions.ballot_papers import hand_out_paper, print_papers
from assemblies.actions.paper_entries import enter_paper, set_aside_papers
from assemblies.enums import BallotMethod, BallotStatus, Choice
from assemblies.models import Ballot
from assemblies.queries.ballots import ballot_for
from assemblies.queries.batches import papers_read_once, papers_still_out
from assemblies.queries.card_votes import without_vote
from assemblies.queries.papers import fingerprint_of
from assemblies.rules import demand_counts
from assemblies.web.ballots import paper_sent
from assemblies.web.papers import PaperForm, filled_in, hints_for
from organiser.base.errors import Refusal
from organiser.base.pages import UNPROCESSABLE, page

MOST = 200
MOST_DIGITS = 6
NOT_OURS = {403, 404}


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
        "paper": blank_paper(shown) if paper is None else paper,
        "choices": Choice.choices,
        "code": code,
        "waiting": papers_read_once(shown),
        "still_out": papers_still_out(shown),
        "error": error,
    }
    return page(request, "assemblies/paper_read.html", context, body=shown.body, status=UNPROCESSABLE if error else 200)


def blank_paper(shown: Ballot) -> PaperForm | None:
    """An empty paper with options; none where three boxes are enough."""
    return None if shown.method == BallotMethod.YES_NO else filled_in(shown, "", list(shown.options.all()))
