"""Addresses of bank statements and of reminders."""

from drf_spectacular.utils import extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from members.actions.dues_reminders import draft_reminders, drop_reminders, release_reminders, take_off_reminder
from members.actions.statement_booking import book_statement, undo_statement
from members.actions.statements import choose_matches, discard_statement, stage_statement
from members.api.dues_filters import LineFilters, ReminderFilters, StatementFilters
from members.api.dues_serializers import (
    BankLineRow,
    BankStatementRow,
    BankUpload,
    Choices,
    NewReminder,
    ReminderLetterRow,
    ReminderRow,
    TakeOff,
    Version,
)
from members.models import BankStatement, DuesReminder, ReminderLetter, StatementLine
from members.queries.reminders import letters_of, reminder_for, reminders_visible_to
from members.queries.statements import lines_of, statement_for, statements_visible_to
from organisations.queries.bodies import body_for
from organiser.base.api.parsers import Json, Upload
from organiser.base.api.views import Listing, change, told
from organiser.base.errors import NotFound


@extend_schema_view(
    list=told("List bank statements", "In the books of dues that you keep, the latest first."),
    retrieve=told("Read a bank statement"),
)
class StatementViewSet(Listing):
    """Bank statements."""

    model = BankStatement
    visible = staticmethod(statements_visible_to)
    found = staticmethod(statement_for)
    serializer_class = BankStatementRow
    filterset_class = StatementFilters
    ordering = ("-made_at", "public_id")
    parser_classes = (Json, Upload)

    @told(
        "Send a bank statement to be looked at",
        "Nothing is booked. Read the lines with who is proposed for each, then book it or discard it.",
        request={"multipart/form-data": BankUpload},
        responses={201: BankStatementRow},
    )
    def create(self, request: Request) -> Response:
        """A staged statement."""
        given = self.sent(BankUpload)
        statement = stage_statement(
            self.viewer,
            body=body_for(self.viewer, given["body"]),
            stream=given["file"],
            size=given["file"].size,
            filename=given["file"].name,
            columns=given.get("columns"),
            day_order=given.get("day_order", ""),
        )
        return self.made(statement)

    @told(
        "List the lines of a statement",
        "With who is proposed for each, and why.",
        responses=BankLineRow(many=True),
    )
    @action(detail=True, ordering=("number",), filterset_class=LineFilters, model=StatementLine)
    def lines(self, request: Request, **_: str) -> Response:
        """The lines, in the order of the file."""
        self.demand_known_parameters()
        return self.listed(self.filter_queryset(lines_of(self.viewer, self.get_object())), BankLineRow)

    @change("Say who is meant by lines", "By the member number; empty leaves a line out.", BankStatementRow, Choices)
    @action(detail=True, methods=["post"], parser_classes=(Json,))
    def choose(self, request: Request, **_: str) -> Response:
        """The statement, in its next version."""
        statement, given = self.get_object(), self.sent(Choices)
        choices = {one["line"]: one["number"] for one in given["choices"]}
        done = choose_matches(self.viewer, statement=statement, version=given["version"], choices=choices)
        return self.shown(done)

    @change("Book a statement", "A payment for each line for which somebody is chosen.", BankStatementRow, Version)
    @action(detail=True, methods=["post"], parser_classes=(Json,))
    def book(self, request: Request, **_: str) -> Response:
        """The statement, booked."""
        statement, given = self.get_object(), self.sent(Version)
        return self.shown(book_statement(self.viewer, statement=statement, version=given["version"]))

    @change("Throw a statement away", "With all that it said about people.", BankStatementRow)
    @action(detail=True, methods=["post"])
    def discard(self, request: Request, **_: str) -> Response:
        """The statement, thrown away."""
        statement = self.get_object()
        self.sent()
        return self.shown(discard_statement(self.viewer, statement=statement))

    @change("Take a statement back", "A line against each payment; both stay.", BankStatementRow)
    @action(detail=True, methods=["post"])
    def undo(self, request: Request, **_: str) -> Response:
        """The statement, taken back."""
        statement = self.get_object()
        self.sent()
        return self.shown(undo_statement(self.viewer, statement=statement))


@extend_schema_view(
    list=told("List rounds of reminders", "In the books of dues that you keep, the latest first."),
    retrieve=told("Read a round of reminders"),
)
class ReminderViewSet(Listing):
    """Rounds of reminders."""

    model = DuesReminder
    visible = staticmethod(reminders_visible_to)
    found = staticmethod(reminder_for)
    serializer_class = ReminderRow
    filterset_class = ReminderFilters
    ordering = ("-made_at", "public_id")

    @change("Draft reminders", "For members in arrears. Nothing is sent.", ReminderRow, NewReminder, 201)
    def create(self, request: Request) -> Response:
        """A round that is held."""
        given = self.sent(NewReminder)
        body = body_for(self.viewer, given.pop("body"))
        return self.made(draft_reminders(self.viewer, body=body, **given))

    @told("List whom a round reminds", responses=ReminderLetterRow(many=True))
    @action(detail=True, ordering=("public_id",), filterset_class=None, model=ReminderLetter)
    def letters(self, request: Request, **_: str) -> Response:
        """The members of the round."""
        self.demand_known_parameters()
        return self.listed(letters_of(self.viewer, self.get_object()).order_by("public_id"), ReminderLetterRow)

    @change("Take somebody off a round", "Or put her or him on again, before it is sent.", ReminderLetterRow, TakeOff)
    @action(detail=True, methods=["post"], url_path="take-off")
    def take_off(self, request: Request, **_: str) -> Response:
        """The letter."""
        reminder, given = self.get_object(), self.sent(TakeOff)
        letter = letters_of(self.viewer, reminder).filter(public_id=given["letter"]).first()
        if letter is None:
            raise NotFound("There is no such letter in these reminders.", code="no_letter")
        return self.shown(take_off_reminder(self.viewer, letter=letter, off=given.get("off", True)), ReminderLetterRow)

    @change("Send a round of reminders", "Who has paid since is left out.", ReminderRow)
    @action(detail=True, methods=["post"])
    def release(self, request: Request, **_: str) -> Response:
        """The round, sent."""
        reminder = self.get_object()
        self.sent()
        return self.shown(release_reminders(self.viewer, reminder=reminder))

    @change("Drop a round of reminders", "Nobody is written to.", ReminderRow)
    @action(detail=True, methods=["post"])
    def drop(self, request: Request, **_: str) -> Response:
        """The round, dropped."""
        reminder = self.get_object()
        self.sent()
        return self.shown(drop_reminders(self.viewer, reminder=reminder))
