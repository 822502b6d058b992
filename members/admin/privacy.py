"""Technical records of erasures, and of the times at which all sign-ins were ended."""

from django.contrib import admin

from members.actions.erasures import withdraw_erasure_for
from members.enums import ErasureState
from members.models import Erasure, Panic
from members.queries.erasing import erasures_visible_to
from members.queries.panics import panics_worked_for
from organiser.base.admin import Button, ScopedAdmin


@admin.register(Erasure)
class ErasureAdmin(ScopedAdmin):
    """The locked records of the registers one keeps."""

    visible = staticmethod(erasures_visible_to)
    list_display = ("membership", "ground", "state", "asked_at", "locked_until")
    buttons = (
        Button(
            "withdraw",
            "Take it back",
            lambda actor, erasure: withdraw_erasure_for(actor, erasure=erasure),
            "Taken back.",
            lambda erasure: erasure.state == ErasureState.ASKED,
        ),
    )


@admin.register(Panic)
class PanicAdmin(ScopedAdmin):
    """When all sign-ins were ended of the bodies in which one holds a role."""

    visible = staticmethod(panics_worked_for)
    list_display = ("body", "at", "by", "closed_until")
