"""Addresses of recounts: filling a seat that fell free from the papers of its election."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from assemblies.actions.vacancies import answer_recount, recount_vacancy
from assemblies.api.filters import RecountFilters
from assemblies.api.serializers.vacancies import NewRecount, RecountRow, SeatAnswer
from assemblies.enums import RecountState
from assemblies.models import Recount
from assemblies.queries.vacancies import recount_for, recounts_visible_to
from assemblies.queries.vacancy_words import recount_sheet
from assemblies.rules import demand_counts
from organiser.base.api.views import Listing, change, told
from organiser.base.errors import NotFound
from skills.queries.roles import terms_visible_to


@extend_schema_view(
    list=told("List recounts", "For seats that fell free in the bodies you are a member of, the latest first."),
    retrieve=told("Read a recount"),
)
class RecountViewSet(Listing):
    """Recounts."""

    model = Recount
    visible = staticmethod(recounts_visible_to)
    found = staticmethod(recount_for)
    serializer_class = RecountRow
    filterset_class = RecountFilters
    ordering = ("-counted_at", "public_id")

    @change(
        "Count papers again for a seat that fell free",
        "For those who count. Whoever is named is asked; where somebody was asked who did not answer in time, the "
        "papers are counted on.",
        RecountRow,
        NewRecount,
        201,
    )
    def create(self, request: Request) -> Response:
        """The recount."""
        given = self.sent(NewRecount)
        term = terms_visible_to(self.viewer).filter(public_id=given["term"]).first()
        if term is None:
            raise NotFound("There is no such term here.", code="no_term")
        demand_counts(self.viewer, term.role.body)
        made = recount_vacancy(self.viewer, term=term)
        return self.made(recount_for(self.viewer, made.public_id))

    @change(
        "Say whether you take the seat",
        "For whoever the papers name, once. With a yes the term begins today; with a no whoever is next is asked.",
        RecountRow,
        SeatAnswer,
    )
    @action(detail=True, methods=["post"])
    def answer(self, request: Request, **_: str) -> Response:
        """The recount, answered."""
        found, given = self.get_object(), self.sent(SeatAnswer)
        answer_recount(self.viewer, recount=found, accept=given["answer"] == RecountState.ACCEPTED)
        return self.shown(self.get_object())

    @told(
        "Read the papers of a recount",
        "The whole record without names of voters, for anybody to count once more; docs/recount.md says what stands "
        "in it.",
        responses=OpenApiTypes.OBJECT,
    )
    @action(detail=True)
    def papers(self, request: Request, **_: str) -> Response:
        """The record."""
        return Response(recount_sheet(self.get_object()).to_json())
