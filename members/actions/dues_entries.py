"""What the treasurer writes into one account by hand: payments, refunds, waivers, and taking a line back."""

from datetime import date

from django.db.models import Sum

from members.actions.dues_ledger import (
    clean_day,
    clean_note,
    currency_of,
    demand_not_merged,
    lock_account,
    new_entry,
    write,
)
from members.dues_rules import demand_treasurer_of
from members.enums import DuesKind
from members.models import DuesEntry, Membership, Person
from members.queries.dues import books_of, owed_by
from members.queries.dues_pot import pot_for
from organisations.models import Body
from organiser.base import authority, money
from organiser.base.actions import action, locked
from organiser.base.errors import Conflict, Invalid, RuleNotMet, WrongState


def _demand(actor: Person, membership: Membership) -> None:
    demand_treasurer_of(actor, membership)
    authority.demand_reach(actor, membership.organisation_id, membership.branch_id)


@action
def pay_dues(
    actor: Person, *, membership: Membership, cents: int, day: date | None = None, currency: str = "", note: str = ""
) -> DuesEntry:
    """Write down that a member paid, by hand; it settles the oldest periods first.

    Raises:
        NotPermitted: for those who do not keep the dues of the body where the member stands.
        Invalid: for an amount, a day, a currency or a note that cannot be.
        WrongState: for a record that was merged into another.
    """
    _demand(actor, membership)
    money.demand_cents(cents)
    day, note = clean_day(day), clean_note(note)
    membership = lock_account(membership)
    demand_not_merged(membership)
    entry = new_entry(
        actor,
        membership,
        kind=DuesKind.PAYMENT,
        cents=-cents,
        currency=currency_of(membership, currency),
        day=day,
        note=note,
    )
    write(actor, membership, [entry])
    return entry


@action
def refund_dues(
    actor: Person, *, membership: Membership, cents: int, day: date | None = None, note: str = ""
) -> DuesEntry:
    """Write down that money was given back: no more than was paid ahead.

    Raises:
        NotPermitted, Invalid, WrongState: as for a payment.
        RuleNotMet: for more than the member has paid ahead. What is owed and not to be paid is waived first.
    """
    _demand(actor, membership)
    money.demand_cents(cents)
    day, note = clean_day(day), clean_note(note)
    membership = lock_account(membership)
    demand_not_merged(membership)
    ahead = -owed_by(membership, membership.branch or membership.organisation)
    if cents > ahead:
        raise RuleNotMet(
            f"Only what was paid ahead is given back, which is {money.written(max(ahead, 0))}. "
            "Waive a period first, or take a payment back that was written down wrong.",
            code="not_paid_ahead",
            field="cents",
        )
    entry = new_entry(
        actor,
        membership,
        kind=DuesKind.REFUND,
        cents=cents,
        currency=currency_of(membership),
        day=day,
        note=note,
    )
    write(actor, membership, [entry])
    return entry


def still_asked(charge: DuesEntry) -> int:
    """What is asked for a charge after what was waived of its period and not taken back."""
    waivers = DuesEntry.objects.filter(
        membership=charge.membership_id,
        kind=DuesKind.WAIVER,
        period_from=charge.period_from,
        period_until=charge.period_until,
        reversed_by__isnull=True,
    )
    return int(charge.cents + (waivers.aggregate(total=Sum("cents"))["total"] or 0))


@action
def waive_dues(actor: Person, *, charge: DuesEntry, note: str = "", from_pot: bool = False) -> DuesEntry:
    """Ask nothing of a member for one period: hardship, or a solidarity seat that others have paid for.

    Where the member has gone to another branch since and took the debt along, it is waived where it is owed now.

    Only the treasurer and the member can tell it from a payment: to everybody else the period is settled.

    Args:
        from_pot: whether it is paid from what others gave on top in the branch where it is owed, of which there has to
            be enough.

    Raises:
        NotPermitted, Invalid: as for a payment.
        WrongState: for a line that is no charge, was taken back, or is waived already.
        RuleNotMet: for a solidarity seat, where the pot does not hold enough.
    """
    _demand(actor, charge.membership)
    note = clean_note(note)
    if from_pot:
        # Of two seats at once the second has to see what the first has taken; one lock for all pots of an organisation.
        locked(Body.objects.get(pk=charge.organisation_id))
    membership = lock_account(charge.membership)
    if charge.kind != DuesKind.CHARGE or charge.reversed_by.exists():
        raise WrongState("Only dues that were charged can be waived.", code="no_charge")
    cents = still_asked(charge)
    if cents <= 0:
        raise WrongState("Nothing is asked for this period any more.", code="waived_already")
    # The debt stands in the books of the branch where the member is: that one goes without the money, or pays the seat.
    home = Body.objects.select_related("organisation", "heir").get(pk=books_of(membership))
    pot = pot_for(home) if from_pot else 0
    if from_pot and pot < cents:
        raise RuleNotMet(
            f"There are {money.written(pot)} in the pot for solidarity seats, and this one takes "
            f"{money.written(cents)}. Waive it without the pot, or wait.",
            code="pot_empty",
            field="from_pot",
        )
    entry = new_entry(
        actor,
        membership,
        kind=DuesKind.WAIVER,
        cents=-cents,
        currency=charge.currency,
        body_id=home.pk,
        period_from=charge.period_from,
        period_until=charge.period_until,
        note=note,
        from_pot=from_pot,
    )
    write(actor, membership, [entry])
    return entry


def reversal_of(actor: Person, entry: DuesEntry, note: str) -> DuesEntry:
    """The line that takes another back, not written yet."""
    return new_entry(
        actor,
        entry.membership,
        kind=DuesKind.REVERSAL,
        cents=-entry.cents,
        currency=entry.currency,
        body_id=entry.body_id,
        period_from=entry.period_from,
        period_until=entry.period_until,
        reverses=entry,
        note=note,
    )


@action
def reverse_dues(actor: Person, *, entry: DuesEntry, reason: str) -> DuesEntry:
    """Take a wrong line back by a second one that says why; both stay readable.

    A charge that was taken back is not charged again by the clock.

    Raises:
        NotPermitted: as for a payment.
        Invalid: without a reason.
        WrongState: for a line that takes another back, that was carried to another branch, or whose period is waived.
        Conflict: for a line that was taken back before.
    """
    _demand(actor, entry.membership)
    reason = clean_note(reason)
    if not reason:
        raise Invalid("Say why it is taken back.", code="reason_missing", field="reason")
    membership = lock_account(entry.membership)
    if entry.kind in {DuesKind.REVERSAL, DuesKind.CARRIED}:
        raise WrongState("This line cannot be taken back. Write a new one instead.", code="not_reversible")
    if entry.reversed_by.exists():
        raise Conflict("This line was taken back already.", code="reversed_already")
    if entry.kind == DuesKind.CHARGE and still_asked(entry) != entry.cents:
        # Otherwise the waiver would stand alone and count as money that was paid ahead.
        raise WrongState("This period is waived. Take the waiver back first.", code="is_waived")
    back = reversal_of(actor, entry, reason)
    write(actor, membership, [back])
    return back
