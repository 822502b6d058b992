"""Addresses of nominations: proposing somebody, answering, what one says, stepping back."""

from drf_spectacular.utils import extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from assemblies.actions.nominations import (
    answer_nomination,
    demand_nominates,
    nominate_member,
    withdraw_candidacy,
    write_statement,
)
from assemblies.api.filters import NominationFilters
from assemblies.api.serializers.nominations import NewNomination, NominationAnswer, NominationRow, Statement
from assemblies.enums import NominationState
from assemblies.models import Nomination
from assemblies.queries.motions import motion_for
from assemblies.queries.nominations import member_to_nominate, nomination_for, nominations_visible_to
from organiser.base.api.views import Listing, change, told


@extend_schema_view(
    list=told("List nominations", "In the elections of the bodies you are a member of, in the order of nominating."),
    retrieve=told("Read a nomination"),
)
class NominationViewSet(Listing):
    """Nominations."""

    model = Nomination
    visible = staticmethod(nominations_visible_to)
    found = staticmethod(nomination_for)
    serializer_class = NominationRow
    filterset_class = NominationFilters
    ordering = ("nominated_at", "public_id")

    @change(
        "Nominate somebody",
        "For full members of the body, until the ballot opens. Whoever nominates herself or himself stands by that; "
        "everybody else is asked, and is not printed without a yes.",
        NominationRow,
        NewNomination,
        201,
    )
    def create(self, request: Request) -> Response:
        """The nomination."""
        given = self.sent(NewNomination)
        motion = motion_for(self.viewer, given["motion"])
        demand_nominates(self.viewer, motion)
        member = member_to_nominate(motion.body, given["member"])
        made = nominate_member(self.viewer, motion=motion, member=member, statement=given.get("statement", ""))
        return self.made(nomination_for(self.viewer, made.public_id))

    @change("Say whether you stand", "For whoever was nominated, once.", NominationRow, NominationAnswer)
    @action(detail=True, methods=["post"])
    def answer(self, request: Request, **_: str) -> Response:
        """The nomination, answered."""
        found, given = self.get_object(), self.sent(NominationAnswer)
        accept = given["answer"] == NominationState.ACCEPTED
        answer_nomination(self.viewer, nomination=found, accept=accept, statement=given.get("statement", ""))
        return self.shown(self.get_object())

    @change(
        "Write your statement",
        "For the candidate, until it stands on a paper. It has the same greatest length for everybody.",
        NominationRow,
        Statement,
    )
    @action(detail=True, methods=["post"])
    def statement(self, request: Request, **_: str) -> Response:
        """The nomination with the statement."""
        found, given = self.get_object(), self.sent(Statement)
        write_statement(self.viewer, nomination=found, statement=given["statement"])
        return self.shown(self.get_object())

    @change("Step back", "For the candidate, until the ballot opens.", NominationRow)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, **_: str) -> Response:
        """The nomination, withdrawn."""
        found = self.get_object()
        self.sent()
        withdraw_candidacy(self.viewer, nomination=found)
        return self.shown(self.get_object())
