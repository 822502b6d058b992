"""Addresses about the person a program speaks for: herself or himself, and the tokens."""

import json
from types import SimpleNamespace

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from members.actions.people import log_own_data
from members.actions.tokens import make_token, revoke_token
from members.api.list_serializers import OwnLetterRow
from members.api.serializers import MadeToken, MeRow, NewToken, ReadingRow, TokenRow
from members.enums import TokenScope
from members.models import AccessLogEntry, ApiToken
from members.queries.accounts import tokens_of
from members.queries.programs import (
    letters_within_reach,
    own_memberships_within_reach,
    readings_within_reach,
    token_for,
)
from organisations.queries.bodies import bodies_visible_to, body_for
from organiser.base.api.views import Aggregate, Listing, change, told
from organiser.base.errors import NotPermitted
from organiser.base.own_data import as_json


@extend_schema_view(
    list=told("List your tokens", "Through a token, those for the same body."),
    retrieve=told("Read a token", "Without its secret, which is told once."),
)
class TokenViewSet(Listing):
    """Tokens."""

    model = ApiToken
    visible = staticmethod(tokens_of)
    found = staticmethod(token_for)
    serializer_class = TokenRow
    ordering = ("-made_at", "public_id")

    @change(
        "Make a token",
        "It speaks for you to one body and ends by itself. A token cannot make tokens, so sign in for this. "
        "The secret is told once.",
        MadeToken,
        NewToken,
        201,
    )
    def create(self, request: Request) -> Response:
        """A token with its secret."""
        given = self.sent(NewToken)
        body = body_for(self.viewer, given.pop("body"))
        return self.made(make_token(self.viewer, body=body, **given), MadeToken)

    @change("Revoke a token", "It stops working at once.", TokenRow)
    @action(detail=True, methods=["post"])
    def revoke(self, request: Request, **_: str) -> Response:
        """The token, ended."""
        token = self.get_object()
        self.sent()
        return self.shown(revoke_token(self.viewer, token=token))


class MeViewSet(Aggregate):
    """The person a program speaks for."""

    model = AccessLogEntry
    serializer_class = MeRow
    ordering = ("-at", "what", "reader__public_id")

    @told(
        "Read who you are",
        "Your own data and memberships; through a token, the membership it reaches.",
        responses=MeRow,
    )
    def retrieve(self, request: Request) -> Response:
        """One person: oneself."""
        bound = self.viewer.bound_body_id
        body = bodies_visible_to(self.viewer).filter(pk=bound).first() if bound is not None else None
        memberships = own_memberships_within_reach(self.viewer)
        return self.shown(SimpleNamespace(viewer=self.viewer, token_body=body, memberships=memberships))

    @told(
        "List who read your record",
        "Each time somebody opened your full record or took it out in a file, the latest first.",
        responses=ReadingRow(many=True),
    )
    def readings(self, request: Request) -> Response:
        """The log."""
        self.demand_known_parameters()
        return self.listed(readings_within_reach(self.viewer), ReadingRow)

    @told(
        "Take out everything about yourself",
        "The same as the file on your page. It takes a token that was made for this alone; signed in, take the file on "
        "the page. Six times an hour, and each time it is in the log of who read your record.",
        responses={200: OpenApiTypes.OBJECT},
    )
    def own_data(self, request: Request) -> Response:
        """Everything about oneself, by the names of its parts.

        Raises:
            NotPermitted: for a session, and for a token of another kind.
        """
        self.demand_known_parameters()
        if getattr(request.auth, "scope", None) != TokenScope.OWN_DATA:
            raise NotPermitted(
                "Make a token that takes out your own data, or take the file on the page of your membership.",
                code="own_data_token",
            )
        log_own_data(self.viewer, "Your data taken out by a program")
        return Response(json.loads(as_json(self.viewer)))

    @told(
        "List the letters that were sent to you",
        "By mail or on paper, the latest first; through a token, those of the organisation it reaches.",
        responses=OwnLetterRow(many=True),
    )
    def letters(self, request: Request) -> Response:
        """The letters."""
        self.demand_known_parameters()
        return self.listed(letters_within_reach(self.viewer), OwnLetterRow)
