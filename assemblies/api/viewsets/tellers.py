"""The addresses at which those who count work with hands and papers."""

from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import ValidationError

from assemblies.actions.ballot_papers import hand_out_paper, print_papers
from assemblies.actions.batches import enter_batch, set_aside_batch
from assemblies.actions.hand_counts import begin_hand_count
from assemblies.actions.paper_entries import enter_paper, set_aside_papers
from assemblies.api.serializers.ballots import Written
from assemblies.api.serializers.tellers import (
    BatchRow,
    HandOut,
    NewCount,
    PaperRead,
    PrintedRow,
    ReadRow,
    SetAside,
    ToPrint,
    TurnoutRow,
    Why,
)
from assemblies.models import CountedBatch
from assemblies.queries.ballots import ballot_for
from assemblies.queries.batches import batch_of, batches_of, papers_still_out
from assemblies.queries.named import demand_figures
from assemblies.queries.papers import fingerprint_of
from assemblies.queries.turnout import turnout_by_way, votes_cast
from assemblies.rules import demand_counts, holds_any
from organisations.enums import Power
from organiser.base.api.views import Listing, change, told


class HearsTellers(Listing):
    """The part of the addresses of ballots that is about hands and papers."""

    @change(
        "Begin a show of hands", "Marks everybody in the hall who has not voted; two tellers count.", BatchRow, code=201
    )
    @action(detail=True, methods=["post"])
    def hands(self, request: Request, **_: str) -> Response:
        """The show of hands."""
        self.sent()
        return self.made(begin_hand_count(self.viewer, ballot=ballot_for(self.viewer, self.named)), BatchRow)

    @told("List what two tellers counted", "For those who count or facilitate.", responses=BatchRow(many=True))
    @action(detail=True, model=CountedBatch, filterset_class=None, ordering=("way", "number"))
    def batches(self, request: Request, **_: str) -> Response:
        """Shows of hands and heaps."""
        self.demand_known_parameters()
        ballot = ballot_for(self.viewer, self.named)
        demand_counts(self.viewer, ballot.body)
        return self.listed(batches_of(ballot), BatchRow)

    @change("Write a count", "What one teller counted. Two who say the same agree, and it counts.", BatchRow, NewCount)
    @batches.mapping.post
    def enter(self, request: Request, **_: str) -> Response:
        """The batch."""
        ballot, given = ballot_for(self.viewer, self.named), self.sent(NewCount)
        papers = {one["line"]: one["number"] for one in given["papers"]}
        if len(papers) < len(given["papers"]):
            raise ValidationError({"papers": "A line stands in this list twice. Send each once."})
        batch = enter_batch(
            self.viewer,
            ballot=ballot,
            way=given["way"],
            number=given.get("number", 1),
            papers=papers,
            rest_abstains=given.get("rest_abstains", False),
        )
        return self.shown(batch, BatchRow)

    @change("Set a batch aside", "It counts for nobody. Of a show of hands this calls it off.", BatchRow, SetAside)
    @action(detail=True, methods=["post"])
    def set_aside(self, request: Request, **_: str) -> Response:
        """The batch."""
        ballot, given = ballot_for(self.viewer, self.named), self.sent(SetAside)
        demand_counts(self.viewer, ballot.body)
        batch = set_aside_batch(self.viewer, batch=batch_of(ballot, given["batch"]), why=given["why"])
        return self.shown(batch, BatchRow)

    @change("Print papers", "Codes of a secret ballot are shown this once.", PrintedRow, ToPrint, 201)
    @action(detail=True, methods=["post"])
    def sheets(self, request: Request, **_: str) -> Response:
        """The papers."""
        ballot, given = ballot_for(self.viewer, self.named), self.sent(ToPrint)
        papers = print_papers(self.viewer, ballot=ballot, number=given["number"])
        return self.made({"fingerprint": fingerprint_of(ballot), "papers": papers}, PrintedRow)

    @change("Hand out a paper", "The member votes with it, and in no other way.", Written, HandOut)
    @action(detail=True, methods=["post"])
    def handouts(self, request: Request, **_: str) -> Response:
        """How many papers are out."""
        ballot, given = ballot_for(self.viewer, self.named), self.sent(HandOut)
        hand_out_paper(self.viewer, ballot=ballot, member=given["member"])
        return self.shown({"written": papers_still_out(ballot)}, Written)

    @change("Read a paper with a code", "Where two tellers read the same it counts, once.", ReadRow, PaperRead)
    @action(detail=True, methods=["post"])
    def read(self, request: Request, **_: str) -> Response:
        """Whether two agree."""
        ballot, given = ballot_for(self.viewer, self.named), self.sent(PaperRead)
        agreed = enter_paper(self.viewer, ballot=ballot, code=given["code"], choice=given["choice"])
        return self.shown({"agreed": agreed}, ReadRow)

    @change("Set papers aside", "Those that two tellers did not read alike count for nobody.", Written, Why)
    @action(detail=True, methods=["post"])
    def unread(self, request: Request, **_: str) -> Response:
        """How many."""
        ballot, given = ballot_for(self.viewer, self.named), self.sent(Why)
        return self.shown({"written": set_aside_papers(self.viewer, ballot=ballot, why=given["why"])}, Written)

    @told("Read the turnout", "How many have voted, for members of the body.", responses=TurnoutRow)
    @action(detail=True)
    def turnout(self, request: Request, **_: str) -> Response:
        """The turnout as it stands now."""
        ballot = ballot_for(self.viewer, self.named)
        demand_figures(self.viewer, ballot)
        counts = holds_any(self.viewer, ballot.body_id, Power.COUNT, Power.FACILITATE)
        shown = {
            "cast": votes_cast(ballot),
            "entitled": ballot.roll.entitled,
            "by_way": turnout_by_way(ballot) if counts else None,
        }
        return self.shown(shown, TurnoutRow)
