"""Addresses of what is counted of a body: its members month by month, and whom it could organise."""

from drf_spectacular.utils import extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from members.actions.estimates import estimate_constituency
from members.api.dues_filters import OfBodyFilters
from members.api.headcount_serializers import DescribedRow, EstimateRow, HeadcountRow, NewEstimate
from members.api.serializers import OfBody
from members.models import ConstituencyEstimate, Headcount
from members.queries.describing import described_in
from members.queries.estimates import estimate_for, estimates_visible_to
from members.queries.headcounts import headcount_for, headcounts_visible_to
from organisations.queries.bodies import body_for
from organiser.base.api.views import Listing, change, told


@extend_schema_view(
    list=told(
        "List months",
        "How many belonged at the end of each month, for members of the body, the latest first. No number of fewer "
        "than five people is told, nor one from which such a number could be reckoned.",
    ),
    retrieve=told("Read a month"),
)
class HeadcountViewSet(Listing):
    """Members at the end of each month. The clock counts them, so nothing here writes."""

    model = Headcount
    visible = staticmethod(headcounts_visible_to)
    found = staticmethod(headcount_for)
    serializer_class = HeadcountRow
    filterset_class = OfBodyFilters
    ordering = ("-month", "public_id")

    @told(
        "Read what members say of themselves",
        "As numbers of the latest month, for members of the body. Nobody reads what one member said, through a program "
        "neither. Null is not told.",
        parameters=[OfBody],
        responses=DescribedRow,
    )
    @action(detail=False, filterset_class=None, pagination_class=None)
    def described(self, request: Request) -> Response:
        """One entry for each question that is asked."""
        asked = OfBody(data=request.query_params.dict(), context=self.get_serializer_context())
        asked.is_valid(raise_exception=True)
        month, questions = described_in(self.viewer, body_for(self.viewer, asked.validated_data["body"]))
        rows = [
            {"question": one.question, "answers": [{"said": said, "number": number} for said, number in one.answers]}
            for one in questions
        ]
        return Response(DescribedRow({"month": month, "questions": rows}).data)


@extend_schema_view(
    list=told("List estimates", "How many a body could organise, for its members; the latest holds."),
    retrieve=told("Read an estimate"),
)
class EstimateViewSet(Listing):
    """Estimates of constituencies."""

    model = ConstituencyEstimate
    visible = staticmethod(estimates_visible_to)
    found = staticmethod(estimate_for)
    serializer_class = EstimateRow
    filterset_class = OfBodyFilters
    ordering = ("-given_at", "public_id")

    @change("Give an estimate", "For those who keep the register of the body.", EstimateRow, NewEstimate, 201)
    def create(self, request: Request) -> Response:
        """The estimate that holds now."""
        given = self.sent(NewEstimate)
        body = body_for(self.viewer, given.pop("body"))
        return self.made(estimate_constituency(self.viewer, body=body, **given))
