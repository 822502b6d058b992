"""The accounts of dues of two records that become one, and of two that are taken apart again."""

from datetime import date, timedelta

from django.db.models import Max, Sum

from members.actions.dues_ledger import carry_home, new_entry, settle
from members.enums import DuesKind
from members.merge_rules import demand_one_currency
from members.models import DuesEntry, Membership
from members.queries.dues import books_of
from organiser.base.actor import Actor

Lines = list[DuesEntry]


def join_accounts(actor: Actor, keep: Membership, drop: Membership) -> Lines:
    """Carry what the dropped record owes or has paid ahead over to the one that is kept, so that nothing is lost.

    One person owes the days of a period once: what was charged to the dropped record for days for which the other was
    charged too is taken back first. It is a part of the action that merges, which locks both and records.

    Returns:
        The lines by which the accounts can be parted again.

    Raises:
        WrongState: where the two are kept in different currencies.
    """
    lines = DuesEntry.objects.filter(membership__in=[keep, drop])
    currencies = set(lines.order_by().values_list("currency", flat=True).distinct())
    demand_one_currency(currencies)
    made = DuesEntry.objects.bulk_create(_charged_twice(actor, keep, drop))
    carry_home(actor, [drop.pk])
    owed = int(DuesEntry.objects.filter(membership=drop).aggregate(total=Sum("cents"))["total"] or 0)
    if owed:
        currency = currencies.pop()
        pair = [
            new_entry(actor, row, kind=DuesKind.CARRIED, cents=cents, currency=currency, body_id=books_of(row))
            for row, cents in ((drop, -owed), (keep, owed))
        ]
        made += DuesEntry.objects.bulk_create(pair)
    _settle(keep, drop)
    return made


def part_accounts(actor: Actor, keep: Membership, drop: Membership, public_ids: list[str]) -> Lines:
    """Put both accounts back as they were, with what came to the kept one since; gives the lines it wrote."""
    lines = DuesEntry.objects.filter(public_id__in=public_ids, membership__in=[keep, drop]).order_by("pk")
    charges = DuesEntry.objects.filter(membership=drop, kind=DuesKind.CHARGE)
    part = (charges.aggregate(last=Max("part"))["last"] or 0) + 1
    made = [_back(actor, line, part) for line in lines.select_related("reverses", "membership")]
    made = DuesEntry.objects.bulk_create(made)
    made += carry_home(actor, [keep.pk, drop.pk])
    _settle(keep, drop)
    return made


def _settle(*rows: Membership) -> None:
    settle([row.pk for row in rows])
    for row in rows:
        row.refresh_from_db(fields=["settled_until", "owed_since"])


def _charged_twice(actor: Actor, keep: Membership, drop: Membership) -> Lines:
    live = DuesEntry.objects.filter(kind=DuesKind.CHARGE, reversed_by__isnull=True)
    asked = set(_days(list(live.filter(membership=keep))))
    waived = DuesEntry.objects.filter(membership=drop, kind=DuesKind.WAIVER, reversed_by__isnull=True)
    let_off = set(waived.values_list("period_from", "period_until"))
    return [
        new_entry(
            actor,
            drop,
            kind=DuesKind.REVERSAL,
            cents=-charge.cents,
            currency=charge.currency,
            body_id=charge.body_id,
            period_from=charge.period_from,
            period_until=charge.period_until,
            reverses=charge,
        )
        for charge in live.filter(membership=drop).order_by("pk")
        if (charge.period_from, charge.period_until) not in let_off and asked.issuperset(_days([charge]))
    ]


def _days(charges: Lines) -> list[date]:
    """Every day for which one of these was charged."""
    return [
        charge.period_from + timedelta(days=number)
        for charge in charges
        if charge.period_from is not None and charge.period_until is not None
        for number in range((charge.period_until - charge.period_from).days + 1)
    ]


def _back(actor: Actor, line: DuesEntry, part: int) -> DuesEntry:
    """The line that takes back what a merge wrote: a charge that it took back is charged anew."""
    more: dict[str, object] = {"kind": DuesKind.CARRIED, "body_id": line.body_id}
    charge = line.reverses
    if charge is not None:
        more |= {"kind": DuesKind.CHARGE, "extra_cents": charge.extra_cents, "scheme": charge.scheme, "part": part}
        more |= {"period_from": charge.period_from, "period_until": charge.period_until, "day": charge.day}
        more |= {"opening": charge.opening}
    return new_entry(actor, line.membership, cents=-line.cents, currency=line.currency, **more)
