"""Addresses of councils with their seats, which follow from the register."""

from drf_spectacular.utils import extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from members.api.serializers import CouncilRow, CouncilSeats
from members.queries.seats import seats_of
from organisations.models import Council
from organisations.queries.councils import council_for, councils_visible_to, scheme_sentences
from organiser.base.api.views import Listing, told


@extend_schema_view(list=told("List councils"))
class CouncilViewSet(Listing):
    """Councils. They are founded and changed by decisions, so nothing here writes."""

    model = Council
    visible = staticmethod(councils_visible_to)
    found = staticmethod(council_for)
    serializer_class = CouncilRow
    ordering = ("name", "public_id")

    @told("Read a council", "With the delegates and votes of each body today.", responses=CouncilSeats)
    def retrieve(self, request: Request, **_: str) -> Response:
        """The council, how it is made up, and its seats."""
        council = self.get_object()
        table = seats_of(self.viewer, council)
        shown = {"council": council, "table": table, "sentences": scheme_sentences(table.scheme)}
        return self.shown(shown, CouncilSeats)
