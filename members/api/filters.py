"""What a register and its imports can be narrowed by."""

from datetime import date

from django.db.models import Q, QuerySet

from members.enums import SHOWN_STATES, ApplicationState, ImportStatus, PairState, RowOutcome, TransferState
from members.models import Application, Membership
from members.queries.past import kept_or_own, members_on, register_named
from members.queries.register import in_state, searched
from organisations.models import Body
from organiser.base.api.filters import DayFilter, Filters, IdFilter, WordFilter, WordsFilter
from organiser.base.errors import NotFound

STATES = [("members", "Everybody who belongs now"), *SHOWN_STATES]


class MembershipFilters(Filters):
    """A register by body, state, words, and who belonged on a day."""

    register: Body | None = None

    body = IdFilter(method="of_body", label="Public id of a body: its register.")
    state = WordFilter(STATES, method="of_state", label="A state, or members for all who belong now.")
    q = WordsFilter(method="search", label="The beginning of words of the name, or of the number.")
    active_on = DayFilter(method="on_day", label="Who belonged on this day, by the history of each membership.")

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
        """Those in a state now."""
        return in_state(memberships, value)

    def search(self, memberships: QuerySet[Membership], _name: str, value: str) -> QuerySet[Membership]:
        """The same search as on the page of the register."""
        return searched(memberships, value)

    def on_day(self, memberships: QuerySet[Membership], _name: str, value: date) -> QuerySet[Membership]:
        """Those who belonged on a day, in the branch that is asked for."""
        return members_on(memberships, value, self.register)


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
