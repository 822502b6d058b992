"""Addresses of erasures and of the panic switch."""

from drf_spectacular.utils import extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from members.actions.erasures import withdraw_erasure_for
from members.actions.panics import end_all_ways_in
from members.api.privacy_serializers import ErasureRow, NewPanic, PanicRow
from members.models import Erasure, Panic
from members.queries.erasing import erasure_for, erasures_visible_to
from members.queries.panics import panic_for, panics_visible_to
from organisations.queries.bodies import body_for
from organiser.base.api.views import Listing, change, told


@extend_schema_view(
    list=told("List locked records", "In the registers you keep; nobody else sees whose they are."),
    retrieve=told("Read a locked record", "Without contact data."),
)
class ErasureViewSet(Listing):
    """Erasures."""

    model = Erasure
    visible = staticmethod(erasures_visible_to)
    found = staticmethod(erasure_for)
    serializer_class = ErasureRow
    ordering = ("locked_until", "public_id")

    @change("Take an erasure back", "For those who keep the register, on the word of the member.", ErasureRow)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, **_: str) -> Response:
        """The erasure, taken back."""
        erasure = self.get_object()
        self.sent()
        return self.shown(withdraw_erasure_for(self.viewer, erasure=erasure))


@extend_schema_view(
    list=told("List when all sign-ins were ended", "Of the bodies you belong to."),
    retrieve=told("Read when all sign-ins of a body were ended"),
)
class PanicViewSet(Listing):
    """All ways into a body, ended at once."""

    model = Panic
    visible = staticmethod(panics_visible_to)
    found = staticmethod(panic_for)
    serializer_class = PanicRow
    ordering = ("-at", "public_id")

    @change(
        "End all sign-ins of a body",
        "For those who hold a role there, signed in and not through a token. All sessions, tokens, letters and "
        "calendar addresses of its members end, yours as well. Votes stay cast.",
        PanicRow,
        NewPanic,
        201,
    )
    def create(self, request: Request) -> Response:
        """What was ended, and until when sign-in is closed."""
        given = self.sent(NewPanic)
        body = body_for(self.viewer, given["body"])
        return self.made(end_all_ways_in(self.viewer, body=body, hours=given.get("hours", 0)))
