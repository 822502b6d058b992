"""Addresses of challenges of rolls: bringing one, answering, taking it back."""

from drf_spectacular.utils import extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from assemblies.actions.challenges import answer_challenge, challenge_roll, demand_challenges, withdraw_challenge
from assemblies.api.filters import ChallengeFilters
from assemblies.api.serializers.challenges import ChallengeAnswer, NewChallenge, RollChallengeRow
from assemblies.enums import ChallengeState
from assemblies.models import Assembly, Motion, RollChallenge
from assemblies.queries.assemblies import assembly_for
from assemblies.queries.challenges import challenge_for, challenges_visible_to, own_membership_in
from assemblies.queries.motions import motion_for
from assemblies.queries.nominations import member_to_nominate
from organiser.base.api.views import Listing, change, told


@extend_schema_view(
    list=told("List challenges of rolls", "About you and brought by you, and all of bodies whose rolls you read."),
    retrieve=told("Read a challenge of a roll"),
)
class RollChallengeViewSet(Listing):
    """Challenges of rolls."""

    model = RollChallenge
    visible = staticmethod(challenges_visible_to)
    found = staticmethod(challenge_for)
    serializer_class = RollChallengeRow
    filterset_class = ChallengeFilters
    ordering = ("made_at", "public_id")

    @change(
        "Challenge a roll",
        "Until the last ballot there has opened. Members say of themselves that they have a vote, full members of "
        "another that she or he has none, and those who read the rolls either of anybody.",
        RollChallengeRow,
        NewChallenge,
        201,
    )
    def create(self, request: Request) -> Response:
        """The challenge."""
        given = self.sent(NewChallenge)
        place: Assembly | Motion = (
            assembly_for(self.viewer, given["assembly"])
            if "assembly" in given
            else motion_for(self.viewer, given["motion"])
        )
        mine = own_membership_in(self.viewer, place.body, given["member"])
        demand_challenges(self.viewer, place.body, own=mine is not None)
        member = mine or member_to_nominate(place.body, given["member"])
        made = challenge_roll(
            self.viewer, place=place, member=member, has_vote=given["has_vote"], grounds=given["grounds"]
        )
        return self.made(challenge_for(self.viewer, made.public_id))

    @change(
        "Answer a challenge of a roll", "For those who count or facilitate, once.", RollChallengeRow, ChallengeAnswer
    )
    @action(detail=True, methods=["post"])
    def answer(self, request: Request, **_: str) -> Response:
        """The challenge, answered."""
        found, given = self.get_object(), self.sent(ChallengeAnswer)
        uphold = given["decided"] == ChallengeState.UPHELD
        answer_challenge(self.viewer, challenge=found, uphold=uphold, answer=given["answer"])
        return self.shown(self.get_object())

    @change("Take a challenge of a roll back", "For whoever brought it, before it is answered.", RollChallengeRow)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, **_: str) -> Response:
        """The challenge, withdrawn."""
        found = self.get_object()
        self.sent()
        withdraw_challenge(self.viewer, challenge=found)
        return self.shown(self.get_object())
