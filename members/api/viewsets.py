"""Addresses of the register and of joining."""

from typing import Any

from drf_spectacular.utils import extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from members.actions.agreements import agree_to_programme
from members.actions.basis import consent_to_belong, withdraw_consent
from members.actions.enrolling import enrol_member
from members.actions.erasures import ask_erasure
from members.actions.leaving import object_to_leaving, take_back_leaving
from members.actions.letters import make_letter
from members.actions.memberships import change_state
from members.actions.noting import Noted
from members.actions.people import CONTACT, PersonData, change_contact, log_reading
from members.api.filters import MembershipFilters
from members.api.privacy_serializers import AskedErasureRow, OnPaper
from members.api.serializers import (
    Agreement,
    Contact,
    JoinsRow,
    LetterRow,
    MembershipRecord,
    MembershipRow,
    NewMember,
    NextState,
    OfBody,
)
from members.enums import MembershipState, NotedFrom
from members.models import Membership
from members.queries.entering import decision_cited
from members.queries.own import programme_version
from members.queries.packing import joins_for
from members.queries.past import full_record
from members.queries.register import membership_for, memberships_visible_to
from members.rules import demand_no_programme, demand_register
from organisations.queries.bodies import body_for
from organiser.base.api.views import Listing, change, told
from organiser.base.errors import Invalid


def noted_in(given: dict[str, Any]) -> Noted | None:
    """The document that a payload names, as the actions take it."""
    if not any(given.get(name) for name in ("document", "document_on", "leaves_on")):
        return None
    return Noted(given.get("document") or NotedFrom.SPOKEN, given.get("document_on"), given.get("leaves_on"))


