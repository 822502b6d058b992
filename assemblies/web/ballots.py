"""Voting: the paper, checking the answer, casting it, the receipt."""

import secrets

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from assemblies.actions.casting import Receipt, cast_vote, demand_paper, why_refused
from assemblies.enums import NAMING, ONE_QUESTION, BallotMethod, BallotStatus, Choice
from assemblies.models import Ballot
from assemblies.queries.ballots import ballot_for, how_decided, vote_of
from assemblies.queries.papers import said, tally_so_far
from assemblies.queries.rule_changes import rule_changes
from assemblies.queries.secrecy import secrecy_of
from assemblies.queries.turnout import votes_cast
from assemblies.queries.unmet import warnings_for
from assemblies.web.blocks import blocks_page
from assemblies.web.motion_page import spelled_in
from assemblies.web.papers import PaperForm, filled_in, sent
from assemblies.web.results import closing_of, result_page
from assemblies.web.run_offs import first_of
from assemblies.web.ties import tie_page
from assemblies.web.voices import boxes_of, given_in, round_of, voice_sent
from members.models import Person
from organisations.queries.decisions import shows_figures
from organiser.base.errors import Refusal
from organiser.base.pages import UNPROCESSABLE, page

# What `why_refused` says where nothing stands against the vote.
NOTHING_AGAINST = "try_again"


def refusal_for(viewer: Person, ballot: Ballot) -> Refusal | None:
    """Why this person cannot vote in this ballot now, in the same words as after sending it; None if they can."""
    refusal = why_refused(viewer, ballot, None)
    return None if refusal.code == NOTHING_AGAINST else refusal


@require_safe
@login_required
def ballot(request: HttpRequest, ballot: str) -> HttpResponse:
    """The ballot paper while it is open, the result once it has closed."""
    shown = ballot_for(request.user, ballot)
    if shown.status == BallotStatus.CLOSED:
        return result_page(request, shown)
    if shown.status == BallotStatus.TIED:
        return tie_page(request, shown)
    if shown.status == BallotStatus.JUDGING:
        return blocks_page(request, shown)
    return _paper(request, shown)


def _paper(request: HttpRequest, shown: Ballot, error: str = "", *, paper: PaperForm | None = None) -> HttpResponse:
    figures = shows_figures(request.user, shown.body)
    vote = vote_of(request.user, shown)
    again = vote is not None and shown.changeable and bool(vote.choice)
    if paper is None and shown.method not in ONE_QUESTION:
        paper = filled_in(shown, vote.choice if vote is not None and again else "", list(shown.options.all()))
    context = {
        "ballot": shown,
        "figures": figures,
        "vote": vote,
        "said": said(shown, vote.choice) if vote is not None and vote.choice else "",
        "again": again,
        "refusal": None if vote is not None else refusal_for(request.user, shown),
        "boxes": boxes_of(shown),
        "paper": paper,
        **given_in(request, vote if again else None),
        "effect": shown.effect_sentence if figures or shown.motion.effect not in NAMING else "",
        "how": how_decided(shown),
        "secrecy": secrecy_of(shown) if figures else [],
        "so_far": tally_so_far(shown) if shown.running and figures else None,
        "spelled": spelled_in(shown.motion, figures=figures),
        "changes": rule_changes(shown.motion),
        "warnings": warnings_for(request.user, shown.motion),
        "error": error,
        "error_at": paper.error_at if paper is not None and paper.error_at else _first_box(request, shown),
        **round_of(shown),
        **first_of(shown),
        **closing_of(request.user, shown),
    }
    return page(request, "assemblies/ballot.html", context, body=shown.body, status=UNPROCESSABLE if error else 200)


def _first_box(request: HttpRequest, shown: Ballot) -> str:
    """Where the error of a paper with one question is: at its reason, once a box is marked."""
    known = [value for value, _label, _hint in boxes_of(shown)]
    return "reason" if request.POST.get("choice", "") in known else f"choice-{known[0]}"


