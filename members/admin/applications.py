"""Technical records of applications to join."""

from django.contrib import admin
from django.http import HttpRequest

from members.actions.answering import admit_applicant
from members.actions.people import log_reading
from members.enums import ApplicationState
from members.models import Application, Sponsorship
from members.queries.applications import kept_applications
from organiser.base.admin import Button, ReadOnlyRows, ScopedAdmin


class Sponsorships(ReadOnlyRows):
    """Who speaks for the applicant."""

    model = Sponsorship
    shown_fields = ("sponsor", "at", "withdrawn_at")
    fk_name = "application"


@admin.register(Application)
class ApplicationAdmin(ScopedAdmin):
    """Applications in the registers one keeps. They are declined on their page, where the reason is written."""

    visible = staticmethod(kept_applications)
    list_display = ("membership", "branch", "state", "asked_at", "answered_at")
    list_filter = ("state",)
    shown_fields = (
        *("public_id", "organisation", "branch", "membership", "state", "asked_at", "confirmed_at", "answered_at"),
        *("answered_by", "decision", "reason", "answers"),
    )
    inlines = (Sponsorships,)
    buttons = (
        Button(
            "admit",
            "Admit",
            lambda actor, application: admit_applicant(actor, application=application),
            "Admitted.",
            lambda application: application.state == ApplicationState.OPEN,
        ),
    )

    def opened(self, request: HttpRequest, record: Application) -> None:
        """Write into the log that the applicant can read that somebody opened the application."""
        if record.membership is not None:
            log_reading(request.user, record.membership, "application in the admin")
