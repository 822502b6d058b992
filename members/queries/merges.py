"""Records that were merged, as those who keep the register of both may see them."""

from collections.abc import Collection
from typing import Any

from django.db.models import Q, QuerySet

from members.merge_rules import UNDO_DAYS
from members.models import Membership, MergeRecord
from organisations.enums import Power
from organiser.base import authority, clock
from organiser.base.actor import Actor
from organiser.base.errors import NotFound


def kept_merges(viewer: Actor) -> QuerySet[MergeRecord]:
    """Merges of which the viewer keeps the registers of both records."""
    kept = authority.bodies_with(viewer, Power.KEEP_REGISTER).values("pk")
    both = Q(kept__branch__in=kept, dropped__branch__in=kept)
    return MergeRecord.objects.filter(Q(organisation__in=kept) | both).select_related(
        "kept__person", "kept__branch", "dropped__person", "dropped__branch", "organisation", "merged_by", "undone_by"
    )


def merges_visible_to(viewer: Actor) -> QuerySet[MergeRecord]:
    """The same; nobody sees a merge of which she or he keeps one half alone, or none."""
    return kept_merges(viewer) if viewer.is_authenticated else MergeRecord.objects.none()


def merge_for(viewer: Actor, public_id: str) -> MergeRecord:
    """The merge of that public id.

    Raises:
        NotFound: where there is none of which the viewer keeps both.
    """
    found = merges_visible_to(viewer).filter(public_id=public_id).first()
    if found is None:
        raise NotFound("There is no such merge here.", code="no_merge")
    return found


def merges_into(membership: Membership) -> list[MergeRecord]:
    """What was merged into a record and stands, with the history of each, for whoever may read that record."""
    merges = MergeRecord.objects.filter(leads_to=membership, undone_at__isnull=True)
    return list(
        merges.select_related("dropped__person", "kept", "merged_by").prefetch_related("dropped__spans__branch")
    )


def known_by_number(prefix: str) -> QuerySet[MergeRecord, Any]:
    """The records to which an old number leads, for the search of a register."""
    return MergeRecord.objects.filter(undone_at__isnull=True, number__startswith=prefix).values("leads_to")


def with_kept(memberships: Collection[int]) -> list[int]:
    """The keys of these records and of all that they were merged into, in one order for locks."""
    keys, ahead = set(memberships), set(memberships)
    while ahead:
        led = MergeRecord.objects.filter(dropped__in=ahead, undone_at__isnull=True)
        ahead = set(led.values_list("kept", flat=True)) - keys
        keys |= ahead
    return sorted(keys)


def merges_to_settle() -> QuerySet[MergeRecord]:
    """Merges whose thirty days are over; for the clock, of all organisations."""
    over = MergeRecord.objects.filter(undone_at__isnull=True, settled_at__isnull=True)
    return over.filter(merged_at__lt=clock.now() - UNDO_DAYS).select_related("kept", "dropped__person").order_by("pk")
