"""The shape of every admin page: scoped, read-only, with buttons that call actions.

The admin is for keeping house and not for governing (style.md, section 2): it shows records as they are, and whatever
changes them goes through the same actions as every other door.
"""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet

from organiser.base import authority
from organiser.base.admin.records import Button, ScopedAdmin
from organiser.base.admin.rows import ReadOnlyRows
from organiser.base.models import LedgerContent, LedgerEntry

__all__ = ["Button", "ReadOnlyRows", "ScopedAdmin"]


def entries_visible_to(viewer: Any) -> QuerySet[LedgerEntry]:
    """The ledger entries of the bodies in which the viewer holds a role."""
    return LedgerEntry.objects.filter(body__in=authority.bodies_with(viewer, None).values("public_id"))


class ContentRows(ReadOnlyRows):
    """What an entry says, as long as it has not been removed."""

    model = LedgerContent
    shown_fields = ("content",)


@admin.register(LedgerEntry)
class LedgerEntryAdmin(ScopedAdmin):
    """The ledger of the bodies one works for.

    The place of an entry in its chain is not shown, nor the digests it could be reckoned from: the gaps between two
    entries of a branch would tell how much is done in the others (invariant 7). `verify_ledger` reads the whole chain.
    """

    visible = staticmethod(entries_visible_to)
    list_display = ("action", "at", "subject")
    shown_fields = ("public_id", "chain", "at", "action", "actor", "body", "subject", "content_digest")
    list_filter = ("action",)
    search_fields = ("subject", "action")
    ordering = ("-at",)
    inlines = (ContentRows,)
