"""For tellers: a show of hands and heaps of papers, entered by two."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from assemblies.actions.batches import enter_batch, set_aside_batch
from assemblies.actions.hand_counts import begin_hand_count
from assemblies.enums import BallotMethod, BallotStatus, Choice, CountedWay
from assemblies.models import Ballot, CountedBatch
from assemblies.queries.ballots import ballot_for
from assemblies.queries.batches import batch_of, batches_of, differences, papers_still_out, show_of_hands
from assemblies.queries.turnout import turnout_by_way, votes_cast
from assemblies.rules import demand_counts
from organiser.base.errors import Invalid, Refusal
from organiser.base.pages import UNPROCESSABLE, page

MOST_DIGITS = 6
# Refusals that are about being somebody or knowing of something are not for this page to show.
NOT_OURS = {403, 404}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def counts(request: HttpRequest, ballot: str) -> HttpResponse:
    """What was counted by two tellers, what differs, and the fields for the next count."""
    shown = ballot_for(request.user, ballot)
    demand_counts(request.user, shown.body)
    if shown.status != BallotStatus.OPEN:
        return redirect("ballot", shown.public_id)
    if request.method != "POST":
        return _page(request, shown)
    try:
        messages.success(request, _done(request, shown))
    except Refusal as refused:
        if refused.status in NOT_OURS:
            raise
        return _page(request, shown, error=refused.sentence)
    return redirect("counts", shown.public_id)


def _done(request: HttpRequest, shown: Ballot) -> str:
    """Do what the pressed button says; gives what is to be told of it."""
    if "begin" in request.POST:
        batch = begin_hand_count(request.user, ballot=shown)
        return f"{batch.most} in the hall raise their hands now. Two of you count."
    if "aside" in request.POST:
        set_aside_batch(request.user, batch=batch_of(shown, request.POST["aside"]), why=request.POST.get("why", ""))
        return "It is set aside and counts for nobody."
    way = request.POST.get("way", "")
    batch = enter_batch(
        request.user,
        ballot=shown,
        way=way,
        number=_whole(request.POST.get("number", "1"), "the number of the heap"),
        papers=_lines(request, shown),
        rest_abstains="rest" in request.POST,
    )
    if batch.agreed_at is not None:
        return "Both tellers say the same. It counts."
    return "Your count is written down. " + ("The two differ." if differences(batch) else "A second teller counts too.")


def _lines(request: HttpRequest, shown: Ballot) -> dict[str, int]:
    """How many there are of each paper: three numbers, or lines such as `12 × 2>1`."""
    if shown.method == BallotMethod.YES_NO:
        return {value: _whole(request.POST.get(value) or "0", str(label)) for value, label in Choice.choices}
    lines: dict[str, int] = {}
    for row in request.POST.get("papers", "").splitlines():
        number, _cross, line = row.replace("x", "×").partition("×")
        if not row.strip():
            continue
        line = "".join(line.split())
        lines[line] = lines.get(line, 0) + _whole(number.strip(), row)
    return lines


def _whole(text: str, what: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
        raise Invalid(f"Write a whole number for {what}.", code="number", field="papers")
    return int(text)


def _page(request: HttpRequest, shown: Ballot, error: str = "") -> HttpResponse:
    rows = [_row(batch, request.user.pk) for batch in batches_of(shown)]
    context: dict[str, Any] = {
        "ballot": shown,
        "hands": show_of_hands(shown),
        "can_raise": shown.assembly_id is not None and not shown.secret and shown.method == BallotMethod.YES_NO,
        "rows": rows,
        "heaps": [row for row in rows if row["batch"].way == CountedWay.PAPER and row["batch"].is_waiting],
        "still_out": papers_still_out(shown),
        "next": max([row["batch"].number for row in rows if row["batch"].way == CountedWay.PAPER], default=0) + 1,
        "choices": Choice.choices,
        "options": list(shown.options.all()),
        "by_way": turnout_by_way(shown),
        "cast": votes_cast(shown),
        "error": error,
    }
    return page(request, "assemblies/counts.html", context, body=shown.body, status=UNPROCESSABLE if error else 200)


def _row(batch: CountedBatch, me: int) -> dict[str, Any]:
    """A batch as a teller may see it: what another one wrote is shown once both have written."""
    return {
        "batch": batch,
        "differences": differences(batch) if batch.is_waiting else [],
        "mine": me in {batch.entered_by_id, batch.second_by_id},
    }
