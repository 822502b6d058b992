"""Technical records of lists, exports and letters to members."""

from django.contrib import admin

from members.actions.export_requests import refuse_export, release_export
from members.actions.mailings import hand_in_mailing, release_mailing, stop_mailing, take_back_mailing
from members.actions.saved_lists import delete_list
from members.enums import ExportState, MailingKind, MailingState
from members.models import ExportRequest, Mailing, SavedList
from members.queries.exports import exports_visible_to
from members.queries.mailings import mailings_visible_to
from members.queries.saved_lists import lists_visible_to
from organiser.base.admin import Button, ScopedAdmin

M = MailingState


@admin.register(SavedList)
class SavedListAdmin(ScopedAdmin):
    """Saved lists of the registers one keeps."""

    visible = staticmethod(lists_visible_to)
    list_display = ("name", "body", "owner", "shared", "made_at")
    buttons = (Button("delete", "Delete this list", lambda actor, saved: delete_list(actor, saved=saved), "Deleted."),)


@admin.register(ExportRequest)
class ExportRequestAdmin(ScopedAdmin):
    """Exports that a second person looks at."""

    visible = staticmethod(exports_visible_to)
    list_display = ("format", "body", "people", "state", "asked_by", "asked_at")
    list_filter = ("state",)
    buttons = (
        Button(
            "release",
            "Release it",
            lambda actor, asked: release_export(actor, asked=asked),
            "Released.",
            lambda asked: asked.state == ExportState.HELD,
        ),
        Button(
            "refuse",
            "Refuse it",
            lambda actor, asked: refuse_export(actor, asked=asked),
            "Refused.",
            lambda asked: asked.state == ExportState.HELD,
        ),
    )


@admin.register(Mailing)
class MailingAdmin(ScopedAdmin):
    """Letters to members of the bodies one writes for."""

    visible = staticmethod(mailings_visible_to)
    list_display = ("subject", "body", "kind", "state", "written_by", "written_at", "sent_at")
    list_filter = ("state",)
    buttons = (
        Button(
            "hand-in",
            "It is ready",
            lambda actor, mailing: hand_in_mailing(actor, mailing=mailing),
            "Handed in.",
            lambda mailing: mailing.state == M.DRAFT,
        ),
        Button(
            "release",
            "Release it",
            lambda actor, mailing: release_mailing(actor, mailing=mailing),
            "On its way.",
            lambda mailing: mailing.state == M.HELD,
        ),
        Button(
            "take-back",
            "Make it a draft again",
            lambda actor, mailing: take_back_mailing(actor, mailing=mailing),
            "A draft again.",
            lambda mailing: mailing.state == M.HELD,
        ),
        Button(
            "stop",
            "Stop it",
            lambda actor, mailing: stop_mailing(actor, mailing=mailing),
            "Stopped.",
            lambda mailing: mailing.kind == MailingKind.LETTER and mailing.state in {M.DRAFT, M.HELD, M.RELEASED},
        ),
    )
