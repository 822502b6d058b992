"""Addresses about the count of a ballot: its ties, its board, and its papers to count again."""

from drf_spectacular.types import OpenApiTypes
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from assemblies.actions.run_offs import open_run_off
from assemblies.actions.ties import announce_lot, decide_tie
from assemblies.api.serializers.ballots import BallotRecord
from assemblies.api.serializers.counts import LotSource, RunOff, SealedRow, TieDecision, TieRow
from assemblies.api.viewsets.ballot_records import TellsBallots
from assemblies.enums import TieMeans
from assemblies.models import SealedVote, Tie
from assemblies.queries.assemblies import assembly_for
from assemblies.queries.ballots import ballot_for
from assemblies.queries.named import closed_ballot_for, settled_ballot_for
from assemblies.queries.papers import sealed_votes_of
from assemblies.queries.sheets import sheet_of
from assemblies.queries.ties import open_tie_of, ties_of
from organiser.base.api.views import change, told


class HasCounts(TellsBallots):
    """The part of the addresses of ballots that is about counting."""

    @told("List the ties of a ballot", "For members of the body.", responses=TieRow(many=True))
    @action(detail=True, model=Tie, filterset_class=None, ordering=("number",))
    def ties(self, request: Request, **_: str) -> Response:
        """The ties."""
        self.demand_known_parameters()
        return self.listed(ties_of(closed_ballot_for(self.viewer, self.named)), TieRow)

    @change(
        "Tell by which source a tie will be drawn",
        "Before anybody can know what the source says. For those who count; it is told once.",
        TieRow,
        LotSource,
    )
    @action(detail=True, methods=["post"])
    def lot(self, request: Request, **_: str) -> Response:
        """The tie, with its source."""
        ballot, given = ballot_for(self.viewer, self.named), self.sent(LotSource)
        return self.shown(announce_lot(self.viewer, tie=open_tie_of(ballot), source=given["source"]), TieRow)

    @change(
        "Decide a tie",
        "By lot, reckoned from what the source said or drawn by hand in the assembly, or by the casting vote where the "
        "rules know one. The count goes on, and is settled or stops at the next tie.",
        BallotRecord,
        TieDecision,
    )
    @action(detail=True, methods=["post"])
    def tie(self, request: Request, **_: str) -> Response:
        """The ballot, counted on."""
        ballot, given = ballot_for(self.viewer, self.named), self.sent(TieDecision)
        decide_tie(
            self.viewer,
            tie=open_tie_of(ballot),
            by=TieMeans(given["by"]),
            chosen=given.get("chosen", ()),
            values=given.get("values", ()),
            note=given.get("note", ""),
        )
        return self._record(ballot_for(self.viewer, self.named))

    @change(
        "Open a run-off",
        "Where the rules want one on the tie that waits. Those who are tied stand once more, before those who were on "
        "the roll and have a vote still. When it closes, the tie is decided and the first ballot counted on.",
        BallotRecord,
        RunOff,
        201,
    )
    @action(detail=True, methods=["post"], url_path="run-off")
    def run_off(self, request: Request, **_: str) -> Response:
        """The run-off, open."""
        ballot, given = ballot_for(self.viewer, self.named), self.sent(RunOff)
        made = open_run_off(
            self.viewer,
            tie=open_tie_of(ballot),
            assembly=assembly_for(self.viewer, given["assembly"]) if "assembly" in given else None,
            closes_at=given.get("closes_at"),
        )
        return self._record(ballot_for(self.viewer, made.public_id), 201)

    @told(
        "List the board of a secret ballot",
        "Every paper under its tracker, for members of the body.",
        responses=SealedRow(many=True),
    )
    @action(detail=True, model=SealedVote, filterset_class=None, ordering=("tracker",))
    def board(self, request: Request, **_: str) -> Response:
        """The board."""
        self.demand_known_parameters()
        ballot = settled_ballot_for(self.viewer, self.named)
        return self.listed(sealed_votes_of(ballot), SealedRow)

    @told(
        "Read the papers of a ballot",
        "The whole record without names, for anybody to count again; docs/recount.md says what stands in it.",
        responses=OpenApiTypes.OBJECT,
    )
    @action(detail=True)
    def papers(self, request: Request, **_: str) -> Response:
        """The record."""
        return Response(sheet_of(settled_ballot_for(self.viewer, self.named)).to_json())
