"""Addresses of applications."""

from typing import Any

from drf_spectacular.utils import extend_schema_view
from rest_framework.decorators import action
from rest_framework.exceptions import Throttled
from rest_framework.permissions import AllowAny, BasePermission
from rest_framework.request import Request
from rest_framework.response import Response

from members.actions.answering import admit_applicant, decline_application, withdraw_application
from members.actions.applications import Wish
from members.actions.asking import ask_to_join, confirm_application, write_application
from members.actions.joining import apply_to_join
from members.actions.people import PersonData, log_reading
from members.actions.sponsoring import sponsor_applicant, withdraw_sponsorship
from members.api.application_serializers import (
    ApplicationRow,
    AskedRow,
    Key,
    NewApplication,
    PaperApplication,
    Reason,
    Speaking,
)
from members.api.filters import ApplicationFilters
from members.models import Application, JoiningPage
from members.queries.applications import (
    application_for,
    application_to_sponsor,
    application_with_key,
    applications_visible_to,
)
from members.queries.joining_pages import page_to_join
from members.queries.own import branch_to_join, programme_version
from members.rules import demand_no_programme
from members.web.limits import may_ask
from organisations.queries.bodies import body_for
from organiser.base.actor import VISITOR
from organiser.base.api.views import Listing, change, told
from organiser.base.errors import Invalid

CONTACT = ("phone", "address", "postcode", "town", "language")
ON_ITS_WAY = "A letter is on its way. Open the link in it within seven days; nothing is written down before."
FOR_EVERYBODY = ("create", "confirm", "stand", "take_back")


