"""What roles and terms can be narrowed by."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from organisations.enums import Power
from organiser.base.api.filters import DayFilter, Filters, IdFilter, WordFilter
from skills.enums import TermKind
from skills.models import Role, Term
from skills.queries.lookups import with_holders
from skills.queries.powers import in_office


class RoleFilters(Filters):
    """Roles by body and power, with those who held them on a day."""

    body = IdFilter(field_name="body__public_id", label="Public id of a body.")
    power = WordFilter(Power.choices, field_name="power_rows__power")
    on = DayFilter(method="as_is", label="Show who held each role on this day; today where it is left out.")

    def as_is(self, roles: QuerySet[Role], _name: str, _value: date) -> QuerySet[Role]:
        """The day narrows nothing."""
        return roles

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The roles, each with its holders of that day."""
        return with_holders(super().filter_queryset(queryset), self.request.user, self.form.cleaned_data["on"])


class TermFilters(Filters):
    """Terms by body, role and kind; `on` answers who held what on a day (mission B14)."""

    body = IdFilter(field_name="role__body__public_id", label="Public id of a body.")
    role = IdFilter(field_name="role__public_id", label="Public id of a role.")
    kind = WordFilter(TermKind.choices, field_name="kind")
    on = DayFilter(method="on_day", label="Terms that ran on this day.")

    def on_day(self, terms: QuerySet[Term], _name: str, value: date) -> QuerySet[Term]:
        """The terms that ran on a day."""
        return terms.filter(pk__in=in_office(value).values("pk"))
