"""Votes by card: marking how those in the room voted, checking, writing them down."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from assemblies.actions.card_votes import take_card_votes
from assemblies.actions.casting import LONGEST_REASON
from assemblies.enums import BallotMethod, BallotStatus, Choice, Voice
from assemblies.models import Ballot
from assemblies.queries.ballots import ballot_for
from assemblies.queries.card_votes import entries_by_member, without_vote
from assemblies.queries.turnout import votes_cast
from assemblies.rules import demand_counts
from organiser.base.errors import WrongState
from organiser.base.pages import UNPROCESSABLE, page
from organiser.base.words import plural

MOST = 200
MARK, WHY = "vote-", "why-"


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def card_votes(request: HttpRequest, ballot: str) -> HttpResponse:
    """The list of those in the room who have not voted; then their votes before they are written; then written."""
    shown = ballot_for(request.user, ballot)
    demand_counts(request.user, shown.body)
    if shown.status in {BallotStatus.CLOSED, BallotStatus.JUDGING}:
        return redirect("ballot", shown.public_id)
    if shown.assembly is None:
        raise WrongState("Cards are held up in an assembly. In this ballot members vote by themselves.", code="no_hall")
    if request.method != "POST":
        return _list(request, shown)
    votes = {name[len(MARK) :]: value for name, value in request.POST.items() if name.startswith(MARK) and value}
    if not votes:
        return _list(request, shown, error="Mark how at least one member voted.")
    reasons = {member: why for member in votes if (why := request.POST.get(f"{WHY}{member}", "").strip())}
    if "sure" not in request.POST:
        return _check(request, shown, votes, reasons)
    written = take_card_votes(request.user, ballot=shown, votes=votes, reasons=reasons)
    messages.success(request, f"{plural(written, 'vote is', 'votes are')} written down.")
    return redirect("card_votes", shown.public_id)


def _list(request: HttpRequest, shown: Ballot, error: str = "", votes: dict[str, str] | None = None) -> HttpResponse:
    text = request.GET.get("q", "").strip()[:100]
    waiting = list(without_vote(shown, text)[: MOST + 1])
    for member in waiting:  # what was marked stays marked beside what is to be put right
        member.given = (votes or {}).get(member.public_id, "")  # type: ignore[attr-defined]  # for the template alone
        member.why = request.POST.get(f"{WHY}{member.public_id}", "")  # type: ignore[attr-defined]
    context = {
        "ballot": shown,
        "waiting": waiting[:MOST],
        "more": len(waiting) > MOST,
        "most": MOST,
        "q": text,
        "choices": choices_of(shown),
        "sought": shown.method == BallotMethod.CONSENSUS,
        "longest": LONGEST_REASON,
        "cast": votes_cast(shown),
        "error": error,
    }
    return page(request, "assemblies/card_votes.html", context, body=shown.body, status=UNPROCESSABLE if error else 200)


def choices_of(ballot: Ballot) -> list[tuple[str, str]]:
    """The answers that a card can show, with their words."""
    return Voice.choices if ballot.method == BallotMethod.CONSENSUS else Choice.choices


def _check(request: HttpRequest, shown: Ballot, votes: dict[str, str], reasons: dict[str, str]) -> HttpResponse:
    bare = [member for member, choice in votes.items() if choice == Voice.BLOCK and member not in reasons]
    if bare:
        return _list(request, shown, "A block needs its reason. Write down what the member said.", votes)
    entries = entries_by_member(shown, list(votes))
    groups = [
        (
            label,
            [(one, entry.person.name, reasons.get(one, "")) for one, entry in entries.items() if votes[one] == value],
            value,
        )
        for value, label in choices_of(shown)
    ]
    context = {"ballot": shown, "groups": groups, "count": sum(len(names) for _label, names, _value in groups)}
    return page(request, "assemblies/card_votes_check.html", context, body=shown.body)