@extend_schema_view(
    list=told("List applications", "Your own, and those in registers you keep."),
)
class ApplicationViewSet(Listing):
    """Asking to join, and the answer."""

    model = Application
    visible = staticmethod(applications_visible_to)
    found = staticmethod(application_for)
    serializer_class = ApplicationRow
    filterset_class = ApplicationFilters
    ordering = ("-asked_at", "public_id")

    def get_permissions(self) -> list[BasePermission]:
        """Asking, and what is done by a private link, needs no account; requests are counted all the same."""
        return [AllowAny()] if self.action in FOR_EVERYBODY else super().get_permissions()

    @told("Read an application", "That you read it is written into the log which the applicant sees.")
    def retrieve(self, request: Request, **_: str) -> Response:
        """One of them."""
        application = self.get_object()
        if application.membership is not None:
            log_reading(self.viewer, application.membership, "Application through the API")
        return self.shown(application)

    @change(
        "Ask to join an organisation",
        "In person, not through a token. Whoever has the link to an organisation has its id. Without an account, where "
        "the page is public or with the word of its secret link.",
        AskedRow,
        NewApplication,
        201,
    )
    def create(self, request: Request) -> Response:
        """An application."""
        given = self.sent(NewApplication)
        asked = page_to_join(self.viewer, given["organisation"], given.get("word", ""))
        wish = self._wish(asked, given)
        if self.viewer.is_authenticated:
            return self._with_account(asked, given, wish)
        if not may_ask(request._request):  # noqa: SLF001  # the request that allauth counts
            raise Throttled
        data = PersonData(name=given.get("name", ""), email=given.get("email", ""))
        made = ask_to_join(VISITOR, organisation=asked.organisation, data=data, wish=wish)
        if made.key:
            said = "Your application waits for an answer. Keep the key: it leads to where it stands."
            return self.made({"told": said, "application": made.application, "key": made.key}, AskedRow)
        return self.made({"told": ON_ITS_WAY, "application": None, "key": None}, AskedRow)

    def _with_account(self, asked: JoiningPage, given: dict[str, Any], wish: Wish) -> Response:
        if given.get("name") or given.get("email"):
            raise Invalid(
                "You have an account, and ask under the name it has. Leave this out.", code="own_name", field="name"
            )
        membership = apply_to_join(
            self.viewer,
            organisation=asked.organisation,
            branch=wish.branch,
            programme_version=wish.programme_version,
            declared=wish.declared,
            in_constituency=wish.in_constituency,
            contact=wish.contact,
            replies=wish.replies,
        )
        made = membership.applications.order_by("-asked_at", "-pk").first()
        told_ = f"You asked to join {asked.organisation.name}."
        return self.made({"told": told_, "application": made, "key": None}, AskedRow)

    def _wish(self, asked: JoiningPage, given: dict[str, Any]) -> Wish:
        organisation = asked.organisation
        demand_no_programme(organisation, asked="programme_version" in given)
        branch = branch_to_join(organisation, given["branch"]) if given.get("branch") else None
        if given.get("branch") and branch is None:
            raise Invalid("That organisation has no such branch.", code="branch", field="branch")
        version = programme_version(given["programme_version"]) if given.get("programme_version") else None
        if given.get("programme_version") and version is None:
            raise Invalid(
                "There is no such version of the programme.", code="programme_version", field="programme_version"
            )
        return Wish(
            branch=branch,
            programme_version=version,
            declared=given.get("declared", False),
            in_constituency=given.get("in_constituency", False),
            contact={name: given[name] for name in CONTACT if name in given},
            replies=tuple(given.get("replies", ())),
        )

    @change(
        "Write an application down from paper",
        "For those who keep the register.",
        ApplicationRow,
        PaperApplication,
        201,
    )
    @action(detail=False, methods=["post"], filterset_class=None, pagination_class=None)
    def paper(self, request: Request) -> Response:
        """An application that waits like any other."""
        given = self.sent(PaperApplication)
        data = PersonData(**{name: given.get(name, "") for name in ("name", "email", *CONTACT)})
        body = body_for(self.viewer, given["body"])
        return self.made(write_application(self.viewer, body=body, data=data, replies=tuple(given.get("replies", ()))))

    @change(
        "Admit an applicant",
        "For those who keep the register, where the rules leave it to them and enough members speak for the applicant.",
        ApplicationRow,
    )
    @action(detail=True, methods=["post"])
    def admit(self, request: Request, **_: str) -> Response:
        """The application, answered."""
        application = self.get_object()
        self.sent()
        return self.shown(admit_applicant(self.viewer, application=application))

    @change("Decline an application", "The same; the applicant is told the reason.", ApplicationRow, Reason)
    @action(detail=True, methods=["post"])
    def decline(self, request: Request, **_: str) -> Response:
        """The application, answered."""
        application, given = self.get_object(), self.sent(Reason)
        return self.shown(decline_application(self.viewer, application=application, reason=given["reason"]))

    @change("Take an application back", "By the applicant.", ApplicationRow)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, **_: str) -> Response:
        """The application, withdrawn."""
        application = self.get_object()
        self.sent()
        return self.shown(withdraw_application(self.viewer, application=application))

    @change(
        "Speak for an applicant",
        "For full members of the body, who have the id from the applicant; for everybody else it is not there.",
        Speaking,
    )
    @action(detail=True, methods=["post"])
    def speak(self, request: Request, **_: str) -> Response:
        """That one speaks."""
        application, _mine = application_to_sponsor(self.viewer, self.named)
        self.sent()
        sponsor_applicant(self.viewer, application=application)
        return self.shown({"speaks": True}, Speaking)

    @change("No longer speak for an applicant", "Until there is an answer.", Speaking)
    @action(detail=True, methods=["post"])
    def unspeak(self, request: Request, **_: str) -> Response:
        """That one does not."""
        application, _mine = application_to_sponsor(self.viewer, self.named)
        self.sent()
        withdraw_sponsorship(self.viewer, application=application)
        return self.shown({"speaks": False}, Speaking)

    @change("Read where an application stands", "By the key of its private link.", ApplicationRow, Key)
    @action(detail=False, methods=["post"], filterset_class=None, pagination_class=None)
    def stand(self, request: Request) -> Response:
        """The application."""
        return self.shown(application_with_key(self.sent(Key)["key"]))

    @change("Confirm the address of an application", "By the key that was sent there.", ApplicationRow, Key)
    @action(detail=False, methods=["post"], filterset_class=None, pagination_class=None)
    def confirm(self, request: Request) -> Response:
        """The application, which waits for an answer now."""
        key = self.sent(Key)["key"]
        confirm_application(VISITOR, application=application_with_key(key))
        return self.shown(application_with_key(key))

    @change("Take an application back by its key", "The same as withdraw, without an account.", ApplicationRow, Key)
    @action(detail=False, methods=["post"], filterset_class=None, pagination_class=None)
    def take_back(self, request: Request) -> Response:
        """The application, as it stood last."""
        key = self.sent(Key)["key"]
        return self.shown(withdraw_application(VISITOR, application=application_with_key(key), key=key))
