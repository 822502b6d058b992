"""Technical records of the register."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from members.actions.import_memory import forget_headings
from members.actions.import_staging import discard_import
from members.actions.import_undoing import undo_import
from members.actions.import_writing import commit_import
from members.actions.memberships import admit, change_state
from members.actions.people import log_reading
from members.admin import (  # noqa: F401  # the registries fill themselves
    applications,  # the registry fills itself
    dues,
    interventions,
    lists,  # the registry fills itself
    moving,
    privacy,  # the registry fills itself
)
from members.enums import MEMBERSHIP_STEPS, ImportStatus, MembershipState
from members.models import Dissent, ImportBatch, Membership, MembershipSpan
from members.queries import desk
from members.queries.register import searched
from organiser.base.admin import Button, ReadOnlyRows, ScopedAdmin


class Spans(ReadOnlyRows):
    """The dated history of a membership."""

    model = MembershipSpan
    shown_fields = ("state", "branch", "from_on", "until_on", "decision")
    fk_name = "membership"


@admin.register(Membership)
class MembershipAdmin(ScopedAdmin):
    """The registers one keeps."""

    visible = staticmethod(desk.kept_memberships)
    list_display = ("number", "person", "branch", "state", "joined_on")
    list_filter = ("state",)
    search_fields = ("sort_name__contains", "number__startswith")
    search_help_text = "Part of a name without accents, or the beginning of a number."
    inlines = (Spans,)
    buttons = (
        Button(
            "admit",
            "Admit as full member",
            lambda actor, membership: admit(actor, membership=membership),
            "Admitted.",
            lambda membership: membership.state in {MembershipState.APPLICANT, MembershipState.TRIAL},
        ),
        Button(
            "leave",
            "Put on leave",
            lambda actor, membership: change_state(actor, membership=membership, to=MembershipState.ON_LEAVE),
            "Put on leave.",
            lambda membership: membership.state == MembershipState.FULL,
        ),
        Button(
            "resigned",
            "Note that they resigned",
            lambda actor, membership: change_state(actor, membership=membership, to=MembershipState.RESIGNED),
            "Noted.",
            lambda membership: (
                MembershipState.RESIGNED in MEMBERSHIP_STEPS[MembershipState(membership.state)]
                and membership.state != MembershipState.APPLICANT
            ),
        ),
        Button(
            "lapsed",
            "Write down as lapsed",
            lambda actor, membership: change_state(actor, membership=membership, to=MembershipState.LAPSED),
            "Written down.",
            lambda membership: MembershipState.LAPSED in MEMBERSHIP_STEPS[MembershipState(membership.state)],
        ),
    )

    def get_search_results(
        self, _request: HttpRequest, queryset: QuerySet[Membership], search_term: str
    ) -> tuple[QuerySet[Membership], bool]:
        """The same search as on the page of the register, with or without accents."""
        return searched(queryset, search_term), False

    def opened(self, request: HttpRequest, record: Membership) -> None:
        """Write into the log that the member can read that somebody opened the record."""
        log_reading(request.user, record, "record in the admin")


@admin.register(ImportBatch)
class ImportBatchAdmin(ScopedAdmin):
    """Imports into the registers one keeps."""

    visible = staticmethod(desk.imports)
    list_display = ("filename", "body", "status", "to_create", "existing", "refused", "made_at")
    list_filter = ("status",)
    buttons = (
        Button(
            "import",
            "Import these people",
            lambda actor, batch: commit_import(actor, batch=batch),
            "Imported; a large import waits for its turn and says so in its status.",
            lambda batch: batch.status == ImportStatus.STAGED,
        ),
        Button(
            "discard",
            "Throw this file away",
            lambda actor, batch: discard_import(actor, batch=batch),
            "Thrown away.",
            lambda batch: batch.status in {ImportStatus.STAGED, ImportStatus.READING},
        ),
        Button(
            "forget",
            "Forget what its headings mean",
            lambda actor, batch: forget_headings(actor, batch=batch),
            "Forgotten.",
            lambda batch: batch.memory_id is not None,
        ),
        Button(
            "undo",
            "Undo this import",
            lambda actor, batch: undo_import(actor, batch=batch),
            "Undone; a large import waits for its turn and says so in its status.",
            lambda batch: batch.status == ImportStatus.IMPORTED,
        ),
    )


@admin.register(Dissent)
class DissentAdmin(ScopedAdmin):
    """Dissents from programmes of the organisations one works for."""

    visible = staticmethod(desk.dissents)
    list_display = ("version", "part", "recorded_at", "withdrawn_at")
