"""Opening and closing ballots, and the result."""

from itertools import islice
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from assemblies.actions.ballots import open_ballot
from assemblies.actions.closing import close_ballot
from assemblies.counting.choosing import RANKED
from assemblies.enums import BallotMethod, BallotStatus
from assemblies.models import Ballot, Motion
from assemblies.queries.alternatives import alternatives_of
from assemblies.queries.ballots import ballot_for, entry_of, refusal_of, rule_of, vote_of, votes_by_name
from assemblies.queries.choices import open_assembly_with
from assemblies.queries.consensus import next_paper
from assemblies.queries.motions import motion_for
from assemblies.queries.named import READS_ROLL, settled_ballot_for
from assemblies.queries.papers import all_alike, board_of, labels_of, paper_under, said
from assemblies.queries.secrecy import SMALLEST, told
from assemblies.queries.ties import ties_of
from assemblies.queries.turnout import not_back, turnout_by_way, votes_cast
from assemblies.rules import demand_counts
from assemblies.web.assembly_forms import OpenBallotForm, places_for
from assemblies.web.rounds import rounds_of
from assemblies.web.run_offs import first_of
from assemblies.web.summaries import OpenUnsaidForm, may_waive, waits_for_summary
from assemblies.web.vacancies import seats_on
from assemblies.web.verdicts import shown_verdict
from assemblies.web.voices import round_of, what_was_said
from members.models import Person
from members.queries.belonging import voters_of
from members.queries.packing import sudden_joins_in
from organisations.enums import Outcome, Power, Secrecy, TieRule
from organisations.queries.ballot_phrases import choice_sentence
from organisations.queries.decisions import shows_figures
from organisations.queries.rulesets import rule_for
from organiser.base.errors import RuleNotMet, WrongState
from organiser.base.figures import Row, bars
from organiser.base.pages import UNPROCESSABLE, page, tried
from organiser.base.words import join_names, percent_of
from skills.queries.offices import powers_in

CASTING_VOTES = {"for", "against"}
MOST_ON_BOARD = 2000  # a list that a phone can still show; the record has all


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def ballot_open(request: HttpRequest, motion: str) -> HttpResponse:
    """Put a motion to the vote: in the assembly that is open, or until a day and time."""
    shown = motion_for(request.user, motion)
    demand_counts(request.user, shown.body)
    rule = rule_for(shown.body, shown.kind)
    meeting = open_assembly_with(shown)
    places = places_for(rule.channel, meeting)
    unsaid = waits_for_summary(shown)
    if unsaid:
        form = OpenUnsaidForm(places, rule.least_hours, request.POST or None, waives=may_waive(request.user, shown))
    else:
        form = OpenBallotForm(places, rule.least_hours, request.POST or None)
    paper = next_paper(shown, rule, rule_of(rule))[0] if shown.choose is None else ""
    sought = paper == BallotMethod.CONSENSUS
    if rule.secrecy == Secrecy.CHOSEN and not sought:
        form.offer_secrecy()
    if request.method == "POST" and form.is_valid():
        held_in = meeting if form.cleaned_data["where"] == form.HERE else None
        made = tried(form, lambda: _opened(request.user, shown, form, held_in))
        if made is not None:
            messages.success(request, f"The ballot on motion {shown.reference} is open. {made.roll.size} can vote.")
            return redirect("assembly", held_in.public_id) if held_in else redirect("ballot", made.public_id)
    context = {"motion": shown, "form": form, "places": places, "rule": rule, "unsaid": unsaid}
    context["alternatives"] = alternatives_of(shown) if shown.choose is not None else []
    context["how_marked"] = choice_sentence(rule)
    context["secrecy"] = (
        told(voters_of(shown.body)[:SMALLEST].count()) if rule.secrecy != Secrecy.OPEN and not sought else []
    )
    context["new_votes"] = sudden_joins_in(request.user, shown.body)
    return page(
        request, "assemblies/ballot_open.html", context, body=shown.body, status=UNPROCESSABLE if form.errors else 200
    )


def _opened(actor: Person, motion: Motion, form: OpenBallotForm, held_in: Any) -> Ballot:
    """The open ballot; the summary or its waiver is written in the same transaction, or neither is."""
    with transaction.atomic():
        if isinstance(form, OpenUnsaidForm):
            form.save(actor, motion)
        return open_ballot(
            actor,
            motion=motion,
            assembly=held_in,
            closes_at=form.closes(),
            secret=form.cleaned_data.get("secret", False),
        )


@require_POST
@login_required
def ballot_close(request: HttpRequest, ballot: str) -> HttpResponse:
    """Ask whether to close, then close and count."""
    shown = ballot_for(request.user, ballot)
    demand_counts(request.user, shown.body)
    ties = shown.rule.tie_rule == TieRule.CASTING_VOTE
    if "sure" not in request.POST and shown.status == BallotStatus.OPEN:
        context = {"ballot": shown, "cast": votes_cast(shown), "ties": ties, "not_back": not_back(shown)}
        return page(request, "assemblies/ballot_close.html", context, body=shown.body)
    casting = request.POST.get("casting_vote", "")
    if casting and not (ties and casting in CASTING_VOTES):
        sentence = "The rules give the chair no such casting vote. Close the ballot without it."
        raise RuleNotMet(sentence, code="casting_vote")
    close_ballot(request.user, ballot=shown, casting_vote=casting or None)
    messages.success(request, "The ballot is closed and counted.")
    return redirect("ballot", shown.public_id)


