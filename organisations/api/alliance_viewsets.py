"""Addresses of alliances and affiliations. Whatever binds an organisation goes through a motion of its own."""

from drf_spectacular.utils import extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from organisations.actions.agreements import propose_agreement
from organisations.actions.common_ground import ask_common_ground
from organisations.actions.concerns import answer_concern, raise_concern
from organisations.api.alliance_serializers import (
    AffiliationRow,
    AllianceRecord,
    AllianceRow,
    NewAnswer,
    NewConcern,
    NewQuestion,
    NewText,
)
from organisations.models import Affiliation, Alliance, Organisation
from organisations.queries.affiliations import affiliation_for, affiliations_visible_to
from organisations.queries.alliances import alliance_for, alliances_visible_to, speaking_within
from organisations.queries.payloads import agreement_in, concern_in
from organiser.base.api.views import Listing, change, told
from organiser.base.errors import NotPermitted


@extend_schema_view(
    list=told("List alliances", "Alliances and networks in which your organisation stands, or to which it is invited."),
    retrieve=told(
        "Read an alliance", "With members, agreements, concerns and common ground.", responses=AllianceRecord
    ),
)
class AllianceViewSet(Listing):
    """Alliances and networks."""

    model = Alliance
    visible = staticmethod(alliances_visible_to)
    found = staticmethod(alliance_for)
    serializer_class = AllianceRow
    ordering = ("name", "public_id")

    def retrieve(self, request: Request, **_: str) -> Response:
        """One alliance as the viewer may read it."""
        return self.shown(self.get_object(), AllianceRecord)

    def _speaking(self, alliance: Alliance) -> Organisation:
        organisation = speaking_within(self.viewer, alliance)
        if organisation is None:
            raise NotPermitted(
                "Only those who call assemblies of a member bring something before an alliance.",
                code="power_missing",
                rule="power: call_assemblies",
            )
        return organisation

    @change("Raise a concern", "It stands open until another member answers.", AllianceRecord, NewConcern, 201)
    @action(detail=True, methods=["post"])
    def concerns(self, request: Request, **_: str) -> Response:
        """The alliance with the concern."""
        alliance, given = self.get_object(), self.sent(NewConcern)
        raise_concern(self.viewer, organisation=self._speaking(alliance), alliance=alliance, **given)
        return self.made(self.get_object(), AllianceRecord)

    @change("Answer a concern", "Of another member.", AllianceRecord, NewAnswer, 201)
    @action(detail=True, methods=["post"])
    def answers(self, request: Request, **_: str) -> Response:
        """The alliance with the answer."""
        alliance, given = self.get_object(), self.sent(NewAnswer)
        organisation = self._speaking(alliance)
        concern = concern_in(alliance, given["concern"])
        answer_concern(self.viewer, organisation=organisation, concern=concern, text=given["text"])
        return self.made(self.get_object(), AllianceRecord)

    @change("Propose an agreement", "It binds the members that ratify it, and no other.", AllianceRecord, NewText, 201)
    @action(detail=True, methods=["post"])
    def agreements(self, request: Request, **_: str) -> Response:
        """The alliance with the text."""
        alliance, given = self.get_object(), self.sent(NewText)
        organisation = self._speaking(alliance)
        named = given.pop("agreement", None)
        agreement = agreement_in(alliance, named) if named else None
        propose_agreement(self.viewer, organisation=organisation, alliance=alliance, agreement=agreement, **given)
        return self.made(self.get_object(), AllianceRecord)

    @change("Ask for common ground", "Each member decides by itself what it says.", AllianceRecord, NewQuestion, 201)
    @action(detail=True, methods=["post"])
    def statements(self, request: Request, **_: str) -> Response:
        """The alliance with the statements."""
        alliance, given = self.get_object(), self.sent(NewQuestion)
        ask_common_ground(self.viewer, organisation=self._speaking(alliance), alliance=alliance, **given)
        return self.made(self.get_object(), AllianceRecord)


@extend_schema_view(
    list=told("List affiliations", "Of your organisation, in both directions; the other by name where disclosed."),
    retrieve=told("Read an affiliation"),
)
class AffiliationViewSet(Listing):
    """Affiliations. They begin, grow and end by decisions, so nothing here writes."""

    model = Affiliation
    visible = staticmethod(affiliations_visible_to)
    found = staticmethod(affiliation_for)
    serializer_class = AffiliationRow
    ordering = ("-pk",)
