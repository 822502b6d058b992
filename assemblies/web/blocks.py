"""The page of a round whose blocks are judged: the reasons, one's own answer, and the end of it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from assemblies.actions.blocks import judge_blocks
from assemblies.actions.settling import settle_blocks
from assemblies.models import Ballot
from assemblies.queries.ballots import ballot_for, vote_of
from assemblies.queries.consensus import answers_of, blocks_of, judges_without_answer, unanswered
from assemblies.rules import demand_counts
from assemblies.web.voices import round_of
from organisations.enums import Power
from organisations.queries.decisions import shows_figures
from organiser.base.errors import Refusal
from organiser.base.pages import UNPROCESSABLE, page
from skills.queries.offices import powers_in

MARK = "block-"
ANSWERS = {"yes": True, "no": False}
# Refusals that are about being somebody or knowing of something are not for this page to show.
NOT_OURS = {403, 404}


def blocks_page(request: HttpRequest, ballot: Ballot, error: str = "") -> HttpResponse:
    """The page of a round that has closed with blocks for the others to judge."""
    figures = shows_figures(request.user, ballot.body)
    counts = bool({Power.COUNT, Power.FACILITATE} & powers_in(request.user, ballot.body))
    context: dict[str, Any] = {"ballot": ballot, "figures": figures, "counts": counts, "error": error}
    if figures:
        mine, vote = answers_of(request.user, ballot), vote_of(request.user, ballot)
        blocks = list(blocks_of(ballot))
        for block in blocks:
            block.mine = mine.get(block.pk)  # type: ignore[attr-defined]  # for the template alone
            block.own = vote is not None and block.vote_id == vote.pk  # type: ignore[attr-defined]
        # What others wrote down gives way to one's own word, so the boxes stay.
        said = {pk for pk, one in mine.items() if one.taken_by_id is None}
        context |= {
            "blocks": blocks,
            "spoke": vote is not None,
            "to_answer": [b for b in blocks if vote is not None and b.vote_id != vote.pk and b.pk not in said],
            "missing": unanswered(ballot),
            **round_of(ballot),
        }
    if counts:
        context["for_others"] = list(judges_without_answer(ballot)) if ballot.assembly_id is not None else []
    return page(request, "assemblies/blocks.html", context, body=ballot.body, status=UNPROCESSABLE if error else 200)


@require_POST
@login_required
def ballot_judge(request: HttpRequest, ballot: str) -> HttpResponse:
    """Say of blocks whether they are principled; for those who count also for somebody in the room."""
    shown = ballot_for(request.user, ballot)
    given = {name[len(MARK) :]: value for name, value in request.POST.items() if name.startswith(MARK)}
    answers = {block: ANSWERS[value] for block, value in given.items() if value in ANSWERS}
    try:
        judge_blocks(request.user, ballot=shown, answers=answers, member=request.POST.get("member", ""))
    except Refusal as refused:
        if refused.status in NOT_OURS or shown.judged_until is None or not shows_figures(request.user, shown.body):
            raise
        shown.refresh_from_db()
        if shown.status != "judging":
            raise
        return blocks_page(request, shown, refused.sentence)
    messages.success(request, "It is written down, with the name.")
    return redirect("ballot", shown.public_id)


@require_POST
@login_required
def ballot_settle(request: HttpRequest, ballot: str) -> HttpResponse:
    """End the judging and settle the round."""
    shown = ballot_for(request.user, ballot)
    demand_counts(request.user, shown.body)
    settle_blocks(request.user, ballot=shown)
    messages.success(request, "The round is settled.")
    return redirect("ballot", shown.public_id)
