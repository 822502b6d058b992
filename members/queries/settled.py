"""How far accounts are settled, reckoned from the ledger alone."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from members.counting import Charge, Settled, settled_to
from members.enums import DuesKind
from members.models import DuesEntry

K = DuesKind
Row = tuple[int, int, str, int, date | None, date | None, int | None, date]


def settled_among(memberships: Collection[int]) -> dict[int, Settled]:
    """For each of these memberships how far its dues are settled and since when they are owed, in one query.

    What was taken back counts as if it had never been written. A waiver takes from the charge of its own period; all
    that was paid, refunded or carried over settles the oldest periods first.
    """
    entries = DuesEntry.objects.filter(membership__in=list(memberships))
    columns = ("pk", "membership_id", "kind", "cents", "period_from", "period_until", "reverses_id", "day")
    rows: dict[int, list[Row]] = defaultdict(list)
    for row in entries.order_by().values_list(*columns):
        rows[row[1]].append(row)
    return {key: _settled(rows.get(key, [])) for key in memberships}


def _settled(rows: list[Row]) -> Settled:
    gone = {row[6] for row in rows if row[6] is not None}
    live = [row for row in rows if row[0] not in gone and row[6] is None]
    waived: dict[tuple[date | None, date | None], int] = defaultdict(int)
    for row in live:
        if row[2] == K.WAIVER:
            waived[row[4], row[5]] += row[3]
    charges, paid = [], 0
    for row in live:
        if row[2] == K.CHARGE and row[4] is not None and row[5] is not None:
            cents = row[3] + waived.pop((row[4], row[5]), 0)
            charges.append(Charge(row[4], row[5], max(cents, 0)))
        elif row[2] in {K.PAYMENT, K.REFUND, K.CARRIED}:
            paid -= row[3]
    carried = [row[7] for row in live if row[2] == K.CARRIED and row[3] > 0]
    return settled_to(charges, paid, min(carried, default=None))