@extend_schema_view(
    list=told(
        "List a register",
        "Those who keep a register read it; everybody else finds only her or his own membership. "
        "Without body: the registers you keep.",
    ),
)
class MembershipViewSet(Listing):
    """Memberships."""

    model = Membership
    visible = staticmethod(memberships_visible_to)
    found = staticmethod(membership_for)
    serializer_class = MembershipRow
    filterset_class = MembershipFilters
    ordering = ("sort_name", "public_id")

    @told(
        "Read a full record",
        "Contact data and history. That you read it is written into the log which the member sees.",
        responses=MembershipRecord,
    )
    def retrieve(self, request: Request, **_: str) -> Response:
        """The whole record."""
        membership = full_record(self.viewer, self.named)
        log_reading(self.viewer, membership, "record through the API")
        return self.shown(membership, MembershipRecord)

    @told(
        "Read whether many votes are new",
        "For members of the body: where many joined within thirty days. It names nobody, and no number below five.",
        parameters=[OfBody],
        responses=JoinsRow,
    )
    @action(detail=False, filterset_class=None, pagination_class=None)
    def joins(self, request: Request) -> Response:
        """The sentences for one body."""
        asked = OfBody(data=request.query_params.dict(), context=self.get_serializer_context())
        asked.is_valid(raise_exception=True)
        return Response(JoinsRow(joins_for(self.viewer, asked.validated_data["body"])).data)

    @change("Write somebody into a register", "For those who keep it.", MembershipRow, NewMember, 201)
    def create(self, request: Request) -> Response:
        """One new member."""
        given = self.sent(NewMember)
        state = given.get("state")
        body = body_for(self.viewer, given["body"])
        demand_register(self.viewer, body)
        membership = enrol_member(
            self.viewer,
            body=body,
            decision=decision_cited(body, given.get("decision", "")),
            data=PersonData(**{field: given[field] or "" for field in CONTACT if field in given}),
            joined_on=given.get("joined_on"),
            number=given.get("number", ""),
            state=MembershipState(state) if state else None,
        )
        return self.made(membership)

    @change(
        "Change contact data",
        "By the member, or by those who keep the register. What is left out stays as it is.",
        MembershipRow,
        Contact,
    )
    def partial_update(self, request: Request, **_: str) -> Response:
        """The contact data that were sent, and no others."""
        membership, given = self.get_object(), self.sent(Contact)
        now = {field: getattr(membership.person, field) for field in CONTACT}
        data = PersonData(**{field: value or "" for field, value in {**now, **given}.items()})
        change_contact(self.viewer, membership=membership, data=data)
        return self.shown(self.get_object())

    @change(
        "Move a membership to another state",
        "Admit, put on leave, note that somebody resigned. A member resigns alone, at once or after the days "
        "of the rules.",
        MembershipRow,
        NextState,
    )
    @action(detail=True, methods=["post"])
    def state(self, request: Request, **_: str) -> Response:
        """The step the payload names."""
        membership, given = self.get_object(), self.sent(NextState)
        to = MembershipState(given["to"])
        return self.shown(change_state(self.viewer, membership=membership, to=to, noted=noted_in(given)))

    @change(
        "Ask that a record be erased",
        "By the member, signed in and not through a token; or by those who keep the register, for somebody who left "
        "or whose signed wish they hold. It is locked for 30 days first; the code that takes it back is told once.",
        AskedErasureRow,
        OnPaper,
        201,
    )
    @action(detail=True, methods=["post"])
    def erase(self, request: Request, **_: str) -> Response:
        """The erasure, with its code."""
        membership, given = self.get_object(), self.sent(OnPaper)
        asked = ask_erasure(
            self.viewer, membership=membership, on_paper=given.get("on_paper", False), noted=noted_in(given)
        )
        return self.made(asked, AskedErasureRow)

    @change(
        "Say that one wants to belong oneself",
        "In an organisation of collectives, or after it became one of people. Each for herself or himself.",
        MembershipRow,
    )
    @action(detail=True, methods=["post"])
    def consent(self, request: Request, **_: str) -> Response:
        """The membership."""
        membership = self.get_object()
        self.sent()
        return self.shown(consent_to_belong(self.viewer, membership=membership))

    @change("Take that back", "As long as collectives belong.", MembershipRow)
    @action(detail=True, methods=["post"])
    def withdraw_consent(self, request: Request, **_: str) -> Response:
        """The membership."""
        membership = self.get_object()
        self.sent()
        return self.shown(withdraw_consent(self.viewer, membership=membership))

    @change("Take back that one leaves", "By the member, until the day has come.", MembershipRow)
    @action(detail=True, methods=["post"])
    def stay(self, request: Request, **_: str) -> Response:
        """The membership, which goes on."""
        membership = self.get_object()
        self.sent()
        return self.shown(take_back_leaving(self.viewer, membership=membership))

    @change("Say that one has not left", "By the member, within 30 days of a note that she or he had.", MembershipRow)
    @action(detail=True, methods=["post"], url_path="not-left")
    def not_left(self, request: Request, **_: str) -> Response:
        """The membership, as it was before."""
        membership = self.get_object()
        self.sent()
        return self.shown(object_to_leaving(self.viewer, membership=membership))

    @change(
        "Make a letter with a one-time code",
        "For a member without e-mail. The code is told once; earlier unused letters stop working.",
        LetterRow,
        code=201,
    )
    @action(detail=True, methods=["post"])
    def letter(self, request: Request, **_: str) -> Response:
        """A fresh code."""
        membership = self.get_object()
        self.sent()
        return self.made(make_letter(self.viewer, membership=membership), LetterRow)

    @change(
        "Agree to the current programme",
        "For members of political organisations, each for herself or himself.",
        MembershipRow,
        Agreement,
    )
    @action(detail=True, methods=["post"])
    def agree(self, request: Request, **_: str) -> Response:
        """An agreement."""
        membership, given = self.get_object(), self.sent(Agreement)
        demand_no_programme(membership.organisation, asked=True)
        version = programme_version(given["programme_version"])
        if version is None:
            raise Invalid(
                "There is no such version of a programme. Read the current one and agree to it.",
                code="programme_version",
                field="programme_version",
            )
        agree_to_programme(self.viewer, membership=membership, version=version)
        return self.shown(self.get_object())
