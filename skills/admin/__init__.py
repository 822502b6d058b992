"""Technical records of roles and terms."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from members.actions.people import log_reading
from members.queries.own import own_membership_in
from organisations.admin.operators import OperatedAdmin
from organisations.models import Body
from organiser.base.admin import ReadOnlyRows, ScopedAdmin
from skills.admin import interventions  # noqa: F401  # the registry fills itself
from skills.models import Role, RolePower, Term
from skills.queries import desk


class Powers(ReadOnlyRows):
    """What a role may do."""

    model = RolePower
    shown_fields = ("power",)


@admin.register(Role)
class RoleAdmin(ScopedAdmin):
    """Roles of the bodies one works for; a decision makes them."""

    visible = staticmethod(desk.roles)
    list_display = ("name", "body", "seats")
    inlines = (Powers,)


@admin.register(Term)
class TermAdmin(OperatedAdmin):
    """Who held which role from when until when; a decision fills them."""

    visible = staticmethod(desk.terms)
    operated = staticmethod(desk.lost_terms)
    operator_fields = ("role", "person", "kind", "starts_on", "ends_on")
    list_display = ("role", "person", "kind", "starts_on", "ends_on", "ended_on")
    list_filter = ("kind",)

    def body_of(self, record: Any) -> Body:
        """The body whose role it is."""
        return record.role.body

    def opened_as_operator(self, request: HttpRequest, record: Any) -> None:
        """A term names its holder, who reads in her or his own log that the operator opened it."""
        super().opened_as_operator(request, record)
        membership = own_membership_in(record.person, record.role.organisation)
        if membership is not None:
            log_reading(request.user, membership, "term, by the operator")
