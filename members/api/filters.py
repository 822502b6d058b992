"""What a register and its imports can be narrowed by."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from members.enums import (
    SHOWN_STATES,
    ApplicationState,
    ImportStatus,
    MailingState,
    NoticesBy,
    PairState,
    RowOutcome,
    TransferState,
)
from members.models import Application, Membership
from members.queries.filtering import ASKED, in_branch, narrowed_by_list
from members.queries.past import kept_or_own, members_on, register_named
from members.queries.register import in_state, searched
from members.queries.saved_lists import list_for
from organisations.models import Body
from organiser.base.api.filters import DayFilter, Filters, IdFilter, WordFilter, WordsFilter, YesFilter
from organiser.base.errors import Invalid, NotFound

STATES = [("members", "Everybody who belongs now"), *SHOWN_STATES]


class MembershipFilters(Filters):
    """A register by body, state, words, and who belonged on a day."""

    register: Body | None = None

    body = IdFilter(method="of_body", label="Public id of a body: its register.")
    state = WordFilter(STATES, method="of_state", label="A state, or members for all who belong now.")
    q = WordsFilter(
        method="search", label="Parts of the name, the beginning of the number, or digits of the phone number."
    )
    active_on = DayFilter(method="on_day", label="Who belonged on this day, by the history of each membership.")

    list = IdFilter(method="of_list", label="Public id of a saved list: whom it finds now.")
    branch = WordsFilter(method="in_branch", label="With the body of an organisation: public id of a branch, or none.")
    town = WordsFilter(method="asked", label="The beginning of the town.")
    postcode = WordsFilter(method="asked", label="The beginning of the postcode.")
    language = WordsFilter(method="asked")
    notices_by = WordFilter(NoticesBy.choices, method="asked")
    joined_from = DayFilter(method="asked", label="Joined on this day or later.")
    joined_until = DayFilter(method="asked", label="Joined on this day or earlier.")
    left_from = DayFilter(method="asked", label="Left on this day or later.")
    left_until = DayFilter(method="asked", label="Left on this day or earlier.")
    leaves_until = DayFilter(method="asked", label="Has said that she or he leaves, by this day.")
    settled_before = DayFilter(method="asked", label="Dues settled to a day before this one.")
    in_arrears = YesFilter(method="asked", label="Whether dues are owed.")
    has_email = YesFilter(method="asked")
    has_phone = YesFilter(method="asked")

    def asked(self, memberships: QuerySet[Membership], name: str, value: Any) -> QuerySet[Membership]:
        """The same filters as on the page of the register, of what the viewer sees."""
        return memberships.filter(ASKED[name]({"true": True, "false": False}.get(value, value)))

    def in_branch(self, memberships: QuerySet[Membership], _name: str, value: str) -> QuerySet[Membership]:
        """Those in one branch; in the register of an organisation alone, which must be named."""
        if self.register is None:
            raise Invalid("Name the body whose register it is, too.", code="branch", field="branch")
        return in_branch(memberships, self.register, value)

    def of_list(self, memberships: QuerySet[Membership], _name: str, value: str) -> QuerySet[Membership]:
        """Those whom a saved list finds; nothing where the viewer may not read it."""
        try:
            return narrowed_by_list(memberships, list_for(self.request.user, value))
        except NotFound:
            return memberships.none()

    def filter_queryset(self, queryset: QuerySet[Membership]) -> QuerySet[Membership]:
        """Without a body, the registers that the viewer keeps, or else her or his own membership."""
        if not self.form.cleaned_data["body"]:
            queryset = kept_or_own(self.request.user, queryset)
        return super().filter_queryset(queryset)

    def of_body(self, memberships: QuerySet[Membership], _name: str, value: str) -> QuerySet[Membership]:
        """The register of one body; nothing where the viewer may not know of it."""
        try:
            ever = self.form.cleaned_data["active_on"] is not None
            memberships, self.register = register_named(self.request.user, memberships, value, ever=ever)
        except NotFound:
            return memberships.none()
        return memberships

    def of_state(self, memberships: QuerySet[Membership], _name: str, value: str) -> QuerySet[Membership]:
        """Those in a state now; with a day, those who stood so on it (see `on_day`)."""
        return memberships if self.form.cleaned_data["active_on"] is not None else in_state(memberships, value)

    def search(self, memberships: QuerySet[Membership], _name: str, value: str) -> QuerySet[Membership]:
        """The same search as on the page of the register."""
        return searched(memberships, value)

    def on_day(self, memberships: QuerySet[Membership], _name: str, value: date) -> QuerySet[Membership]:
        """Those who belonged on a day, in the branch and the state that is asked for."""
        return members_on(memberships, value, self.register, self.form.cleaned_data["state"] or "members")


class TransferFilters(Filters):
    """Moves by where they stand and by the branches they lead between."""

    state = WordFilter(TransferState.choices, field_name="state")
    from_branch = IdFilter(field_name="from_branch__public_id", label="Public id of the branch that is left.")
    to_branch = IdFilter(field_name="to_branch__public_id", label="Public id of the branch that is asked.")


class PairFilters(Filters):
    """Pairs by what became of them."""

    state = WordFilter(PairState.choices, field_name="state")


class ApplicationFilters(Filters):
    """Applications by the body that is joined, and by where they stand."""

    body = IdFilter(method="of_body", label="Public id of a body: the applications to it.")
    state = WordFilter(ApplicationState.choices, field_name="state")

    def of_body(self, applications: QuerySet[Application], _name: str, value: str) -> QuerySet[Application]:
        """Those to one body; the organisation has those to its branches too."""
        mine = Q(membership__branch__public_id=value) | Q(membership__organisation__public_id=value)
        return applications.filter(mine)


class ImportFilters(Filters):
    """Imports by body and by what became of them."""

    body = IdFilter(field_name="body__public_id", label="Public id of a body.")
    status = WordFilter(ImportStatus.choices, field_name="status")


class RowFilters(Filters):
    """Rows of a file by what will become of them."""

    outcome = WordFilter(RowOutcome.choices, field_name="outcome")


class OfBodyFilters(Filters):
    """By body alone."""

    body = IdFilter(field_name="body__public_id", label="Public id of a body.")


class MailingFilters(OfBodyFilters):
    """Letters by body and by where they stand."""

    state = WordFilter(MailingState.choices, field_name="state")
