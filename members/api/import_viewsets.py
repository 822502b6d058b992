"""Addresses of imports: look at a file, then write it, throw it away, or take it back."""

from drf_spectacular.utils import extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from members.actions.import_memory import forget_headings
from members.actions.import_refused import take_out_refused
from members.actions.import_repairing import repair_import
from members.actions.import_staging import discard_import, stage_import
from members.actions.import_undoing import undo_import
from members.actions.import_writing import commit_import
from members.api.filters import ImportFilters, RowFilters
from members.api.import_serializers import ImportRow, RefusedRows, RepairFile, StagedRow, Upload, Written
from members.exports.refused import refused_headings, refused_lines
from members.models import ImportBatch
from members.models import ImportRow as StagedRowModel
from members.queries.entering import decision_cited
from members.queries.imports import batch_for, imports_visible_to
from members.queries.programs import rows_of
from organisations.queries.bodies import body_for
from organiser.base.api.parsers import Json
from organiser.base.api.parsers import Upload as UploadParser
from organiser.base.api.views import Listing, change, told


@extend_schema_view(
    list=told("List imports", "Imports into the registers you keep, the latest first."),
    retrieve=told("Read what was found in a file"),
)
class ImportViewSet(Listing):
    """Imports."""

    model = ImportBatch
    visible = staticmethod(imports_visible_to)
    found = staticmethod(batch_for)
    serializer_class = ImportRow
    filterset_class = ImportFilters
    ordering = ("-made_at", "public_id")
    parser_classes = (Json, UploadParser)

    @told(
        "Send a file to be looked at",
        "Nothing is written into the register. Read the rows and their problems, then commit the import or discard it.",
        request={"multipart/form-data": Upload},
        responses={201: ImportRow},
    )
    def create(self, request: Request) -> Response:
        """A staged import."""
        given = self.sent(Upload)
        batch = stage_import(
            self.viewer,
            body=body_for(self.viewer, given["body"]),
            stream=given["file"],
            size=given["file"].size,
            filename=given["file"].name,
            headings=given.get("headings"),
            encoding=given.get("encoding", ""),
            first_row_is_data=given.get("first_row_is_data", False),
            sheet=given.get("sheet", ""),
            update=given.get("update", ()),
        )
        return self.made(batch)

    @told(
        "List the rows of a file",
        "Each row as it was understood, with every problem by column. The values are empty once the file was written.",
        responses=StagedRow(many=True),
    )
    @action(detail=True, ordering=("number",), filterset_class=RowFilters, model=StagedRowModel)
    def rows(self, request: Request, **_: str) -> Response:
        """The rows, in the order of the file."""
        self.demand_known_parameters()
        return self.listed(self.filter_queryset(rows_of(request.user, self.get_object())), StagedRow)

    @change(
        "Choose what becomes of cells that cannot be read",
        "For whole columns; the file is read again, and nothing is written into the register.",
        ImportRow,
        RepairFile,
    )
    @action(detail=True, methods=["post"], parser_classes=(Json,))
    def repair(self, request: Request, **_: str) -> Response:
        """The import, read again."""
        batch, given = self.get_object(), self.sent(RepairFile)
        repairs: dict[str, dict[str, str]] = {}
        for one in given.get("repairs", ()):
            repairs.setdefault(one["field"], {})[one["problem"]] = one["choice"]
        done = repair_import(self.viewer, batch=batch, repairs=repairs, undated=given.get("undated", ""))
        return self.shown(done)

    @change(
        "Write a file into the register",
        "All rows that can be imported, or none.",
        ImportRow,
        {"application/json": Written},
    )
    @action(detail=True, methods=["post"])
    def commit(self, request: Request, **_: str) -> Response:
        """The import, written."""
        batch = self.get_object()
        decision = decision_cited(batch.body, self.sent(Written).get("decision", ""))
        return self.shown(commit_import(self.viewer, batch=batch, decision=decision))

    @change("Throw a file away", "With all that it said about people.", ImportRow)
    @action(detail=True, methods=["post"])
    def discard(self, request: Request, **_: str) -> Response:
        """The import, thrown away."""
        batch = self.get_object()
        self.sent()
        return self.shown(discard_import(self.viewer, batch=batch))

    @change("Forget what was chosen for its headings", "The next file with the same headings is read anew.", ImportRow)
    @action(detail=True, methods=["post"], url_path="forget-headings")
    def forget_headings(self, request: Request, **_: str) -> Response:
        """The import, without a memory."""
        batch = self.get_object()
        self.sent()
        return self.shown(forget_headings(self.viewer, batch=batch))

    @change(
        "Take out the rows that stayed out", "As they came, each with why. It is written into the ledger.", RefusedRows
    )
    @action(detail=True, methods=["post"], url_path="take-out-refused")
    def take_out_refused(self, request: Request, **_: str) -> Response:
        """The rows, in the order of the file."""
        batch = self.get_object()
        self.sent()
        keys = take_out_refused(self.viewer, batch=batch)
        return self.shown({"headings": refused_headings(batch), "rows": refused_lines(batch, keys)}, RefusedRows)

    @change("Take an import back", "Within thirty days, unless somebody of it has taken part in something.", ImportRow)
    @action(detail=True, methods=["post"])
    def undo(self, request: Request, **_: str) -> Response:
        """The import, undone."""
        batch = self.get_object()
        self.sent()
        return self.shown(undo_import(self.viewer, batch=batch))
