"""What accounts, their lines and statements can be narrowed by."""

from django import forms
from django.db.models import QuerySet
from django_filters import rest_framework as filters
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field

from members.enums import DuesKind, LineOutcome, ReminderStatus, StatementStatus
from members.models import Membership
from members.queries.dues import owing_longer
from organiser.base.api.filters import DayFilter, Filters, IdFilter, WordFilter


@extend_schema_field(OpenApiTypes.INT)
class MonthsFilter(filters.Filter):  # type: ignore[misc]  # django-filter ships no types
    """A number of months."""

    field_class = forms.IntegerField


class OfBodyFilters(Filters):
    """By body."""

    body = IdFilter(field_name="body__public_id", label="Public id of a body.")


class EntryFilters(OfBodyFilters):
    """Lines of accounts by body, member, kind and day."""

    member = IdFilter(field_name="membership__public_id", label="Public id of a membership.")
    kind = WordFilter(DuesKind.choices, field_name="kind")
    since = DayFilter(field_name="day", lookup_expr="gte", label="From this day on.")
    until = DayFilter(field_name="day", lookup_expr="lte", label="Up to this day.")


class AccountFilters(Filters):
    """Accounts by branch, and by how long something is owed."""

    branch = IdFilter(field_name="branch__public_id", label="Public id of a branch.")
    arrears_months = MonthsFilter(
        method="in_arrears", min_value=0, max_value=120, label="Who owes something for more than so many months."
    )

    def in_arrears(self, accounts: QuerySet[Membership], _name: str, value: int) -> QuerySet[Membership]:
        """Those in arrears."""
        return owing_longer(accounts, value).filter(owed__gt=0)


class ReminderFilters(OfBodyFilters):
    """Rounds of reminders by body and by what became of them."""

    status = WordFilter(ReminderStatus.choices, field_name="status")


class StatementFilters(OfBodyFilters):
    """Bank statements by body and by what became of them."""

    status = WordFilter(StatementStatus.choices, field_name="status")


class LineFilters(Filters):
    """Lines of a statement by what becomes of them."""

    outcome = WordFilter(LineOutcome.choices, field_name="outcome")
