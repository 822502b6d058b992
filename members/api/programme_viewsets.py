"""Addresses of programmes: who agreed to them, and what members do not share."""

from typing import Any

from drf_spectacular.utils import extend_schema_view
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from members.actions.dissents import LONGEST, record_dissent, withdraw_dissent
from members.models import Dissent
from members.queries.agreements import agreement_share
from members.queries.dissents import dissent_for, dissents_visible_to
from members.queries.own import own_membership, programme_version
from members.rules import demand_no_programme
from organisations.api.viewsets import ProgrammeReading
from organiser.base.api.filters import Filters, IdFilter
from organiser.base.api.serializers import Id, Shown, Strict, Text, Whole
from organiser.base.api.views import Listing, change, told
from organiser.base.errors import Invalid, NotPermitted


class ShareRow(serializers.Serializer[Any]):
    """How many full members agreed; null where fewer than five would show."""

    agreed = serializers.IntegerField(allow_null=True)
    full = serializers.IntegerField(allow_null=True)


class DissentRow(Shown):
    """A member does not share a paragraph of a programme, and says why."""

    id = serializers.CharField(source="public_id")
    programme_version = serializers.CharField(source="version.public_id")
    part = serializers.IntegerField(help_text="The number of the paragraph.")
    reason = serializers.CharField()
    member = serializers.CharField(source="membership.public_id")
    name = serializers.CharField(source="membership.person.name")
    recorded_at = serializers.DateTimeField()
    withdrawn_at = serializers.DateTimeField(allow_null=True)


class NewDissent(Strict):
    """A dissent to be recorded."""

    membership = Id(help_text="Your own membership.")
    programme_version = Id()
    part = Whole(min_value=1, max_value=10_000, help_text="The number of the paragraph.")
    reason = Text(max_length=LONGEST)


class DissentFilters(Filters):
    """Dissents by version of a programme."""

    programme_version = IdFilter(field_name="version__public_id", label="Public id of a version of a programme.")


class ProgrammeViewSet(ProgrammeReading):
    """Programmes, and who agreed."""

    @told("Read how many agreed", "For members of the organisation; null below five.", responses=ShareRow)
    @action(detail=True, methods=["get"])
    def agreement(self, request: Request, **_: str) -> Response:
        """The share of full members."""
        share = agreement_share(self.viewer, self.get_object())
        if share is None:
            raise NotPermitted("This figure is for members of the organisation.", code="not_constituency")
        return self.shown(share, ShareRow)


@extend_schema_view(
    list=told("List dissents", "What members do not share of programmes, the latest first; those withdrawn too."),
    retrieve=told("Read a dissent"),
)
class DissentViewSet(Listing):
    """Dissents from programmes of political organisations."""

    model = Dissent
    visible = staticmethod(dissents_visible_to)
    found = staticmethod(dissent_for)
    serializer_class = DissentRow
    filterset_class = DissentFilters
    ordering = ("-recorded_at", "public_id")

    @change("Record a dissent", "Your own, to be read in the organisation.", DissentRow, NewDissent, 201)
    def create(self, request: Request) -> Response:
        """A new dissent."""
        given = self.sent(NewDissent)
        membership = own_membership(self.viewer, given["membership"])
        demand_no_programme(membership.organisation, asked=True)
        version = programme_version(given["programme_version"])
        if version is None:
            raise Invalid("There is no such version.", code="programme_version", field="programme_version")
        made = record_dissent(
            self.viewer, membership=membership, version=version, part=given["part"], reason=given["reason"]
        )
        return self.made(made)

    @change("Withdraw a dissent", "Your own; it stays in the history.", DissentRow)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, **_: str) -> Response:
        """A dissent that is held no longer."""
        self.sent()
        withdraw_dissent(self.viewer, dissent=self.get_object())
        return self.shown(self.get_object())
