"""A ballot as one viewer reads it, for all addresses that answer with it."""

from typing import Any

from rest_framework.response import Response

from assemblies.actions.casting import why_refused
from assemblies.api.serializers.ballots import BallotRecord
from assemblies.enums import Via
from assemblies.models import Ballot
from assemblies.queries.ballots import entry_of, how_decided, vote_of
from assemblies.queries.turnout import votes_cast
from organisations.enums import Power
from organiser.base.api.views import Listing
from skills.queries.offices import powers_in

NOTHING_AGAINST = "try_again"  # what `why_refused` says where nothing stands against the vote


class TellsBallots(Listing):
    """The part of the addresses of ballots that gives one with the viewer's place in it."""

    def _record(self, ballot: Ballot, status_code: int = 200) -> Response:
        context = {
            **self.get_serializer_context(),
            "how": how_decided(ballot),
            "cast": votes_cast(ballot) if self._counts(ballot) else None,
            "mine": self._own_place(ballot),
        }
        return Response(BallotRecord(ballot, context=context).data, status=status_code)

    def _counts(self, ballot: Ballot) -> bool:
        """Whether the viewer counts for this body, and through a token for this body too."""
        powers = powers_in(self.viewer, ballot.body) if self.eyes.sees(ballot.body_id) else frozenset()
        return bool({Power.COUNT, Power.FACILITATE} & powers)

    def _own_place(self, ballot: Ballot) -> dict[str, Any]:
        vote = vote_of(self.viewer, ballot)
        anew = vote is not None and ballot.changeable and vote.via == Via.ONLINE
        refusal = why_refused(self.viewer, ballot, None if anew else vote)
        can_vote = refusal.code == NOTHING_AGAINST
        return {
            "on_roll": entry_of(self.viewer, ballot) is not None,
            "can_vote": can_vote,
            "reason": "" if can_vote else refusal.sentence,
            "choice": vote.choice or None if vote is not None else None,
            "voted": vote is not None,
            "cast_at": vote.cast_at if vote is not None else None,
        }