def closing_of(viewer: Person, ballot: Ballot) -> dict[str, Any]:
    """How many have voted in an open ballot; for those who count also by which way, and the button to close it."""
    powers = powers_in(viewer, ballot.body)
    counts = bool({Power.COUNT, Power.FACILITATE} & powers)
    return {
        "counts": counts,
        "reads_roll": bool(set(READS_ROLL) & powers),
        "cast": votes_cast(ballot),
        "by_way": turnout_by_way(ballot) if counts else [],
    }


@require_POST
@login_required
def tracker_find(request: HttpRequest, ballot: str) -> HttpResponse:
    """The result with the paper that lies under a tracker; it stands in no address and in no log."""
    shown = settled_ballot_for(request.user, ballot)
    if not shown.secret:
        raise WrongState("This vote was by name, so there are no trackers.", code="not_secret")
    return result_page(request, shown, tracker=request.POST.get("tracker", ""))


def result_page(request: HttpRequest, ballot: Ballot, tracker: str | None = None) -> HttpResponse:
    """The result as it was stored: words, table, drawing; for members of the body also who voted how.

    Args:
        tracker: one that a member looks for on the board of a secret ballot.
    """
    figures = shows_figures(request.user, ballot.body)
    context: dict[str, Any] = {
        "ballot": ballot,
        "figures": figures,
        "verdict": shown_verdict(ballot, figures=figures),
        **round_of(ballot),
        **first_of(ballot),
    }
    chosen = ballot.result.chosen
    if chosen is not None and ballot.result.outcome == Outcome.CARRIED:
        context["winners"] = join_names(chosen["winners"])
    if figures:
        labels = labels_of(ballot) if chosen is not None else ()
        if ballot.method == BallotMethod.CONSENSUS:
            context |= {**what_was_said(ballot), "drawn_caption": "What was said, on one scale."}
        else:
            context |= _counted(ballot) if chosen is None else _chosen(ballot, chosen, labels)
        context |= _papers(ballot, labels)
        context |= seats_on(request.user, ballot)
        context["reads_roll"] = bool(set(READS_ROLL) & powers_in(request.user, ballot.body))
        context["alike"] = all_alike(ballot)
        if tracker is not None:
            sought = "".join(tracker.split()).replace("-", "").upper()[:40]
            line = paper_under(ballot, sought)
            context |= {"sought": sought, "found_paper": said(ballot, line, labels) if line is not None else ""}
        mine = vote_of(request.user, ballot)
        context |= {
            "mine": mine,
            "mine_said": said(ballot, mine.choice, labels) if mine is not None and mine.choice else "",
            "on_roll": entry_of(request.user, ballot),
            "refused": refusal_of(request.user, ballot),
            "has_blt": ballot.method in RANKED,
        }
    return page(request, "assemblies/result.html", context, body=ballot.body)


def _counted(ballot: Ballot) -> dict[str, Any]:
    """The table and the drawing of a vote for and against."""
    result = ballot.result
    rows = [
        Row("For", "", (result.votes_for,)),
        Row("Against", "", (result.votes_against,), strong=False),
        Row("Abstentions", "", (result.abstentions,), strong=False),
    ]
    caption = "Votes for, against and abstentions on one scale."
    return {"rows": rows_of(ballot), "drawn": bars(rows), "drawn_caption": caption}


def _chosen(ballot: Ballot, chosen: dict[str, Any], labels: tuple[str, ...]) -> dict[str, Any]:
    """The count of a ballot with options."""
    return {"rounds": rounds_of(chosen, labels), "ties": list(ties_of(ballot))}


def _papers(ballot: Ballot, labels: tuple[str, ...]) -> dict[str, Any]:
    """What lay in the box: by name, or under the trackers of a secret ballot."""
    if not ballot.secret:
        votes = list(votes_by_name(ballot).exclude(choice="")[: MOST_ON_BOARD + 1])
        for vote in votes:
            vote.said = said(ballot, vote.choice, labels)  # type: ignore[attr-defined]  # for the template alone
        return {"votes": votes[:MOST_ON_BOARD], "votes_left_out": len(votes) > MOST_ON_BOARD}
    board = list(islice(board_of(ballot), MOST_ON_BOARD + 1))
    shown = [(tracker, said(ballot, line, labels)) for tracker, line in board[:MOST_ON_BOARD]]
    return {"board": shown, "board_left_out": len(board) > MOST_ON_BOARD}


def rows_of(ballot: Ballot) -> list[tuple[str, int, str]]:
    """The table of a result: what, how many, and which share of the votes cast."""
    result = ballot.result
    counted = (("For", result.votes_for), ("Against", result.votes_against), ("Abstentions", result.abstentions))
    return [(word, number, percent_of(number, result.cast)) for word, number in counted]
