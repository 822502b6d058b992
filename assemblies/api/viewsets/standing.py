"""Addresses of standing: one's own, and that of a register before a vote."""

from typing import Any

from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from assemblies.api.filters import StandingFilters
from assemblies.api.serializers.standing import (
    OfBodyOnDay,
    OfOneBody,
    OnDay,
    ReachRow,
    StandingCounts,
    StandingOfMember,
    StandingRow,
)
from assemblies.queries.reach import reach_of
from assemblies.queries.standing import RegisterStanding, own_standing, register_standing_for, standings_for
from members.models import Membership
from organisations.queries.bodies import body_for
from organiser.base.api.views import Aggregate, told


class StandingViewSet(Aggregate):
    """Who has a vote, and why."""

    model = Membership
    serializer_class = StandingRow
    filterset_class = StandingFilters
    ordering = ("sort_name", "public_id")
    asked: RegisterStanding | None = None

    def get_queryset(self) -> Any:
        """Nothing by itself: a list is of the register that the parameters name."""
        return Membership.objects.none()

    def get_serializer_context(self) -> dict[str, Any]:
        """With what a sentence is reckoned from."""
        return {**super().get_serializer_context(), "asked": self.asked}

    @told(
        "List the standing of a register",
        "For those who keep it: everybody who belongs, with a vote or without and why, as a roll that is frozen for "
        "that day would have it. Without body: your own.",
    )
    def list(self, request: Request) -> Response:
        """A page of members."""
        self.demand_known_parameters()
        form = self.filterset_class(request.query_params, queryset=self.get_queryset(), request=request).form
        self.filter_queryset(self.get_queryset())  # refuses what is not understood
        given = form.cleaned_data if form.is_valid() else {}
        body, day = given["body"], given["on"]
        self.asked = register_standing_for(self.viewer, body, day) if body else own_standing(self.viewer, day)
        rows = self.asked.rows.select_related("person") if self.asked else self.get_queryset()
        return self.listed(rows.filter(standing=given["standing"]) if given["standing"] and self.asked else rows)

    @told(
        "Count the standing of a register",
        "For those who keep it.",
        parameters=[OfBodyOnDay],
        responses=StandingCounts,
    )
    @action(detail=False, filterset_class=None, pagination_class=None)
    def counts(self, request: Request) -> Response:
        """How many have which standing."""
        given = self._asked(OfBodyOnDay, request)
        asked = register_standing_for(self.viewer, given["body"], given.get("on"))
        counts = {told.value: number for told, number in asked.counted().items()}
        return Response(StandingCounts({"on": asked.measure.on, "counts": counts}).data)

    @told(
        "Count who carries a body",
        "For its members: how many were active within a year, how many there are, and how many it could organise as it "
        "reckons itself. No number of fewer than five people is told.",
        parameters=[OfOneBody],
        responses=ReachRow,
    )
    @action(detail=False, filterset_class=None, pagination_class=None)
    def reach(self, request: Request) -> Response:
        """The three numbers."""
        asked = OfOneBody(data=request.query_params.dict(), context=self.get_serializer_context())
        asked.is_valid(raise_exception=True)
        return Response(ReachRow(reach_of(self.viewer, body_for(self.viewer, asked.validated_data["body"]))).data)

    @told(
        "Read the standing of a member",
        "One’s own, or that of a member of a register you keep: in the branch and in the organisation, by the rules "
        "of each.",
        parameters=[OnDay],
        responses=StandingOfMember,
    )
    def retrieve(self, request: Request, **_: str) -> Response:
        """The standing in each body."""
        given = self._asked(OnDay, request)
        rows = standings_for(self.viewer, self.named, given.get("on"))
        return self.shown({"member": self.named, "results": rows}, StandingOfMember)

    def _asked(self, payload: type[OnDay], request: Request) -> dict[str, Any]:
        asked = payload(data=request.query_params.dict(), context=self.get_serializer_context())
        asked.is_valid(raise_exception=True)
        return dict(asked.validated_data)
