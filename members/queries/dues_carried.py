"""Charges in the books of another branch that are owed where the member stands now, as her treasurer may see them."""

from django.db.models import F, QuerySet

from members.enums import DuesKind
from members.models import DuesEntry, Membership
from members.queries.dues import accounts_kept_by, entries_visible_to, entry_for
from organiser.base.actor import Actor


def carried_charges(viewer: Actor) -> QuerySet[DuesEntry]:
    """Charges that members brought along when they moved or their branch was merged, and that are not settled.

    Of the books of the other branch nothing else is seen: only for what is asked here, so that it can be waived here.
    """
    kept = accounts_kept_by(viewer).select_related(None).exclude(owed_since=None)
    charges = DuesEntry.objects.filter(kind=DuesKind.CHARGE, cents__gt=0, reversed_by__isnull=True)
    owed = charges.filter(membership__in=kept.values("pk"), period_until__gte=F("membership__owed_since"))
    seen = entries_visible_to(viewer).select_related(None).order_by().values("pk")
    return owed.exclude(pk__in=seen).select_related("membership__person", "body", "organisation")


def carried_to(viewer: Actor, membership: Membership) -> QuerySet[DuesEntry]:
    """Those of one account, the oldest first."""
    return carried_charges(viewer).filter(membership=membership).order_by("period_from", "pk")


def charge_to_waive(viewer: Actor, public_id: str) -> DuesEntry:
    """A line of an account that the viewer may see, or a charge that was brought along.

    Raises:
        NotFound: where there is neither.
    """
    found = carried_charges(viewer).filter(public_id=public_id).first()
    return found or entry_for(viewer, public_id)
