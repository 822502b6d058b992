"""The addresses at which the blocks of a round of consensus are judged."""

from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import ValidationError

from assemblies.actions.blocks import judge_blocks
from assemblies.actions.settling import settle_blocks
from assemblies.api.serializers.ballots import BallotRecord
from assemblies.api.serializers.blocks import Answered, Answers, BlockRow, JudgementRow
from assemblies.api.viewsets.ballot_records import TellsBallots
from assemblies.models import Block, Judgement
from assemblies.queries.ballots import ballot_for
from assemblies.queries.named import closed_ballot_for, named_blocks, named_judgements, settled_ballot_for
from organiser.base.api.views import change, told


class HasBlocks(TellsBallots):
    """The part of the addresses of ballots that is about blocks."""

    @told(
        "List blocks that are judged",
        "For members of the body, once the round has closed. None where the rules do not ask about them.",
        responses=BlockRow(many=True),
    )
    @action(detail=True, model=Block, filterset_class=None, ordering=("number",))
    def blocks(self, request: Request, **_: str) -> Response:
        """The blocks."""
        self.demand_known_parameters()
        return self.listed(named_blocks(self.viewer, closed_ballot_for(self.viewer, self.named)), BlockRow)

    @told(
        "List what was said of blocks",
        "By name, for members of the body, once the round is settled.",
        responses=JudgementRow(many=True),
    )
    @action(
        detail=True,
        model=Judgement,
        filterset_class=None,
        ordering=("block__number", "entry__person__sort_name", "entry__person__public_id"),
    )
    def judgements(self, request: Request, **_: str) -> Response:
        """The answers."""
        self.demand_known_parameters()
        return self.listed(named_judgements(settled_ballot_for(self.viewer, self.named)), JudgementRow)

    @change(
        "Say whether blocks are principled",
        "For those who spoke in the round, of the blocks of the others. The same answers sent again count once.",
        Answered,
        Answers,
    )
    @judgements.mapping.post
    def judge(self, request: Request, **_: str) -> Response:
        """How many answers are in the box."""
        ballot, given = ballot_for(self.viewer, self.named), self.sent(Answers)
        answers = {one["block"]: one["principled"] for one in given["answers"]}
        if len(answers) < len(given["answers"]):
            raise ValidationError({"answers": "A block stands in this list twice. Send each once."})
        answered = judge_blocks(self.viewer, ballot=ballot, answers=answers, member=given.get("member", ""))
        return self.shown({"answered": answered}, Answered)

    @change(
        "Settle a round",
        "Ends the judging of blocks: the round is counted with it, and what it comes to is stored.",
        BallotRecord,
    )
    @action(detail=True, methods=["post"])
    def settle(self, request: Request, **_: str) -> Response:
        """The ballot, settled."""
        self.sent()
        settle_blocks(self.viewer, ballot=ballot_for(self.viewer, self.named))
        return self._record(ballot_for(self.viewer, self.named))
