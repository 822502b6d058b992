"""The pot for solidarity seats: what members gave on top and paid, less what seats have taken out of it."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Sum

from members.enums import DuesKind
from members.models import DuesEntry, MergeRecord
from members.queries.dues import in_books
from organisations.models import Body


def _sum_of(entries: QuerySet[DuesEntry]) -> int:
    """What is in the pot by these lines, in cents.

    What was given on top counts once its period is settled by money: not while it is owed, and never where the period
    was waived, since then nobody gave anything. What a merged record still owed is owed by the one it leads to.
    """
    live = entries.filter(reversed_by__isnull=True)
    waived = DuesEntry.objects.filter(
        membership=OuterRef("membership"),
        kind=DuesKind.WAIVER,
        period_from=OuterRef("period_from"),
        period_until=OuterRef("period_until"),
        reversed_by__isnull=True,
    )
    led = MergeRecord.objects.filter(dropped=OuterRef("membership"), undone_at__isnull=True)
    settled = live.filter(extra_cents__gt=0, membership__settled_until__gte=F("period_until"))
    given = settled.exclude(Exists(waived)).exclude(Exists(led.filter(leads_to__owed_since__isnull=False)))
    seats = live.filter(from_pot=True)
    total = given.aggregate(total=Sum("extra_cents"))["total"] or 0
    return int(total + (seats.aggregate(total=Sum("cents"))["total"] or 0))


def pot_of(body: Body) -> int:
    """What is in the pot in the books of a body; for an organisation in all of them together."""
    return _sum_of(in_books(DuesEntry.objects.all(), body)) if body.pk == body.organisation_id else own_pot(body)


def own_pot(body: Body) -> int:
    """What is in the pot of this body alone, with that of bodies which ended and whose heir it is.

    That of an organisation is what members without a branch gave.
    """
    heirs = Body.objects.filter(heir=body.pk).values("pk")
    return _sum_of(DuesEntry.objects.filter(Q(body=body.pk) | Q(body__in=heirs)))


def pot_for(body: Body) -> int:
    """What a seat in the books of this body can take: what is in its own pot, and never more than in all together."""
    owner = body.heir or body
    return min(own_pot(owner), pot_of(Body.objects.get(pk=body.organisation_key)))
