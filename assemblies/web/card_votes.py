"""Votes by card: marking how those in the room voted, checking, writing them down."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from assemblies.actions.card_votes import take_card_votes
from assemblies.enums import BallotStatus, Choice
from assemblies.models import Ballot
from assemblies.queries.ballots import ballot_for
from assemblies.queries.card_votes import entries_by_member, without_vote
from assemblies.queries.turnout import votes_cast
from assemblies.rules import demand_counts
from organiser.base.errors import WrongState
from organiser.base.pages import UNPROCESSABLE, page
from organiser.base.words import plural

MOST = 200
MARK = "vote-"


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def card_votes(request: HttpRequest, ballot: str) -> HttpResponse:
    """The list of those in the room who have not voted; then their votes before they are written; then written."""
    shown = ballot_for(request.user, ballot)
    demand_counts(request.user, shown.body)
    if shown.status == BallotStatus.CLOSED:
        return redirect("ballot", shown.public_id)
    if shown.assembly is None:
        raise WrongState("Cards are held up in an assembly. In this ballot members vote by themselves.", code="no_hall")
    if request.method != "POST":
        return _list(request, shown)
    votes = {name[len(MARK) :]: value for name, value in request.POST.items() if name.startswith(MARK) and value}
    if not votes:
        return _list(request, shown, error="Mark how at least one member voted.")
    if "sure" not in request.POST:
        return _check(request, shown, votes)
    written = take_card_votes(request.user, ballot=shown, votes=votes)
    messages.success(request, f"{plural(written, 'vote is', 'votes are')} written down.")
    return redirect("card_votes", shown.public_id)


def _list(request: HttpRequest, shown: Ballot, error: str = "") -> HttpResponse:
    text = request.GET.get("q", "").strip()[:100]
    waiting = list(without_vote(shown, text)[: MOST + 1])
    context = {
        "ballot": shown,
        "waiting": waiting[:MOST],
        "more": len(waiting) > MOST,
        "most": MOST,
        "q": text,
        "choices": Choice.choices,
        "cast": votes_cast(shown),
        "error": error,
    }
    return page(request, "assemblies/card_votes.html", context, body=shown.body, status=UNPROCESSABLE if error else 200)


def _check(request: HttpRequest, shown: Ballot, votes: dict[str, str]) -> HttpResponse:
    entries = entries_by_member(shown, list(votes))
    groups = [
        (label, [(member, entry.person.name) for member, entry in entries.items() if votes[member] == value], value)
        for value, label in Choice.choices
    ]
    context = {"ballot": shown, "groups": groups, "count": sum(len(names) for _label, names, _value in groups)}
    return page(request, "assemblies/card_votes_check.html", context, body=shown.body)
