"""Addresses of bodies, rules, decisions and programmes; all of them only read."""

from drf_spectacular.utils import extend_schema_view

from organisations.api.filters import BodyEventFilters, BodyFilters, DecisionFilters, ProgrammeFilters, RuleSetFilters
from organisations.api.serializers import BodyEventRow, BodyRow, DecisionRow, OrganisationRow, ProgrammeRow, RuleSetRow
from organisations.models import Body, BodyEvent, Decision, Organisation, ProgrammeVersion, RuleSet
from organisations.queries.bodies import organisations_visible_to
from organisations.queries.decisions import decision_for, decisions_visible_to
from organisations.queries.lookups import (
    described_bodies,
    described_body,
    described_rule_sets,
    event_for,
    events_visible_to,
    organisation_for,
    programme_for,
    programmes_visible_to,
    rule_set_for,
)
from organiser.base.api.views import Listing, told


@extend_schema_view(
    list=told("List your organisations"),
    retrieve=told("Read an organisation", "Its kind, its aims and whom it organises."),
)
class OrganisationReading(Listing):
    """Organisations the viewer belongs to. The floor of roles adds how one is founded."""

    model = Organisation
    visible = staticmethod(organisations_visible_to)
    found = staticmethod(organisation_for)
    serializer_class = OrganisationRow
    ordering = ("name", "public_id")


@extend_schema_view(
    list=told("List bodies", "The bodies of your organisations; through a token, the one body it reaches."),
    retrieve=told("Read a body"),
)
class BodyViewSet(Listing):
    """Bodies."""

    model = Body
    visible = staticmethod(described_bodies)
    found = staticmethod(described_body)
    serializer_class = BodyRow
    filterset_class = BodyFilters
    ordering = ("name", "public_id")


@extend_schema_view(
    list=told(
        "List what happened to bodies", "Founded, renamed, merged, split, dissolved, followed; the latest first."
    ),
    retrieve=told("Read what happened to a body"),
)
class BodyEventViewSet(Listing):
    """Events of bodies. They come from decisions, so nothing here writes."""

    model = BodyEvent
    visible = staticmethod(events_visible_to)
    found = staticmethod(event_for)
    serializer_class = BodyEventRow
    filterset_class = BodyEventFilters
    ordering = ("-recorded_at", "public_id")


@extend_schema_view(
    list=told("List rules", "Rule sets in their versions, the latest first, each as sentences and as data."),
    retrieve=told("Read a rule set"),
)
class RuleSetViewSet(Listing):
    """Rules. They change only by a decision, so nothing here writes."""

    model = RuleSet
    visible = staticmethod(described_rule_sets)
    found = staticmethod(rule_set_for)
    serializer_class = RuleSetRow
    filterset_class = RuleSetFilters
    ordering = ("-created_at", "public_id")


@extend_schema_view(
    list=told(
        "List decisions", "The registers of decisions, the latest first. Working is shown to members of the body."
    ),
    retrieve=told("Read a decision"),
)
class DecisionViewSet(Listing):
    """The register of decisions."""

    model = Decision
    visible = staticmethod(decisions_visible_to)
    found = staticmethod(decision_for)
    serializer_class = DecisionRow
    filterset_class = DecisionFilters
    ordering = ("-decided_at", "public_id")


@extend_schema_view(
    list=told("List programmes", "Versions of the programmes of political organisations, the latest first."),
    retrieve=told("Read a version of a programme"),
)
class ProgrammeViewSet(Listing):
    """Programmes."""

    model = ProgrammeVersion
    visible = staticmethod(programmes_visible_to)
    found = staticmethod(programme_for)
    serializer_class = ProgrammeRow
    filterset_class = ProgrammeFilters
    ordering = ("-adopted_on", "-number", "public_id")
