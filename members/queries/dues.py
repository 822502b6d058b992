"""Schemes, accounts and the ledger of dues, each as far as the viewer may see it (invariant 7).

Amounts are for the member and for the treasurer. The treasurer of a branch sees the members who stand in her branch
now, and of their accounts what stands in the books of her branch; that of the organisation sees the whole.
"""

from typing import Any

from django.db.models import BigIntegerField, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from members.counting import add_months
from members.dues_rules import COLLECTS, keeps_dues
from members.enums import MembershipState
from members.models import DuesEntry, DuesPlan, DuesRun, Membership, MergeRecord
from organisations.enums import BodyType, Power
from organisations.models import Body
from organiser.base import authority, clock
from organiser.base.actor import Actor
from organiser.base.errors import NotFound

NO_ENTRY = "There is no such line of an account here."


def _kept(viewer: Actor) -> QuerySet[Any, Any]:
    return authority.bodies_with(viewer, Power.KEEP_DUES).filter(type__in=COLLECTS).values("pk")


def accounts_kept_by(viewer: Actor) -> QuerySet[Membership]:
    """The memberships whose dues the viewer keeps, whatever their state."""
    if not viewer.is_authenticated:
        return Membership.objects.none()
    kept = _kept(viewer)
    seen = Membership.objects.filter(Q(branch__in=kept) | Q(organisation__in=kept))
    return seen.select_related("person", "branch", "organisation")


def accounts_visible_to(viewer: Actor) -> QuerySet[Membership]:
    """The memberships whose dues the viewer keeps, and her or his own."""
    if not viewer.is_authenticated:
        return Membership.objects.none()
    kept = _kept(viewer)
    seen = Q(branch__in=kept) | Q(organisation__in=kept)
    if viewer.bound_body_id is None:
        seen |= Q(person_id=viewer.pk)
    return Membership.objects.filter(seen).select_related("person", "branch", "organisation")


def account_for(viewer: Actor, public_id: str) -> Membership:
    """The membership of that public id whose account the viewer may see.

    Raises:
        NotFound: where there is none.
    """
    found = accounts_visible_to(viewer).filter(public_id=public_id).first()
    if found is None:
        raise NotFound("There is no such member here.", code="no_member")
    return found


def entries_visible_to(viewer: Actor) -> QuerySet[DuesEntry]:
    """Lines of accounts: one's own, and those in the books that the viewer keeps of members who stand there now."""
    if not viewer.is_authenticated:
        return DuesEntry.objects.none()
    kept = _kept(viewer)
    seen = Q(organisation__in=kept) | Q(body__in=kept, membership__branch=F("body"))
    if viewer.bound_body_id is None:
        seen |= Q(membership__person_id=viewer.pk)
    return DuesEntry.objects.filter(seen).select_related("membership__person", "body", "organisation", "reverses")


def entries_kept_by(viewer: Actor) -> QuerySet[DuesEntry]:
    """The same without one's own: for the technical records, which are work."""
    if not viewer.is_authenticated:
        return DuesEntry.objects.none()
    kept = _kept(viewer)
    seen = Q(organisation__in=kept) | Q(body__in=kept, membership__branch=F("body"))
    return DuesEntry.objects.filter(seen).select_related("membership__person", "body", "reverses")


def entry_for(viewer: Actor, public_id: str) -> DuesEntry:
    """The line of an account of that public id.

    Raises:
        NotFound: where there is none that the viewer may see.
    """
    found = entries_visible_to(viewer).filter(public_id=public_id).first()
    if found is None:
        raise NotFound(NO_ENTRY, code="no_entry")
    return found


def entries_of(viewer: Actor, membership: Membership) -> QuerySet[DuesEntry]:
    """What of one account the viewer may see, the latest first; with whether each line was taken back."""
    taken = DuesEntry.objects.filter(reverses=OuterRef("pk"))
    own = entries_visible_to(viewer).filter(membership=membership).annotate(is_reversed=Exists(taken))
    return own.order_by("-day", "-pk")


def books_of(membership: Membership) -> int:
    """The key of the body in whose books a member stands now."""
    return membership.branch_id or membership.organisation_id


def in_books(entries: QuerySet[DuesEntry], body: Body) -> QuerySet[DuesEntry]:
    """Those in the books of a body; in the eyes of an organisation all of it is one book."""
    if body.type == BodyType.ORGANISATION:
        return entries.filter(organisation=body.pk)
    return entries.filter(body=body.pk)


def with_owed(memberships: QuerySet[Membership], body: Body) -> QuerySet[Any, Any]:
    """Each with what is owed in the books of a body, as `owed`."""
    entries = in_books(DuesEntry.objects.filter(membership=OuterRef("pk")), body).order_by()
    total = entries.values("membership").annotate(total=Sum("cents")).values("total")
    return memberships.annotate(owed=Coalesce(Subquery(total, output_field=BigIntegerField()), 0))


