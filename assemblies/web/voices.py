"""Consensus on pages: the four boxes with their reason, what was said, and the earlier rounds."""

from typing import Any

from django.http import HttpRequest

from assemblies.actions.casting import LONGEST_REASON, clean_reason, demand_paper
from assemblies.enums import BallotMethod, Choice, Voice
from assemblies.models import Ballot, Vote
from assemblies.queries.consensus import blocks_of, judgements_of, rounds_before, said_so_far
from assemblies.queries.papers import papers_of
from organiser.base.errors import Refusal
from organiser.base.figures import Row, bars
from organiser.base.words import join_names, percent_of

HINTS = {
    Voice.AGREE: "I want this, or can live with it well.",
    Voice.RESERVATIONS: "I have doubts and go along. They are written down.",
    Voice.ASIDE: "I do not go along, and do not stand in the way.",
    Voice.BLOCK: "This goes against what we are together for. I say why.",
}


def boxes_of(ballot: Ballot) -> list[tuple[str, str, str]]:
    """The boxes on the paper of a ballot that is one question: value, words, and what the words mean."""
    if ballot.method == BallotMethod.CONSENSUS:
        return [(voice.value, str(voice.label), HINTS[voice]) for voice in Voice]
    return [(choice.value, str(choice.label), "") for choice in Choice]


def given_in(request: HttpRequest, vote: Vote | None) -> dict[str, Any]:
    """What is filled in on the paper of a round: what was sent, else what stands in the box."""
    sent = request.method == "POST"
    return {
        "given": request.POST.get("choice", "") if sent else vote.choice if vote is not None else "",
        "reason": request.POST.get("reason", "") if sent else vote.reason if vote is not None else "",
        "longest_reason": LONGEST_REASON,
    }


def voice_sent(request: HttpRequest, ballot: Ballot) -> tuple[str, str]:
    """The answer that was sent in a round, and what is to be put right."""
    choice = request.POST.get("choice", "")
    if "edit" in request.POST:
        return choice, ""
    if choice not in Voice.values:
        return "", "Mark one box: agree, agree with reservations, stand aside or block."
    try:
        demand_paper(ballot, choice)
        clean_reason(ballot, choice, request.POST.get("reason", ""))
    except Refusal as refused:
        return choice, refused.sentence
    return choice, ""


def round_of(ballot: Ballot) -> dict[str, Any]:
    """Which round it is, and those before it; nothing where consensus was never sought on the motion."""
    number = ballot.settings["round"] if ballot.method == BallotMethod.CONSENSUS else None
    in_all = ballot.settings.get("rounds")
    return {"round_number": number, "rounds_in_all": in_all, "earlier_rounds": rounds_before(ballot)}


def what_was_said(ballot: Ballot) -> dict[str, Any]:
    """The table and the drawing of a round, and how its blocks were judged by name."""
    numbers, cast = said_so_far(papers_of(ballot)), ballot.result.cast
    rows = [(str(voice.label), numbers[voice], percent_of(numbers[voice], cast)) for voice in Voice]
    strong = {Voice.AGREE, Voice.RESERVATIONS}
    drawn = bars([Row(str(voice.label), "", (numbers[voice],), strong=voice in strong) for voice in Voice])
    return {"rows": rows, "drawn": drawn, "judged": judged_blocks(ballot)}


def judged_blocks(ballot: Ballot) -> list[dict[str, Any]]:
    """The blocks that were judged, each with the names of those who found it principled, and of those who did not."""
    names: dict[tuple[int, bool], list[str]] = {}
    for one in judgements_of(ballot):
        names.setdefault((one.block_id, one.principled), []).append(one.entry.person.name)
    return [
        {
            "block": block,
            "yes": join_names(names.get((block.pk, True), [])),
            "no": join_names(names.get((block.pk, False), [])),
        }
        for block in blocks_of(ballot)
    ]
