"""Dues of somebody who moves to another branch in the middle of a period."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from django.db.models import Max, Sum

from members.actions.dues_ledger import digest_of, new_entry, settle
from members.enums import DuesKind
from members.models import DuesEntry, Membership
from members.queries.dues_schemes import scheme_on
from organisations.models import Body
from organiser.base import money
from organiser.base.actions import locked
from organiser.base.actor import Actor


def pro_rata(cents: int, first: date, last: date, day: date) -> tuple[int, int]:
    """Cut the dues of a period at a day: what falls before it, and from it on; the parts add up to the whole."""
    whole = (last - first).days + 1
    before = min(max((day - first).days, 0), whole)
    own, other = money.split(cents, [Fraction(before, whole), Fraction(whole - before, whole)])
    return own, other


@dataclass(frozen=True)
class Move:
    """What a move does to an account: what stays in the books of the old branch, what the new one charges.

    `carried` is what was paid ahead in the old books and goes along, below zero for a debt that goes along.
    """

    old_cents: int
    new_cents: int
    carried: int
    digest: str


def settle_move(actor: Actor, *, membership: Membership, old: Body, new: Body, day: date) -> Move | None:
    """Cut the dues of the period under way at the day of a move, and carry the account over to the new branch.

    It is a part of the action that moves somebody: that action locks and records, and writes the digest into its own
    entry of the ledger. The charge of the old branch is taken back and written anew for the days before the move; the
    new branch charges the days from it on. Both ask the same for the days they charge, as the member chose it, so that
    nobody pays more for moving. What is owed or paid ahead in the old books goes along, so that it is settled once.

    Args:
        old, new: the bodies in whose books the member stood and stands; a branch, or the organisation for none.
        day: the first day in the new one.

    Returns:
        What was written; None where nothing was owed or paid and no period is under way.
    """
    if old.pk == new.pk:
        return None
    membership = locked(membership)
    made = _cut(actor, membership, old, new, day)
    DuesEntry.objects.bulk_create(made)
    owed = owed_by_books(membership, old)
    if owed:
        carried = [
            _line(actor, membership, old, kind=DuesKind.CARRIED, cents=-owed, day=day),
            _line(actor, membership, new, kind=DuesKind.CARRIED, cents=owed, day=day),
        ]
        DuesEntry.objects.bulk_create(carried)
        made += carried
    if not made:
        return None
    settle([membership.pk])
    membership.refresh_from_db(fields=["settled_until", "owed_since"])
    parts = {entry.body_id: entry.cents for entry in made if entry.kind == DuesKind.CHARGE}
    return Move(parts.get(old.pk, 0), parts.get(new.pk, 0), -owed, digest_of(made))


def owed_by_books(membership: Membership, body: Body) -> int:
    """What is owed in the books of exactly this body, also where it is the organisation."""
    entries = DuesEntry.objects.filter(membership=membership, body=body.pk)
    return int(entries.aggregate(total=Sum("cents"))["total"] or 0)


def _line(actor: Actor, membership: Membership, body: Body, *, cents: int, **more: object) -> DuesEntry:
    first = DuesEntry.objects.filter(membership=membership).order_by("pk").first()
    currency = first.currency if first is not None else ""
    return new_entry(actor, membership, cents=cents, currency=currency, body_id=body.pk, **more)


def _cut(actor: Actor, membership: Membership, old: Body, new: Body, day: date) -> list[DuesEntry]:
    charges = DuesEntry.objects.filter(membership=membership, kind=DuesKind.CHARGE, body=old.pk, period_until__gte=day)
    charge = charges.filter(period_from__lte=day, reversed_by__isnull=True).order_by("-part").first()
    if charge is None or charge.period_from is None or charge.period_until is None:
        return []
    part = (
        DuesEntry.objects.filter(membership=membership, kind=DuesKind.CHARGE).aggregate(last=Max("part"))["last"] or 0
    )
    cents = pro_rata(charge.cents, charge.period_from, charge.period_until, day)
    extra = pro_rata(charge.extra_cents, charge.period_from, charge.period_until, day)
    spans = ((charge.period_from, day - timedelta(days=1)), (day, charge.period_until))
    made = [
        _line(
            actor,
            membership,
            old,
            kind=DuesKind.REVERSAL,
            cents=-charge.cents,
            period_from=charge.period_from,
            period_until=charge.period_until,
            reverses=charge,
            day=day,
        )
    ]
    for place, body in enumerate((old, new)):
        first, last = spans[place]
        if first > last:
            continue
        made.append(
            _line(
                actor,
                membership,
                body,
                kind=DuesKind.CHARGE,
                cents=cents[place],
                extra_cents=extra[place],
                period_from=first,
                period_until=last,
                part=part + 1,
                scheme=scheme_on(body, day) or charge.scheme,
                day=day,
            )
        )
    return made + _waived_anew(actor, membership, charge, made)


def _waived_anew(actor: Actor, membership: Membership, charge: DuesEntry, made: list[DuesEntry]) -> list[DuesEntry]:
    """A waiver of the period holds for both parts of it."""
    waivers = DuesEntry.objects.filter(
        membership=membership,
        kind=DuesKind.WAIVER,
        period_from=charge.period_from,
        period_until=charge.period_until,
        reversed_by__isnull=True,
    )
    anew = []
    for waiver in waivers:
        anew.append(
            new_entry(
                actor,
                membership,
                kind=DuesKind.REVERSAL,
                cents=-waiver.cents,
                currency=waiver.currency,
                body_id=waiver.body_id,
                period_from=waiver.period_from,
                period_until=waiver.period_until,
                reverses=waiver,
            )
        )
        anew += [
            new_entry(
                actor,
                membership,
                kind=DuesKind.WAIVER,
                cents=-part.cents,
                currency=part.currency,
                body_id=part.body_id,
                period_from=part.period_from,
                period_until=part.period_until,
                from_pot=waiver.from_pot,
            )
            for part in made
            if part.kind == DuesKind.CHARGE and part.cents
        ]
    return anew