def owed_by(membership: Membership, body: Body | None = None) -> int:
    """What a member owes, in the books of a body or in all of them; below zero for what was paid ahead."""
    entries = DuesEntry.objects.filter(membership=membership)
    if body is not None:
        entries = in_books(entries, body)
    return int(entries.aggregate(total=Sum("cents"))["total"] or 0)


def has_lines(membership: Membership) -> bool:
    """Whether anything stands in an account that was not taken back."""
    lines = DuesEntry.objects.filter(membership=membership, reverses__isnull=True)
    return lines.filter(reversed_by__isnull=True).exists()


def members_in_books(body: Body) -> QuerySet[Membership]:
    """Everybody who stands in a register of a body, in whatever state: debts outlast a membership."""
    if body.type == BodyType.ORGANISATION:
        return Membership.objects.filter(organisation=body.pk)
    return Membership.objects.filter(branch=body.pk)


def arrears_of(body: Body, months: int = 0) -> QuerySet[Any, Any]:
    """Who owes dues in the books of a body, for more than so many months, the longest first.

    Since when something is owed is a day of the membership, so those who owe nothing are left aside before anything is
    added up.
    """
    behind = owing_longer(members_in_books(body), months)
    return (
        with_owed(behind, body)
        .filter(owed__gt=0)
        .select_related("person", "branch", "organisation")
        .order_by("owed_since", "sort_name", "pk")
    )


def plans_visible_to(viewer: Actor) -> QuerySet[DuesPlan]:
    """What members chose: one's own, and those of the members whose dues the viewer keeps."""
    return DuesPlan.objects.filter(membership__in=accounts_visible_to(viewer)).select_related(
        "membership__person", "organisation"
    )


def plans_kept_by(viewer: Actor) -> QuerySet[DuesPlan]:
    """What the members chose whose dues the viewer keeps."""
    return DuesPlan.objects.filter(membership__in=accounts_kept_by(viewer)).select_related("membership__person")


def runs_visible_to(viewer: Actor) -> QuerySet[DuesRun]:
    """Which periods were charged in the bodies whose dues the viewer keeps."""
    if not viewer.is_authenticated:
        return DuesRun.objects.none()
    kept = _kept(viewer)
    return DuesRun.objects.filter(Q(body__in=kept) | Q(organisation__in=kept)).select_related("body", "scheme")


def member_to_book(body: Body, number: str) -> Membership:
    """The member in the books of a body with this number.

    Raises:
        NotFound: where there is none.
    """
    found = members_in_books(body).filter(number=number.strip()).select_related("person", "branch", "organisation")
    membership = kept_in(body, found.first())
    if membership is None:
        raise NotFound(f"{body.name} has no member with the number “{number.strip()[:30]}”.", code="no_member")
    return membership


def kept_in(body: Body, membership: Membership | None) -> Membership | None:
    """The record itself, or the one it was merged into where that stands in the books of the body; None otherwise."""
    if membership is None or membership.state != MembershipState.MERGED:
        return membership
    led = MergeRecord.objects.filter(dropped=membership, undone_at__isnull=True).values("leads_to")
    return members_in_books(body).filter(pk__in=led).select_related("person", "branch", "organisation").first()


def keeps_account(viewer: Actor, membership: Membership) -> bool:
    """Whether the viewer keeps the dues of this member."""
    return keeps_dues(viewer, membership.branch or membership.organisation)


def run_for(viewer: Actor, public_id: str) -> DuesRun:
    """The run of that public id.

    Raises:
        NotFound: where there is none in books that the viewer keeps.
    """
    found = runs_visible_to(viewer).filter(public_id=public_id).first()
    if found is None:
        raise NotFound("No dues were charged under this name here.", code="no_run")
    return found


def accounts_with_owed(viewer: Actor) -> QuerySet[Membership]:
    """The accounts the viewer may see, each with what is owed by the lines that she or he may see, as `owed`."""
    lines = entries_visible_to(viewer).select_related(None).filter(membership=OuterRef("pk")).order_by()
    total = lines.values("membership").annotate(total=Sum("cents")).values("total")
    return accounts_visible_to(viewer).annotate(owed=Coalesce(Subquery(total, output_field=BigIntegerField()), 0))


def account_with_owed(viewer: Actor, public_id: str) -> Membership:
    """The same for one of them.

    Raises:
        NotFound: where there is none.
    """
    found = accounts_with_owed(viewer).filter(public_id=public_id).first()
    if found is None:
        raise NotFound("There is no such member here.", code="no_member")
    return found


def owing_longer(memberships: QuerySet[Membership], months: int) -> QuerySet[Membership]:
    """Those who owe something since more than so many months."""
    owing = memberships.filter(owed_since__isnull=False)
    return owing.filter(owed_since__lt=add_months(clock.today(), 1 - months)) if months else owing
