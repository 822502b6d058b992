"""Voting: the paper, checking the answer, casting it, the receipt."""

import secrets

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from assemblies.actions.casting import cast_vote, why_refused
from assemblies.enums import BallotStatus, Choice
from assemblies.models import Ballot
from assemblies.queries.ballots import ballot_for, how_decided, vote_of
from assemblies.queries.lists import votes_cast
from assemblies.queries.rule_changes import rule_changes
from assemblies.queries.unmet import warnings_for
from assemblies.web.motion_page import NAMING, spelled_in
from assemblies.web.results import closing_of, result_page
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
    return _paper(request, shown)


def _paper(request: HttpRequest, shown: Ballot, error: str = "") -> HttpResponse:
    figures = shows_figures(request.user, shown.body)
    vote = vote_of(request.user, shown)
    context = {
        "ballot": shown,
        "figures": figures,
        "vote": vote,
        "refusal": None if vote is not None else refusal_for(request.user, shown),
        "choices": Choice.choices,
        "effect": shown.effect_sentence if figures or shown.motion.effect not in NAMING else "",
        "how": how_decided(shown),
        "spelled": spelled_in(shown.motion, figures=figures),
        "changes": rule_changes(shown.motion),
        "warnings": warnings_for(request.user, shown.motion),
        "error": error,
        **closing_of(request.user, shown),
    }
    return page(request, "assemblies/ballot.html", context, body=shown.body, status=UNPROCESSABLE if error else 200)


@require_POST
@login_required
def ballot_check(request: HttpRequest, ballot: str) -> HttpResponse:
    """Show the answer before it is cast; whoever has voted already sees the receipt.

    The key is made here, so that the paper cast from this page counts once however often it is sent.
    """
    shown = ballot_for(request.user, ballot)
    if vote_of(request.user, shown) is not None:
        return redirect("ballot_receipt", shown.public_id)
    refusal = refusal_for(request.user, shown)
    if refusal is not None:
        raise refusal
    choice = request.POST.get("choice", "")
    if choice not in Choice.values:
        return _paper(request, shown, error="Mark one box: for, against or abstain.")
    context = {
        "ballot": shown,
        "choice": Choice(choice),
        "key": secrets.token_urlsafe(18),
        # Whoever comes this far has a vote, so she or he belongs to the body.
        "spelled": spelled_in(shown.motion, figures=True),
        "changes": rule_changes(shown.motion),
    }
    return page(request, "assemblies/ballot_check.html", context, body=shown.body)


@require_POST
@login_required
def ballot_cast(request: HttpRequest, ballot: str) -> HttpResponse:
    """Cast the vote; the same paper sent again leads to the same receipt."""
    shown = ballot_for(request.user, ballot)
    cast_vote(request.user, ballot=shown, choice=request.POST.get("choice", ""), key=request.POST.get("key", ""))
    return redirect("ballot_receipt", shown.public_id)


@require_safe
@login_required
def ballot_receipt(request: HttpRequest, ballot: str) -> HttpResponse:
    """That the vote is in the box, read anew from the box each time."""
    shown = ballot_for(request.user, ballot)
    vote = vote_of(request.user, shown)
    if vote is None:
        return redirect("ballot", shown.public_id)
    context = {"ballot": shown, "vote": vote, "cast": votes_cast(shown), "is_open": shown.status == BallotStatus.OPEN}
    return page(request, "assemblies/ballot_receipt.html", context, body=shown.body)
