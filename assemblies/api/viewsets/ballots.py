"""Addresses of ballots: opening, voting, closing, and what came of it."""

from drf_spectacular.utils import OpenApiParameter, extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import ValidationError

from assemblies.actions.ballots import open_ballot
from assemblies.actions.casting import cast_vote
from assemblies.actions.closing import close_ballot
from assemblies.api.filters import BallotFilters, VoteFilters
from assemblies.api.serializers.ballots import (
    BallotRecord,
    BallotRow,
    Closing,
    EntryRow,
    NewBallot,
    Paper,
    ReceiptRow,
    RefusalRow,
    ResultRow,
    VoteRow,
)
from assemblies.api.viewsets.blocks import HasBlocks
from assemblies.api.viewsets.cards import TakesCards
from assemblies.api.viewsets.counts import HasCounts
from assemblies.api.viewsets.tellers import HearsTellers
from assemblies.models import Ballot, RollEntry, RollRefusal, Vote
from assemblies.queries.assemblies import assembly_for
from assemblies.queries.ballots import ballot_for, owed_by
from assemblies.queries.motions import motion_for
from assemblies.queries.named import (
    ballots_with_decision,
    demand_roll,
    named_entries,
    named_refusals,
    named_votes,
    open_vote_for,
    settled_ballot_for,
)
from organiser.base.api.views import change, told

NOTHING_AGAINST = "try_again"  # what `why_refused` says where nothing stands against the vote
BY_NAME = ("person__sort_name", "person__public_id")
KEY_HEADER = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    description="The key of the vote, in place of key in the payload.",
)


@extend_schema_view(
    list=told("List ballots", "The latest first. The word of each verdict is for everybody in the organisation."),
)
class BallotViewSet(TakesCards, HearsTellers, HasCounts, HasBlocks):
    """Ballots."""

    model = Ballot
    visible = staticmethod(ballots_with_decision)
    found = staticmethod(ballot_for)
    serializer_class = BallotRow
    filterset_class = BallotFilters
    ordering = ("-opened_at", "public_id")

    @told("Read a ballot", "With your own place in it.", responses=BallotRecord)
    def retrieve(self, request: Request, **_: str) -> Response:
        """One ballot."""
        return self._record(ballot_for(self.viewer, self.named))

    @told("List the ballots that wait for your vote", "The latest first.", responses=BallotRow(many=True))
    @action(detail=False, filterset_class=None)
    def owed(self, request: Request) -> Response:
        """Open ballots without the viewer's vote."""
        self.demand_known_parameters()
        return self.listed(owed_by(self.viewer).select_related("motion__decision", "decides__ballot"))

    @change(
        "Put a motion to the vote",
        "In the open assembly that has it on its agenda, or until a time. The roll is frozen and the rule fixed now.",
        BallotRecord,
        NewBallot,
        201,
    )
    def create(self, request: Request) -> Response:
        """An open ballot."""
        given = self.sent(NewBallot)
        ballot = open_ballot(
            self.viewer,
            motion=motion_for(self.viewer, given["motion"]),
            assembly=assembly_for(self.viewer, given["assembly"]) if "assembly" in given else None,
            closes_at=given.get("closes_at"),
            secret=given.get("secret", False),
        )
        return self._record(ballot_for(self.viewer, ballot.public_id), 201)

    @told(
        "List votes by name",
        "For members of the body, once the ballot has closed.",
        responses=VoteRow(many=True),
    )
    @action(
        detail=True,
        model=Vote,
        filterset_class=VoteFilters,
        ordering=("entry__person__sort_name", "entry__person__public_id"),
    )
    def votes(self, request: Request, **_: str) -> Response:
        """The open votes."""
        self.demand_known_parameters()
        return self.listed(self.filter_queryset(named_votes(open_vote_for(self.viewer, self.named))), VoteRow)

    @told(
        "Cast your vote",
        "201 the first time. The same vote with the same key again gives 200 and counts once, so it can be sent again "
        "after a lost connection.",
        parameters=[KEY_HEADER],
        request=Paper,
        responses={201: ReceiptRow, 200: ReceiptRow},
    )
    @votes.mapping.post
    def cast(self, request: Request, **_: str) -> Response:
        """A vote in the box."""
        ballot, given = ballot_for(self.viewer, self.named), self.sent(Paper)
        key = given.get("key", request.headers.get("Idempotency-Key", ""))
        if "key" in given and request.headers.get("Idempotency-Key", key) != key:
            raise ValidationError({"key": "The key in the payload and that in the header differ. Send one of them."})
        receipt = cast_vote(self.viewer, ballot=ballot, choice=given["choice"], key=key, reason=given.get("reason", ""))
        shown = {
            "ballot": ballot.public_id,
            "choice": receipt.choice,
            "cast_at": receipt.cast_at,
            "tracker": receipt.tracker or None,
            "repeated": receipt.repeated,
        }
        return self.shown(shown, ReceiptRow) if receipt.repeated else self.made(shown, ReceiptRow)

    @change(
        "Close a ballot",
        "Votes are counted, the verdict is stored, the decision written and its effect applied.",
        BallotRecord,
        Closing,
    )
    @action(detail=True, methods=["post"])
    def close(self, request: Request, **_: str) -> Response:
        """The ballot, closed."""
        ballot, given = ballot_for(self.viewer, self.named), self.sent(Closing)
        close_ballot(self.viewer, ballot=ballot, casting_vote=given.get("casting_vote"))
        return self._record(ballot_for(self.viewer, self.named))

    @told("Read a result", "As it was stored, for members of the body.", responses=ResultRow)
    @action(detail=True)
    def result(self, request: Request, **_: str) -> Response:
        """The stored result."""
        return self.shown(settled_ballot_for(self.viewer, self.named).result, ResultRow)

    @told(
        "List a roll",
        "Who may vote and why, for those who count, facilitate or keep the register.",
        responses=EntryRow(many=True),
    )
    @action(detail=True, model=RollEntry, filterset_class=None, ordering=BY_NAME)
    def roll(self, request: Request, **_: str) -> Response:
        """The entries."""
        self.demand_known_parameters()
        ballot = ballot_for(self.viewer, self.named)
        demand_roll(self.viewer, ballot)
        return self.listed(named_entries(ballot), EntryRow)

    @told("List who is not on a roll", "Members of the body without a vote, and why.", responses=RefusalRow(many=True))
    @action(detail=True, model=RollRefusal, filterset_class=None, ordering=BY_NAME)
    def refusals(self, request: Request, **_: str) -> Response:
        """The refusals."""
        self.demand_known_parameters()
        ballot = ballot_for(self.viewer, self.named)
        demand_roll(self.viewer, ballot)
        return self.listed(named_refusals(ballot), RefusalRow)
