"""The address at which those who count write down votes by card."""

from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import ValidationError

from assemblies.actions.card_votes import take_card_votes
from assemblies.api.serializers.ballots import CardVotes, Written
from assemblies.queries.ballots import ballot_for
from organiser.base.api.views import Listing, change


class TakesCards(Listing):
    """The part of the addresses of ballots that is about cards."""

    @change(
        "Write down votes by card",
        "For those who count: how members in the room voted who have no phone. All of them are written or none.",
        Written,
        CardVotes,
    )
    @action(detail=True, methods=["post"])
    def cards(self, request: Request, **_: str) -> Response:
        """Votes in the box."""
        ballot, given = ballot_for(self.viewer, self.named), self.sent(CardVotes)
        votes = {vote["member"]: vote["choice"] for vote in given["votes"]}
        if len(votes) < len(given["votes"]):
            raise ValidationError({"votes": "Somebody stands in this list twice. Send each member once."})
        reasons = {vote["member"]: vote["reason"] for vote in given["votes"] if "reason" in vote}
        written = take_card_votes(self.viewer, ballot=ballot, votes=votes, reasons=reasons)
        return self.shown({"written": written}, Written)