@require_POST
@login_required
def ballot_check(request: HttpRequest, ballot: str) -> HttpResponse:
    """Show the answer before it is cast; whoever has voted already sees the receipt.

    The key is made here, so that the paper cast from this page counts once however often it is sent.
    """
    shown = ballot_for(request.user, ballot)
    vote = vote_of(request.user, shown)
    if vote is not None and not (shown.changeable and vote.choice):
        return redirect("ballot_receipt", shown.public_id)
    refusal = None if vote is not None else refusal_for(request.user, shown)
    if refusal is not None:
        raise refusal
    paper: PaperForm | None = None
    if shown.method == BallotMethod.CONSENSUS:
        line, error = voice_sent(request, shown)
    else:
        line, paper, error = paper_sent(request, shown)
    if error or "edit" in request.POST:
        return _paper(request, shown, error, paper=paper)
    context = {
        "ballot": shown,
        "choice": line,
        "said": said(shown, line),
        "reason": request.POST.get("reason", "").strip(),
        "key": secrets.token_urlsafe(18),
        "secrecy": secrecy_of(shown),
        # Whoever comes this far has a vote, so she or he belongs to the body.
        "spelled": spelled_in(shown.motion, figures=True),
        "changes": rule_changes(shown.motion),
    }
    return page(request, "assemblies/ballot_check.html", context, body=shown.body)


def paper_sent(request: HttpRequest, shown: Ballot) -> tuple[str, PaperForm | None, str]:
    """The line of text that was sent, the paper as it was filled in, and what is to be put right."""
    choice = request.POST.get("choice", "")
    if shown.method == BallotMethod.YES_NO:
        known = choice in Choice.values or "edit" in request.POST
        return choice, None, "" if known else "Mark one box: for, against or abstain."
    options = list(shown.options.all())
    if choice:  # the page before sends what was read there; anything else was forged
        try:
            demand_paper(shown, choice)
        except Refusal as refused:
            return "", None, refused.sentence
        return choice, filled_in(shown, choice, options), ""
    line, paper = sent(shown, options, request.POST)
    if paper.error:
        return line, paper, paper.error
    try:
        demand_paper(shown, line)
    except Refusal as refused:
        return line, paper, refused.sentence.removeprefix("This paper is refused: ").capitalize()
    return line, paper, ""


@require_POST
@login_required
def ballot_cast(request: HttpRequest, ballot: str) -> HttpResponse:
    """Cast the vote; the same paper sent again leads to the same receipt.

    The receipt of a secret ballot is the answer to this very request: it has the tracker, and nobody keeps that.
    """
    shown = ballot_for(request.user, ballot)
    choice, key = request.POST.get("choice", ""), request.POST.get("key", "")
    receipt = cast_vote(request.user, ballot=shown, choice=choice, key=key, reason=request.POST.get("reason", ""))
    if receipt.tracker:
        return _receipt(request, shown, receipt)
    return redirect("ballot_receipt", shown.public_id)


@require_safe
@login_required
def ballot_receipt(request: HttpRequest, ballot: str) -> HttpResponse:
    """That the vote is in the box, read anew from the box each time."""
    shown = ballot_for(request.user, ballot)
    vote = vote_of(request.user, shown)
    if vote is None:
        return redirect("ballot", shown.public_id)
    via = vote.via if not vote.choice else ""
    return _receipt(request, shown, Receipt(vote.choice, vote.cast_at, repeated=True), via=via, reason=vote.reason)


def _receipt(request: HttpRequest, shown: Ballot, receipt: Receipt, *, via: str = "", reason: str = "") -> HttpResponse:
    groups = [receipt.tracker[start : start + 4] for start in range(0, len(receipt.tracker), 4)]
    context = {
        "ballot": shown,
        "receipt": receipt,
        "tracker": " ".join(groups),
        "said": said(shown, receipt.choice) if receipt.choice and not receipt.tracker else "",
        "cast": votes_cast(shown),
        "via": via,
        "reason": reason,
        "is_open": shown.status == BallotStatus.OPEN,
    }
    response = page(request, "assemblies/ballot_receipt.html", context, body=shown.body)
    if receipt.tracker:
        response["Cache-Control"] = "no-store"
    return response
