"""Technical records of moves between branches, of records that look alike and of those that were merged."""

from django.contrib import admin

from members.actions.duplicates import dismiss_pair
from members.actions.merge_undoing import undo_merge
from members.actions.transfers import accept_transfer, release_member
from members.enums import PairState, TransferState
from members.merge_rules import can_be_undone
from members.models import ConstituencyEstimate, DuplicatePair, MergeRecord, Transfer
from members.queries.duplicates import kept_pairs
from members.queries.estimates import estimates_visible_to
from members.queries.merges import kept_merges
from members.queries.transfers import kept_transfers
from organiser.base.admin import Button, ScopedAdmin


@admin.register(Transfer)
class TransferAdmin(ScopedAdmin):
    """Moves out of and into the registers one keeps."""

    visible = staticmethod(kept_transfers)
    list_display = ("membership", "from_branch", "to_branch", "state", "asked_at")
    list_filter = ("state",)
    buttons = (
        Button(
            "release",
            "Let go",
            lambda actor, transfer: release_member(actor, transfer=transfer),
            "Let go.",
            lambda transfer: transfer.state == TransferState.REQUESTED,
        ),
        Button(
            "accept",
            "Take in",
            lambda actor, transfer: accept_transfer(actor, transfer=transfer),
            "Taken in.",
            lambda transfer: transfer.state == TransferState.RELEASED,
        ),
    )


@admin.register(DuplicatePair)
class DuplicatePairAdmin(ScopedAdmin):
    """Pairs of records of which one keeps both."""

    visible = staticmethod(kept_pairs)
    list_display = ("first", "second", "likeness", "state")
    list_filter = ("state",)
    buttons = (
        Button(
            "dismiss",
            "They are two people",
            lambda actor, pair: dismiss_pair(actor, pair=pair),
            "They stay two.",
            lambda pair: pair.state == PairState.PROPOSED,
        ),
    )


@admin.register(ConstituencyEstimate)
class ConstituencyEstimateAdmin(ScopedAdmin):
    """How many bodies could organise, as they reckon; what the clock counts of members is told nowhere when small."""

    visible = staticmethod(estimates_visible_to)
    list_display = ("body", "number", "source", "as_of", "given_at")


@admin.register(MergeRecord)
class MergeRecordAdmin(ScopedAdmin):
    """Merges of records of which one keeps both."""

    visible = staticmethod(kept_merges)
    list_display = ("number", "kept", "merged_at", "undone_at")
    shown_fields = ("organisation", "kept", "number", "merged_at", "merged_by", "settled_at", "undone_at", "undone_by")
    buttons = (
        Button(
            "undo",
            "Take the two apart again",
            lambda actor, merge: undo_merge(actor, merge=merge),
            "Taken apart.",
            can_be_undone,
        ),
    )
