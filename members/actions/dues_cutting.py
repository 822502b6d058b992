"""Cutting the dues of a period that is under way at the day on which members go to another branch."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, timedelta
from fractions import Fraction

from django.db.models import Max

from members.actions.dues_ledger import new_entry
from members.enums import DuesKind
from members.models import DuesEntry, DuesScheme, Membership
from members.queries.dues_schemes import scheme_on
from organisations.models import Body
from organiser.base import money
from organiser.base.actor import Actor

Side = tuple[Body, DuesScheme | None]
Period = tuple[int, date | None, date | None]


def pro_rata(cents: int, first: date, last: date, day: date) -> tuple[int, int]:
    """Cut the dues of a period at a day: what falls before it, and from it on; the parts add up to the whole."""
    whole = (last - first).days + 1
    before = min(max((day - first).days, 0), whole)
    own, other = money.split(cents, [Fraction(before, whole), Fraction(whole - before, whole)])
    return own, other


def cut_periods(actor: Actor, memberships: Collection[int], old: Body, new: Body, day: date) -> list[DuesEntry]:
    """Take back what the old branch charged for the period of a day, and write it anew in two parts, for all of these.

    The old branch keeps the days before, the new one charges the day and those after it. A handful of statements,
    however many members they are.
    """
    charges = DuesEntry.objects.filter(membership__in=list(memberships), kind=DuesKind.CHARGE)
    under_way = charges.filter(body=old.pk, period_from__lte=day, period_until__gte=day, reversed_by__isnull=True)
    running = {charge.membership_id: charge for charge in under_way.order_by("part")}
    if not running:
        return []
    parts = charges.filter(membership__in=list(running)).order_by().values("membership").annotate(last=Max("part"))
    last_part = dict(parts.values_list("membership", "last"))
    waivers = _waivers(running)
    sides = ((old, scheme_on(old, day)), (new, scheme_on(new, day)))
    made: list[DuesEntry] = []
    for key, charge in sorted(running.items()):
        cut = _cut(actor, charge, sides, day, part=last_part[key] + 1)
        made += [_anew(actor, charge, day, kind=DuesKind.REVERSAL, cents=-charge.cents, reverses=charge), *cut]
        for waiver in waivers[key, charge.period_from, charge.period_until]:
            made += _waived_anew(actor, waiver, cut, day)
    return DuesEntry.objects.bulk_create(made)


def _anew(actor: Actor, line: DuesEntry, day: date, **more: object) -> DuesEntry:
    """A line of the same account, for the same period and in the same books, but for what is said otherwise."""
    values = {"body_id": line.body_id, "period_from": line.period_from, "period_until": line.period_until, "day": day}
    of = Membership(pk=line.membership_id, organisation_id=line.organisation_id)
    cents = more.pop("cents")
    return new_entry(actor, of, cents=cents, currency=line.currency, **{**values, **more})  # type: ignore[arg-type]


def _cut(
    actor: Actor,
    charge: DuesEntry,
    sides: tuple[Side, Side],
    day: date,
    *,
    part: int,
) -> list[DuesEntry]:
    if charge.period_from is None or charge.period_until is None:  # the database knows no charge without a period
        return []
    first, last = charge.period_from, charge.period_until
    cents, extra = pro_rata(charge.cents, first, last, day), pro_rata(charge.extra_cents, first, last, day)
    spans = ((first, day - timedelta(days=1)), (day, last))
    return [
        _anew(
            actor,
            charge,
            day,
            kind=DuesKind.CHARGE,
            cents=cents[place],
            extra_cents=extra[place],
            body_id=body.pk,
            period_from=spans[place][0],
            period_until=spans[place][1],
            part=part,
            scheme=scheme or charge.scheme,
            opening=charge.opening,
        )
        for place, (body, scheme) in enumerate(sides)
        if spans[place][0] <= spans[place][1]
    ]


def _waivers(running: dict[int, DuesEntry]) -> dict[Period, list[DuesEntry]]:
    found: dict[Period, list[DuesEntry]] = defaultdict(list)
    waivers = DuesEntry.objects.filter(membership__in=list(running), kind=DuesKind.WAIVER, reversed_by__isnull=True)
    for waiver in waivers.order_by("pk"):
        found[waiver.membership_id, waiver.period_from, waiver.period_until].append(waiver)
    return found


def _waived_anew(actor: Actor, waiver: DuesEntry, parts: list[DuesEntry], day: date) -> list[DuesEntry]:
    """A waiver of the period holds for both parts; a solidarity seat stays paid by those who granted it."""
    back = _anew(actor, waiver, day, kind=DuesKind.REVERSAL, cents=-waiver.cents, reverses=waiver)
    left, anew = -waiver.cents, []
    for part in parts:
        cents = min(part.cents, left)
        left -= cents
        if cents:
            body = waiver.body_id if waiver.from_pot else part.body_id
            more = {"body_id": body, "period_from": part.period_from, "period_until": part.period_until}
            line = _anew(actor, waiver, day, kind=DuesKind.WAIVER, cents=-cents, from_pot=waiver.from_pot, **more)
            anew.append(line)
    return [back, *anew]
