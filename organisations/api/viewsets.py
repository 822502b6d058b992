"""Addresses of bodies, rules, decisions and programmes; all of them only read."""

from drf_spectacular.utils import extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from organisations.api.filters import (
    AimsFilters,
    BodyEventFilters,
    BodyFilters,
    DecisionFilters,
    InterventionFilters,
    ProgrammeFilters,
    RuleSetFilters,
)
from organisations.api.serializers import (
    AimsRow,
    BodyEventRow,
    BodyRow,
    ChangesRow,
    DecisionRecord,
    DecisionRow,
    InterventionRow,
    OrganisationRow,
    ProgrammeRow,
    RuleChanges,
    RuleSetRow,
    Since,
)
from organisations.models import (
    AimsVersion,
    Body,
    BodyEvent,
    Decision,
    Intervention,
    Organisation,
    ProgrammeVersion,
    RuleSet,
)
from organisations.queries.aims import aims_for, aims_visible_to
from organisations.queries.bodies import organisations_visible_to
from organisations.queries.decisions import decision_for, decisions_visible_to
from organisations.queries.differences import between
from organisations.queries.interventions import intervention_for, interventions_visible_to
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
    version_before,
)
from organisations.queries.paragraphs import changes_as_text, changes_between
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


class RuleSetReading(Listing):
    """Rules. They change only by a decision, so nothing here writes. The floor of assemblies adds what would carry."""

    model = RuleSet
    visible = staticmethod(described_rule_sets)
    found = staticmethod(rule_set_for)
    serializer_class = RuleSetRow
    filterset_class = RuleSetFilters
    ordering = ("-created_at", "public_id")

    @told(
        "Read what a version of rules changed",
        "Held against the version before it, or against the one that since names.",
        parameters=[Since],
        responses=RuleChanges,
    )
    @action(detail=True, filterset_class=None, pagination_class=None)
    def changes(self, request: Request, **_: str) -> Response:
        """The differences as sentences."""
        rules = self.get_object()
        asked = Since(data=request.query_params.dict())
        asked.is_valid(raise_exception=True)
        before = version_before(self.viewer, rules, asked.validated_data.get("since"))
        said = between(before, rules) if before is not None else []
        return Response({"since": before.public_id if before is not None else None, "changes": said})


@extend_schema_view(
    list=told(
        "List decisions", "The registers of decisions, the latest first. Working is shown to members of the body."
    ),
    retrieve=told("Read a decision", responses=DecisionRecord),
)
class DecisionViewSet(Listing):
    """The register of decisions."""

    model = Decision
    visible = staticmethod(decisions_visible_to)
    found = staticmethod(decision_for)
    serializer_class = DecisionRow
    filterset_class = DecisionFilters
    ordering = ("-decided_at", "public_id")

    def retrieve(self, request: Request, **_: str) -> Response:
        """One decision, with all that its effect holds."""
        return self.shown(self.get_object(), DecisionRecord)


@extend_schema_view(
    list=told("List programmes", "Versions of the programmes of political organisations, the latest first."),
    retrieve=told("Read a version of a programme"),
)
class ProgrammeReading(Listing):
    """Programmes. The floor of members adds who agreed."""

    model = ProgrammeVersion
    visible = staticmethod(programmes_visible_to)
    found = staticmethod(programme_for)
    serializer_class = ProgrammeRow
    filterset_class = ProgrammeFilters
    ordering = ("-adopted_on", "-number", "public_id")

    @told("Read what a version changed", "Words added and taken away since the version before.", responses=ChangesRow)
    @action(detail=True, methods=["get"])
    def changes(self, request: Request, **_: str) -> Response:
        """The difference, paragraph by paragraph."""
        version = self.get_object()
        earlier = programmes_visible_to(self.viewer).filter(organisation=version.organisation_id)
        before = earlier.filter(number__lt=version.number).order_by("-number").first() or version
        paragraphs = changes_between(before.text, version.text)
        plain = changes_as_text(f"Version {before.number} to version {version.number}", paragraphs)
        found = {"since": before.number, "to": version.number, "paragraphs": paragraphs, "plain": plain}
        return self.shown(found, ChangesRow)


@extend_schema_view(
    list=told("List aims", "Aims in versions, each with its decision, the latest first; version 1 is of the founding."),
    retrieve=told("Read a version of the aims"),
)
class AimsViewSet(Listing):
    """Aims. They change only by a decision."""

    model = AimsVersion
    visible = staticmethod(aims_visible_to)
    found = staticmethod(aims_for)
    serializer_class = AimsRow
    filterset_class = AimsFilters
    ordering = ("-adopted_on", "-number", "public_id")


@extend_schema_view(
    list=told("List interventions", "What the operator of the site changed in bodies you are a member of, and why."),
    retrieve=told("Read an intervention"),
)
class InterventionViewSet(Listing):
    """Interventions. The operator makes them in the admin, and nowhere else."""

    model = Intervention
    visible = staticmethod(interventions_visible_to)
    found = staticmethod(intervention_for)
    serializer_class = InterventionRow
    filterset_class = InterventionFilters
    ordering = ("-at", "public_id")
