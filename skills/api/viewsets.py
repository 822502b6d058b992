"""Addresses of roles and terms, and of founding."""

from drf_spectacular.utils import extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from members.api.serializers import OfBody
from organisations.actions.founding import Charter
from organisations.api.viewsets import OrganisationReading
from organisations.presets import PRESETS, for_form
from organiser.base.api.views import Listing, change, told
from skills.actions.founding import BranchPlan, found
from skills.actions.roles import resign_from_role
from skills.api.filters import RoleFilters, TermFilters
from skills.api.serializers import FoundedRow, Founding, OfficialdomRow, RoleRow, TermRow
from skills.models import Role, Term
from skills.queries.lookups import named_terms, role_for, term_for
from skills.queries.roles import roles_visible_to
from skills.queries.tenure import officialdom_for


class OrganisationViewSet(OrganisationReading):
    """Organisations, and how one is founded."""

    @change(
        "Found an organisation",
        "You become its first member and hold its roles in the interim. A political organisation begins with a "
        "programme; a mass organisation has none. In person, not through a token.",
        FoundedRow,
        Founding,
        201,
    )
    def create(self, request: Request) -> Response:
        """An organisation with its first branches."""
        given = self.sent(Founding)
        branches = tuple(BranchPlan(**branch) for branch in given.pop("branches", []))
        programme = given.pop("programme", None)
        preset = given.pop("preset", None)
        rules = for_form(PRESETS[preset], given.get("form", "")) if preset else given.pop("rules")
        founded = found(
            self.viewer,
            charter=Charter(**given, rules=rules),
            branches=branches,
            programme=(programme["title"], programme["text"]) if programme else None,
        )
        return self.made(founded, FoundedRow)


@extend_schema_view(
    list=told("List roles", "With those who hold them, or held them on a day, for members of the body."),
    retrieve=told("Read a role", "With those who hold it today, for members of the body."),
)
class RoleViewSet(Listing):
    """Roles. They are made and filled by decisions, so nothing here writes."""

    model = Role
    visible = staticmethod(roles_visible_to)
    found = staticmethod(role_for)
    serializer_class = RoleRow
    filterset_class = RoleFilters
    ordering = ("body__name", "name", "public_id")

    @told(
        "Read how long roles stay in one hand",
        "For members of the body: the longest run of one person in each role, the last contest, and what is paid.",
        parameters=[OfBody],
        responses=OfficialdomRow,
    )
    @action(detail=False, filterset_class=None, pagination_class=None)
    def tenure(self, request: Request) -> Response:
        """All roles of one body."""
        asked = OfBody(data=request.query_params.dict(), context=self.get_serializer_context())
        asked.is_valid(raise_exception=True)
        return Response(OfficialdomRow(officialdom_for(self.viewer, asked.validated_data["body"])).data)


@extend_schema_view(
    list=told("List terms", "Who holds and who held which role, in the bodies you are a member of."),
    retrieve=told("Read a term"),
)
class TermViewSet(Listing):
    """Terms."""

    model = Term
    visible = staticmethod(named_terms)
    found = staticmethod(term_for)
    serializer_class = TermRow
    filterset_class = TermFilters
    ordering = ("-starts_on", "public_id")

    @change("Lay a role down", "Only its holder can; the assembly recalls.", TermRow)
    @action(detail=True, methods=["post"])
    def resign(self, request: Request, **_: str) -> Response:
        """The term, ended."""
        term = self.get_object()
        self.sent()
        resign_from_role(self.viewer, term=term)
        return self.shown(self.get_object())
