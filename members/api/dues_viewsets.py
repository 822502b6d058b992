"""Addresses of dues: what is asked, accounts and their lines, and charging a period."""

from drf_spectacular.utils import extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from members.actions.dues_charging import charge_dues
from members.actions.dues_entries import pay_dues, refund_dues, reverse_dues, waive_dues
from members.actions.dues_plans import choose_dues
from members.api.dues_filters import AccountFilters, EntryFilters, OfBodyFilters
from members.api.dues_serializers import (
    DuesAccountRow,
    DuesChoice,
    DuesEntryRow,
    DuesFiguresRow,
    DuesPlanRow,
    DuesReason,
    DuesRunRow,
    DuesSchemeRow,
    NewDuesEntry,
    NewDuesRun,
    Waiver,
)
from members.api.serializers import OfBody
from members.dues_rules import demand_treasurer_of
from members.enums import DuesKind
from members.models import DuesEntry, DuesRun, DuesScheme, Membership
from members.queries.dues import (
    account_for,
    account_with_owed,
    accounts_with_owed,
    entries_visible_to,
    entry_for,
    run_for,
    runs_visible_to,
)
from members.queries.dues_carried import charge_to_waive
from members.queries.dues_figures import figures_of
from members.queries.dues_schemes import scheme_for, schemes_visible_to
from organisations.queries.bodies import body_for
from organiser.base.api.views import Listing, change, told


@extend_schema_view(
    list=told("List what is asked", "The schemes of dues of the bodies you belong to, in all their versions."),
    retrieve=told("Read a scheme of dues"),
)
class DuesSchemeViewSet(Listing):
    """Schemes of dues. They are set by a motion with the effect set_dues, and by nothing else."""

    model = DuesScheme
    visible = staticmethod(schemes_visible_to)
    found = staticmethod(scheme_for)
    serializer_class = DuesSchemeRow
    filterset_class = OfBodyFilters
    ordering = ("-from_on", "public_id")


@extend_schema_view(
    list=told("List lines of accounts", "Your own, and those in the books of dues that you keep."),
    retrieve=told("Read a line of an account"),
)
class DuesEntryViewSet(Listing):
    """Lines of accounts. None is ever changed; a wrong one is taken back by a second."""

    model = DuesEntry
    visible = staticmethod(entries_visible_to)
    found = staticmethod(entry_for)
    serializer_class = DuesEntryRow
    filterset_class = EntryFilters
    ordering = ("-day", "public_id")

    @change("Book a payment or a refund", "For the treasurer.", DuesEntryRow, NewDuesEntry, 201)
    def create(self, request: Request) -> Response:
        """One line."""
        given = self.sent(NewDuesEntry)
        membership = account_for(self.viewer, given["member"])
        act = pay_dues if given["kind"] == DuesKind.PAYMENT else refund_dues
        entry = act(
            self.viewer,
            membership=membership,
            cents=given["cents"],
            day=given.get("day"),
            note=given.get("note", ""),
        )
        return self.made(entry_for(self.viewer, entry.public_id))

    @change(
        "Waive a period",
        "For the treasurer, of a line that charges it. Only she or he and the member can tell it from a payment.",
        DuesEntryRow,
        Waiver,
        201,
    )
    @action(detail=True, methods=["post"])
    def waive(self, request: Request, **_: str) -> Response:
        """The waiver."""
        charge = charge_to_waive(self.viewer, self.named)
        demand_treasurer_of(self.viewer, charge.membership)
        given = self.sent(Waiver)
        entry = waive_dues(
            self.viewer, charge=charge, note=given.get("note", ""), from_pot=given.get("from_pot", False)
        )
        return self.made(entry_for(self.viewer, entry.public_id))

    @change("Take a line back", "For the treasurer, with a reason. Both lines stay.", DuesEntryRow, DuesReason, 201)
    @action(detail=True, methods=["post"])
    def reverse(self, request: Request, **_: str) -> Response:
        """The line that takes it back."""
        entry = self.get_object()
        demand_treasurer_of(self.viewer, entry.membership)
        back = reverse_dues(self.viewer, entry=entry, reason=self.sent(DuesReason)["reason"])
        return self.made(entry_for(self.viewer, back.public_id))


@extend_schema_view(
    list=told("List accounts", "Your own, and those whose dues you keep; with arrears_months the list of arrears."),
    retrieve=told("Read an account", "By the id of the membership."),
)
class DuesAccountViewSet(Listing):
    """Accounts of dues."""

    model = Membership
    visible = staticmethod(accounts_with_owed)
    found = staticmethod(account_with_owed)
    serializer_class = DuesAccountRow
    filterset_class = AccountFilters
    ordering = ("sort_name", "public_id")

    @change(
        "Choose what is paid",
        "By the member, or by the treasurer from paper. It counts from the next period that begins.",
        DuesPlanRow,
        DuesChoice,
        201,
    )
    @action(detail=True, methods=["post"])
    def choose(self, request: Request, **_: str) -> Response:
        """The choice."""
        membership, given = self.get_object(), self.sent(DuesChoice)
        return self.made(choose_dues(self.viewer, membership=membership, **given), DuesPlanRow)

    @told(
        "Read the figures of a body",
        "By month, for its members and its treasurer. No number behind which fewer than five people stand is told.",
        parameters=[OfBody],
        responses=DuesFiguresRow,
    )
    @action(detail=False, filterset_class=None, pagination_class=None)
    def figures(self, request: Request) -> Response:
        """The months."""
        asked = OfBody(data=request.query_params.dict(), context=self.get_serializer_context())
        asked.is_valid(raise_exception=True)
        body = body_for(self.viewer, asked.validated_data["body"])
        return Response(DuesFiguresRow(figures_of(self.viewer, body)).data)


@extend_schema_view(
    list=told("List periods that were charged", "In the books of dues that you keep."),
    retrieve=told("Read one of them"),
)
class DuesRunViewSet(Listing):
    """Periods that were charged. The clock charges each when it begins."""

    model = DuesRun
    visible = staticmethod(runs_visible_to)
    found = staticmethod(run_for)
    serializer_class = DuesRunRow
    filterset_class = OfBodyFilters
    ordering = ("-period_from", "public_id")

    @change("Charge a period", "For the treasurer. Nobody is charged twice for any day.", DuesRunRow, NewDuesRun, 201)
    def create(self, request: Request) -> Response:
        """The run."""
        given = self.sent(NewDuesRun)
        run = charge_dues(self.viewer, body=body_for(self.viewer, given["body"]), day=given.get("day"))
        return self.made(run)
