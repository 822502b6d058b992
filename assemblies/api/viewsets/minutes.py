"""Addresses of minutes."""

from types import SimpleNamespace

from drf_spectacular.utils import extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from assemblies.actions.minutes import agree_minutes
from assemblies.api.filters import MinutesFilters
from assemblies.api.serializers.minutes import Agreed, MinutesRecord, MinutesRow
from assemblies.models import Minutes
from assemblies.queries.assemblies import assembly_for
from assemblies.queries.minutes import build_minutes, minutes_text
from assemblies.queries.records import minutes_named, minutes_visible_to
from organiser.base.api.views import Listing, change, told


@extend_schema_view(list=told("List minutes", "Of the assemblies of your own bodies, the latest first."))
class MinutesViewSet(Listing):
    """Minutes. What they say under an item is written at its assembly."""

    model = Minutes
    visible = staticmethod(minutes_visible_to)
    found = staticmethod(minutes_named)
    serializer_class = MinutesRow
    filterset_class = MinutesFilters
    ordering = ("-assembly__starts_at", "public_id")

    @told("Read minutes", "As they read now; once agreed, as they were agreed.", responses=MinutesRecord)
    def retrieve(self, request: Request, **_: str) -> Response:
        """The minutes with their items."""
        minutes: Minutes = self.get_object()
        built = build_minutes(minutes)
        record = SimpleNamespace(
            minutes=minutes,
            present=built.present,
            quorum=built.quorum,
            items=built.items,
            text=minutes_text(minutes, built),
        )
        return self.shown(record, MinutesRecord)

    @change(
        "Agree to minutes",
        "For those who facilitate: a later assembly that is open agrees, and from then on the text stands as it is.",
        MinutesRow,
        Agreed,
    )
    @action(detail=True, methods=["post"])
    def agree(self, request: Request, **_: str) -> Response:
        """The minutes, agreed."""
        minutes, given = self.get_object(), self.sent(Agreed)
        agree_minutes(self.viewer, minutes=minutes, assembly=assembly_for(self.viewer, given["assembly"]))
        return self.shown(self.get_object())
