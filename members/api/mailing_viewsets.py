"""Addresses of letters to members."""

from typing import Any

from drf_spectacular.utils import extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from members.actions.bounces import take_bounce
from members.actions.mailing_sending import try_mailing
from members.actions.mailings import (
    MailingData,
    change_mailing,
    hand_in_mailing,
    release_mailing,
    stop_mailing,
    take_back_mailing,
    write_mailing,
)
from members.api.filters import MailingFilters
from members.api.list_serializers import BounceSent, BouncesTaken, MailingRow, MailingSent, NewMailing
from members.list_rules import demand_writer
from members.models import Mailing
from members.queries.mailings import mailing_for, mailings_visible_to
from members.reading.bounces import bounces_in
from organisations.queries.bodies import body_for
from organiser.base.api.views import Listing, change, told


def _data(given: dict[str, Any]) -> MailingData:
    return MailingData(given["subject"], given["text"], given.get("statutory", False), given.get("criteria", {}))


@extend_schema_view(
    list=told("List letters to members", "Of bodies whose register you keep or whose assemblies you call."),
    retrieve=told("Read a letter to members", "Its words and where it stands; not who gets it."),
)
class MailingViewSet(Listing):
    """Letters to members."""

    model = Mailing
    visible = staticmethod(mailings_visible_to)
    found = staticmethod(mailing_for)
    serializer_class = MailingRow
    filterset_class = MailingFilters
    ordering = ("-written_at", "public_id")

    @change("Write a letter", "As a draft. Who calls assemblies writes to all members.", MailingRow, NewMailing, 201)
    def create(self, request: Request) -> Response:
        """A draft."""
        given = self.sent(NewMailing)
        return self.made(write_mailing(self.viewer, body=body_for(self.viewer, given["body"]), data=_data(given)))

    @change("Change a draft", "All of it is sent. Whoever changes it last is its writer.", MailingRow, MailingSent)
    @action(detail=True, methods=["post"], url_path="change")
    def reword(self, request: Request, **_: str) -> Response:
        """The draft."""
        mailing, given = self.get_object(), self.sent(MailingSent)
        return self.shown(change_mailing(self.viewer, mailing=mailing, data=_data(given)))

    @change("Send a letter to yourself", "Exactly as it will arrive.", MailingRow)
    @action(detail=True, methods=["post"])
    def trial(self, request: Request, **_: str) -> Response:
        """The letter."""
        mailing = self.get_object()
        self.sent()
        return self.shown(try_mailing(self.viewer, mailing=mailing))

    @change(
        "Hand a letter in", "It waits for a second person where the rules say so, and goes out otherwise.", MailingRow
    )
    @action(detail=True, methods=["post"], url_path="hand-in")
    def hand_in(self, request: Request, **_: str) -> Response:
        """The letter, held or on its way."""
        mailing = self.get_object()
        self.sent()
        return self.shown(hand_in_mailing(self.viewer, mailing=mailing))

    @change("Release a letter", "As the second person, signed in.", MailingRow)
    @action(detail=True, methods=["post"])
    def release(self, request: Request, **_: str) -> Response:
        """The letter, on its way."""
        mailing = self.get_object()
        self.sent()
        return self.shown(release_mailing(self.viewer, mailing=mailing))

    @change("Take a letter back", "While it waits for a second person: it is a draft again.", MailingRow)
    @action(detail=True, methods=["post"], url_path="take-back")
    def take_back(self, request: Request, **_: str) -> Response:
        """The draft."""
        mailing = self.get_object()
        self.sent()
        return self.shown(take_back_mailing(self.viewer, mailing=mailing))

    @change("Stop a letter", "Who has it keeps it; nobody else gets it.", MailingRow)
    @action(detail=True, methods=["post"])
    def stop(self, request: Request, **_: str) -> Response:
        """The letter, stopped."""
        mailing = self.get_object()
        self.sent()
        return self.shown(stop_mailing(self.viewer, mailing=mailing))

    @change(
        "Hand in a report that a mail came back",
        "By those who write for the body. Only reports about this letter count; it does not say about whom they are.",
        BouncesTaken,
        BounceSent,
    )
    @action(detail=True, methods=["post"])
    def bounces(self, request: Request, **_: str) -> Response:
        """How many were taken."""
        mailing, given = self.get_object(), self.sent(BounceSent)
        demand_writer(self.viewer, mailing.body)
        found = list(bounces_in(given["report"].encode()))
        for bounce in found:
            take_bounce(self.viewer, bounce=bounce, mailing=mailing.pk)
        return self.shown({"taken": len(found)}, BouncesTaken)
