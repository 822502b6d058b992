"""How an account stood before it was kept here: settled to a day, or owing."""

from datetime import date

from django.db.models import Max

from members.actions.dues_ledger import demand_not_merged, lock_account, new_entry, write
from members.counting import opening_charges, period_at
from members.dues_rules import demand_treasurer_of
from members.enums import DuesKind
from members.models import DuesEntry, DuesScheme, Membership, Person
from members.queries.dues import has_lines
from members.queries.dues_schemes import scheme_on
from members.reading.date_forms import in_words
from members.reading.dates import EARLIEST
from members.reading.dues import last_day_ahead
from organiser.base import authority, clock, money
from organiser.base.actions import action
from organiser.base.actor import Actor
from organiser.base.errors import Invalid, RuleNotMet, WrongState

NOTE = "From before this account was kept here"


def opening_lines(
    actor: Actor, membership: Membership, scheme: DuesScheme, *, settled: date | None, owes: int, part: int = 0
) -> list[DuesEntry]:
    """The lines by which an account comes out as it stood, not written yet."""
    today = clock.today()
    charges = opening_charges(membership.joined_on, settled, owes, period_at(today, scheme.period))
    return [
        new_entry(
            actor,
            membership,
            kind=DuesKind.CHARGE,
            opening=True,
            cents=charge.cents,
            currency=scheme.currency,
            period_from=charge.first,
            period_until=charge.last,
            part=part,
            scheme=scheme,
            note=NOTE,
        )
        for charge in charges
    ]


@action
def open_account(
    actor: Person, *, membership: Membership, settled_until: date | None = None, owes: int = 0
) -> list[DuesEntry]:
    """Write down once how an account stood elsewhere, before anything else is written into it.

    Args:
        settled_until: the day to which dues were settled there; at most a year ahead.
        owes: what was owed after that day, in cents.

    Raises:
        NotPermitted: for those who do not keep the dues of the body where the member stands.
        Invalid: without either, for a day or an amount that cannot be, or where the two contradict each other.
        RuleNotMet: where no dues have been decided.
        WrongState: where lines stand in the account that were not taken back, or the record was merged into another.
    """
    demand_treasurer_of(actor, membership)
    authority.demand_reach(actor, membership.organisation_id, membership.branch_id)
    _demand_one_that_can_be(settled_until, owes)
    membership = lock_account(membership)
    demand_not_merged(membership)
    scheme = scheme_on(membership.branch or membership.organisation, clock.today())
    if scheme is None:
        raise RuleNotMet("No dues are asked for here yet, so nothing can be settled or owed.", code="no_scheme")
    if has_lines(membership):
        raise WrongState(
            "This account has lines already. How it stood before is written down first: take back what was charged, "
            "or write down what was paid.",
            code="not_first",
        )
    last = DuesEntry.objects.filter(membership=membership).aggregate(last=Max("part"))["last"]
    part = 0 if last is None else last + 1
    entries = opening_lines(actor, membership, scheme, settled=settled_until, owes=owes, part=part)
    write(actor, membership, entries)
    return entries


def _demand_one_that_can_be(settled: date | None, owes: int) -> None:
    money.demand_cents(owes, field="owes", least=0)
    if settled is None:
        if not owes:
            raise Invalid(
                "Say to which day dues are settled, or what is owed.", code="opening_empty", field="settled_until"
            )
        return
    today = clock.today()
    if settled < EARLIEST:
        raise Invalid("That day lies before 1900. Look at the year again.", code="day_early", field="settled_until")
    if settled > last_day_ahead(today):
        raise Invalid(
            "That day lies more than a year ahead, and nobody pays for longer. Look at the year again.",
            code="settled_far",
            field="settled_until",
        )
    if owes and settled >= today:
        raise Invalid(
            f"Something is owed, and dues are settled to {in_words(settled)}, which is not over. Correct one of them.",
            code="owes_and_settled",
            field="owes",
        )
