"""Technical records of roles and terms."""

from django.contrib import admin

from organiser.base.admin import ReadOnlyRows, ScopedAdmin
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
class TermAdmin(ScopedAdmin):
    """Who held which role from when until when; a decision fills them."""

    visible = staticmethod(desk.terms)
    list_display = ("role", "person", "kind", "starts_on", "ends_on", "ended_on")
    list_filter = ("kind",)
