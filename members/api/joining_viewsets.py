"""Addresses of the page to join."""

from drf_spectacular.utils import extend_schema_view
from rest_framework.decorators import action
from rest_framework.permissions import AllowAny, BasePermission
from rest_framework.request import Request
from rest_framework.response import Response

from members.actions.joining_pages import PageDraft, change_joining_page, renew_joining_link
from members.api.application_serializers import JoiningPageChange, JoiningPageRow, OfWord, OrganisationToJoin
from members.models import JoiningPage
from members.queries.agreements import current_programme
from members.queries.joining_pages import joining_page_of, organisations_to_set, page_to_join
from members.rules import keeps_register
from organisations.models import Organisation
from organisations.queries.bodies import body_for
from organiser.base.api.views import Listing, change, told


@extend_schema_view(
    list=told("List the organisations whose page to join you set", "Those whose whole register you keep."),
)
class JoiningViewSet(Listing):
    """The page to join, under the id of its organisation."""

    model = Organisation
    visible = staticmethod(organisations_to_set)
    serializer_class = OrganisationToJoin
    ordering = ("name", "public_id")

    def get_permissions(self) -> list[BasePermission]:
        """What a page asks is read by whoever may find it, without an account too."""
        return [AllowAny()] if self.action == "retrieve" else super().get_permissions()

    @told(
        "Read what the page to join asks",
        "For whoever may find the page; with the word of the secret link where it has one.",
        parameters=[OfWord],
        responses=JoiningPageRow,
    )
    def retrieve(self, request: Request, **_: str) -> Response:
        """The page."""
        asked = OfWord(data=request.query_params.dict(), context=self.get_serializer_context())
        asked.is_valid(raise_exception=True)
        return self._page(page_to_join(self.viewer, self.named, asked.validated_data.get("word", "")))

    def _page(self, asked: JoiningPage) -> Response:
        keeps = self.viewer.is_authenticated and keeps_register(self.viewer, asked.organisation)
        context = {"programme": current_programme(asked.organisation), "keeps": keeps}
        return Response(JoiningPageRow(asked, context=context).data)

    def _organisation(self) -> Organisation:
        body = body_for(self.viewer, self.named)
        return Organisation.objects.get(pk=body.organisation_key)

    @change(
        "Set the page to join",
        "For those who keep the whole register. What is left out stays.",
        JoiningPageRow,
        JoiningPageChange,
    )
    def partial_update(self, request: Request, **_: str) -> Response:
        """The page as it is from now on."""
        organisation, given = self._organisation(), self.sent(JoiningPageChange)
        page = joining_page_of(organisation)
        now = {name: getattr(page, name) for name in JoiningPageChange().fields}
        return self._page(
            change_joining_page(self.viewer, organisation=organisation, draft=PageDraft(**{**now, **given}))
        )

    @change("Make a new secret link", "The old one leads nowhere from then on.", JoiningPageRow)
    @action(detail=True, methods=["post"])
    def renew(self, request: Request, **_: str) -> Response:
        """The page with its new word."""
        organisation = self._organisation()
        self.sent()
        return self._page(renew_joining_link(self.viewer, organisation=organisation))
