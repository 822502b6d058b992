"""Addresses of moves between branches, of records that look alike, and of those that were merged."""

from typing import Any

from drf_spectacular.utils import extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from members.actions.duplicates import dismiss_pair, look_for_duplicates
from members.actions.merge_undoing import undo_merge
from members.actions.merging import merge_people
from members.actions.transfers import (
    accept_transfer,
    ask_to_move,
    refuse_transfer,
    release_member,
    withdraw_transfer,
)
from members.api.filters import PairFilters, TransferFilters
from members.api.serializers import OfBody
from members.api.transfer_serializers import (
    Merge,
    MergeRow,
    NewTransfer,
    PairRow,
    Refusing,
    Release,
    SearchRow,
    TransferRecord,
    TransferRow,
    choices_of,
)
from members.enums import TransferState
from members.models import DuplicatePair, MergeRecord, Transfer
from members.queries.duplicates import pair_for, pairs_visible_to
from members.queries.merges import merge_for, merges_visible_to
from members.queries.register import membership_for
from members.queries.transfers import branch_named, history_before, transfer_for, transfers_visible_to
from members.transfer_rules import may_release
from organisations.queries.bodies import body_for
from organiser.base.api.views import Listing, change, told
from organiser.base.errors import Invalid


@extend_schema_view(
    list=told(
        "List moves between branches",
        "Your own, and those out of and into the registers you keep. Who moved away is seen for the days of the rules.",
    ),
)
class TransferViewSet(Listing):
    """Moves between branches."""

    model = Transfer
    visible = staticmethod(transfers_visible_to)
    found = staticmethod(transfer_for)
    serializer_class = TransferRow
    filterset_class = TransferFilters
    ordering = ("-asked_at", "public_id")

    @told(
        "Read a move",
        "With the history until then for the member and those who keep the old register; nothing that came later.",
        responses=TransferRecord,
    )
    def retrieve(self, request: Request, **_: str) -> Response:
        """One move."""
        transfer: Any = self.get_object()
        own = transfer.membership.person_id == self.viewer.pk
        seen = own or may_release(self.viewer, transfer)
        moved = transfer.state == TransferState.ACCEPTED
        transfer.history = (history_before(transfer) if moved else []) if seen else None
        return self.shown(transfer, TransferRecord)

    @change(
        "Ask to move to another branch",
        "By the member, or by those who keep the register for somebody who asked on paper.",
        TransferRow,
        NewTransfer,
        201,
    )
    def create(self, request: Request) -> Response:
        """A wish."""
        given = self.sent(NewTransfer)
        membership = membership_for(self.viewer, given["membership"])
        to = branch_named(membership, given["to"]) if given.get("to") else None
        if given.get("to") and to is None:
            raise Invalid("There is no such branch to move to.", code="branch", field="to")
        return self.made(ask_to_move(self.viewer, membership=membership, to=to))

    @change(
        "Let a member go",
        "For those who keep the register of the old branch. After 14 days without an answer it counts as done.",
        TransferRow,
        Release,
    )
    @action(detail=True, methods=["post"])
    def release(self, request: Request, **_: str) -> Response:
        """The move, which waits for the new branch."""
        transfer, given = self.get_object(), self.sent(Release)
        return self.shown(release_member(self.viewer, transfer=transfer, note=given.get("note", "")))

    @change("Take a member in", "For those who keep the register of the new branch.", TransferRow)
    @action(detail=True, methods=["post"])
    def accept(self, request: Request, **_: str) -> Response:
        """The move, which is done."""
        transfer = self.get_object()
        self.sent()
        return self.shown(accept_transfer(self.viewer, transfer=transfer))

    @change("Do not take a member in", "For those who keep the register of the new branch.", TransferRow, Refusing)
    @action(detail=True, methods=["post"])
    def refuse(self, request: Request, **_: str) -> Response:
        """The move, which came to nothing."""
        transfer, given = self.get_object(), self.sent(Refusing)
        return self.shown(refuse_transfer(self.viewer, transfer=transfer, reason=given["reason"]))

    @change("Take a wish to move back", "By the member, or whoever wrote it down.", TransferRow)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, **_: str) -> Response:
        """The move, which was taken back."""
        transfer = self.get_object()
        self.sent()
        return self.shown(withdraw_transfer(self.viewer, transfer=transfer))


@extend_schema_view(
    list=told("List records that look like one person", "Those of which you keep the registers of both."),
    retrieve=told("Read two records that look like one person"),
)
class DuplicateViewSet(Listing):
    """Pairs of records that look like one person."""

    model = DuplicatePair
    visible = staticmethod(pairs_visible_to)
    found = staticmethod(pair_for)
    serializer_class = PairRow
    filterset_class = PairFilters
    ordering = ("-likeness", "public_id")

    @change("Look through a register for people who stand in it twice", "For those who keep it.", SearchRow, OfBody)
    @action(detail=False, methods=["post"], filterset_class=None, pagination_class=None)
    def look(self, request: Request) -> Response:
        """What it came to."""
        given = self.sent(OfBody)
        return self.shown(look_for_duplicates(self.viewer, body=body_for(self.viewer, given["body"])), SearchRow)

    @change("Say that two records are of two people", "They are not proposed again.", PairRow)
    @action(detail=True, methods=["post"])
    def dismiss(self, request: Request, **_: str) -> Response:
        """The pair."""
        pair = self.get_object()
        self.sent()
        return self.shown(dismiss_pair(self.viewer, pair=pair))


@extend_schema_view(
    list=told("List merges", "Those of which you keep the registers of both records."),
    retrieve=told("Read a merge"),
)
class MergeViewSet(Listing):
    """Records that were merged."""

    model = MergeRecord
    visible = staticmethod(merges_visible_to)
    found = staticmethod(merge_for)
    serializer_class = MergeRow
    ordering = ("-merged_at", "public_id")

    @change(
        "Make two records one",
        "For those who keep the registers of both. It can be undone for 30 days.",
        MergeRow,
        Merge,
        201,
    )
    def create(self, request: Request) -> Response:
        """A merge."""
        given = self.sent(Merge)
        keep, drop = membership_for(self.viewer, given["keep"]), membership_for(self.viewer, given["drop"])
        choices = choices_of(given.get("take", []))
        return self.made(merge_people(self.viewer, keep=keep, drop=drop, choices=choices))

    @change("Take two records apart again", "For 30 days.", MergeRow)
    @action(detail=True, methods=["post"])
    def undo(self, request: Request, **_: str) -> Response:
        """The merge, which was undone."""
        merge = self.get_object()
        self.sent()
        return self.shown(undo_merge(self.viewer, merge=merge))
