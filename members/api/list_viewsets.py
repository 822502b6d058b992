"""Addresses of saved lists and of exports that wait for a second person."""

from typing import Any

from drf_spectacular.utils import extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from members.actions.export_requests import ExportPlan, ask_export, refuse_export, release_export
from members.actions.exports import log_export
from members.actions.saved_lists import ListData, change_list, delete_list, save_list
from members.api.filters import OfBodyFilters
from members.api.list_serializers import ExportRow, ListChange, ListRow, NewExport, NewList, RegisterRows, TakenOut
from members.api.serializers import MembershipRow
from members.enums import ExportFormat
from members.exports.register import register_rows
from members.exports.taken import WHAT, in_pieces
from members.models import ExportRequest, Membership, SavedList
from members.queries.exports import export_for, exports_visible_to
from members.queries.filtering import SORTS, criteria_from, narrowed
from members.queries.saved_lists import list_for, lists_visible_to
from organisations.models import Body
from organisations.queries.bodies import body_for
from organiser.base.api.views import Listing, change, told
from organiser.base.errors import Invalid

TABLES = (ExportFormat.CSV, ExportFormat.XLSX)


def data_of(given: dict[str, Any]) -> ListData:
    """A saved list as the actions take it."""
    return ListData(
        given["name"],
        given.get("criteria", {}),
        given.get("columns", ()),
        given.get("sort", "name"),
        given.get("shared", False),
    )


@extend_schema_view(
    list=told("List saved lists", "Your own and those shared with you, of the registers you keep now."),
    retrieve=told("Read a saved list", "The question it asks, and no people."),
)
class SavedListViewSet(Listing):
    """Saved lists."""

    model = SavedList
    visible = staticmethod(lists_visible_to)
    found = staticmethod(list_for)
    serializer_class = ListRow
    filterset_class = OfBodyFilters
    ordering = ("name", "public_id")

    @told(
        "List the members it finds",
        "In the order of the register, as it stands now.",
        responses=MembershipRow(many=True),
    )
    @action(detail=True, model=Membership, filterset_class=None, ordering=("sort_name", "public_id"))
    def members(self, request: Request, **_: str) -> Response:
        """The members, by name."""
        self.demand_known_parameters()
        saved = self.get_object()
        return self.listed(narrowed(self.viewer, saved.body, criteria_from(saved.criteria)), MembershipRow)

    @change("Keep a list", "A filter of a register that you keep, under a name.", ListRow, NewList, 201)
    def create(self, request: Request) -> Response:
        """A list."""
        given = self.sent(NewList)
        return self.made(save_list(self.viewer, body=body_for(self.viewer, given["body"]), data=data_of(given)))

    @change("Change a list", "Your own, or a shared one. All of it is sent.", ListRow, ListChange)
    @action(detail=True, methods=["post"], url_path="change")
    def reword(self, request: Request, **_: str) -> Response:
        """The list, changed."""
        saved, given = self.get_object(), self.sent(ListChange)
        return self.shown(change_list(self.viewer, saved=saved, data=data_of(given)))

    @change("Delete a list", "The people in it stay in the register.", ListRow)
    @action(detail=True, methods=["post"], url_path="delete")
    def remove(self, request: Request, **_: str) -> Response:
        """What it was."""
        saved = self.get_object()
        self.sent()
        answer = self.shown(saved)
        delete_list(self.viewer, saved=saved)
        return answer


def plan_of(given: dict[str, Any]) -> ExportPlan:
    """What is to be taken out, as the actions take it."""
    return ExportPlan(
        given.get("format", ExportFormat.CSV),
        criteria_from(given.get("criteria", {})),
        given.get("columns", ()),
        given.get("sort", next(iter(SORTS))),
        given.get("text", ""),
    )


@extend_schema_view(
    list=told("List exports that need a second person", "Of registers you keep, and those you are to look at."),
    retrieve=told("Read one of them", "What was asked for, and no people."),
)
class ExportViewSet(Listing):
    """Exports that wait, were released or refused."""

    model = ExportRequest
    visible = staticmethod(exports_visible_to)
    found = staticmethod(export_for)
    serializer_class = ExportRow
    filterset_class = OfBodyFilters
    ordering = ("-asked_at", "public_id")

    @change(
        "Ask for an export",
        "A second person releases it; then it is taken out within a day.",
        ExportRow,
        NewExport,
        201,
    )
    def create(self, request: Request) -> Response:
        """What was asked for."""
        given = self.sent(NewExport)
        body = body_for(self.viewer, given["body"])
        return self.made(ask_export(self.viewer, body=body, plan=plan_of(given), purpose=given["purpose"]))

    @change(
        "Take people out of a register",
        "Where the rules want no second person for so many. Everybody in it sees it in her log, and a quota may hold.",
        RegisterRows,
        TakenOut,
    )
    @action(detail=False, methods=["post"], url_path="take-out", filterset_class=None)
    def take_out(self, request: Request) -> Response:
        """The people, in the order that was asked for."""
        given = self.sent(TakenOut)
        return self._rows(body_for(self.viewer, given["body"]), plan_of(given))

    @change(
        "Take out what was released",
        "By who asked for it, within a day of its release. Labels, letters and cards are printed on the page.",
        RegisterRows,
    )
    @action(detail=True, methods=["post"])
    def take(self, request: Request, **_: str) -> Response:
        """The people, in the order that was asked for."""
        asked = self.get_object()
        self.sent()
        if asked.books:
            raise Invalid("Files of the books of dues are taken out on the page.", code="books", field="format")
        if asked.format not in TABLES:
            raise Invalid("Labels, letters and cards are printed on the page.", code="paper", field="format")
        plan = ExportPlan(asked.format, criteria_from(asked.criteria), asked.columns, asked.sort)
        return self._rows(asked.body, plan, asked)

    def _rows(self, body: Body, plan: ExportPlan, released: ExportRequest | None = None) -> Response:
        listed, what = narrowed(self.viewer, body, plan.criteria, plan.sort), WHAT[ExportFormat(plan.format)]
        keys = log_export(self.viewer, body=body, memberships=listed, what=what, released=released)
        headings, rows = register_rows(in_pieces(keys, plan.criteria.on), plan.columns)
        return self.shown({"headings": headings, "rows": rows}, RegisterRows)

    @change("Release an export", "As the second person, signed in. It can be taken out for a day.", ExportRow)
    @action(detail=True, methods=["post"])
    def release(self, request: Request, **_: str) -> Response:
        """The export, released."""
        asked = self.get_object()
        self.sent()
        return self.shown(release_export(self.viewer, asked=asked))

    @change("Refuse an export", "As the second person, signed in.", ExportRow)
    @action(detail=True, methods=["post"])
    def refuse(self, request: Request, **_: str) -> Response:
        """The export, refused."""
        asked = self.get_object()
        self.sent()
        return self.shown(refuse_export(self.viewer, asked=asked))
