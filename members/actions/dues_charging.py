"""Charging the dues of a period to everybody in a body, in one stroke."""

from datetime import date

from django.db.models import Exists, OuterRef

from members.actions.dues import follow_moves
from members.actions.dues_ledger import CHUNK, digest_of, new_entry, settle
from members.counting import Span
from members.dues_rules import demand_charger
from members.enums import FREE, DuesKind
from members.models import DuesEntry, DuesRun, DuesScheme, Membership, MembershipSpan
from members.queries.dues_due import charging, plans_on, standing_on_first_day
from members.queries.dues_schemes import Amount, amount_by
from organisations.models import Body
from organisations.rules import demand_exists
from organiser.base import authority, clock
from organiser.base.actions import action, locked, nothing_to_do, record
from organiser.base.actor import Actor
from organiser.base.errors import Invalid, RuleNotMet


def _charges(actor: Actor, scheme: DuesScheme, span: Span, rows: list[MembershipSpan]) -> list[DuesEntry]:
    plans = plans_on([row.membership_id for row in rows], span.first)
    made = []
    for row in rows:
        plan = plans.get(row.membership_id)
        amount = Amount(0) if row.state in FREE else amount_by(scheme, plan)
        made.append(
            new_entry(
                actor,
                Membership(pk=row.membership_id, organisation_id=row.organisation_id, branch_id=row.branch_id),
                kind=DuesKind.CHARGE,
                cents=amount.cents + amount.extra_cents,
                extra_cents=amount.extra_cents,
                currency=scheme.currency,
                period_from=span.first,
                period_until=span.last,
                day=span.first,
                scheme=scheme,
            )
        )
    return made


def _in_other_currency(currency: str) -> Exists:
    return Exists(DuesEntry.objects.filter(membership=OuterRef("membership")).exclude(currency=currency))


@action
def charge_dues(actor: Actor, *, body: Body, day: date | None = None) -> DuesRun:
    """Charge the period in which a day lies to all members who stood in the register on its first day.

    Done again it charges those alone who were written into the register since with an earlier day; nobody is charged
    twice for any day. Who is on leave on the first day gets a line of nothing, so that the account says why. Of those
    who have gone to another branch since it is cut and carried over at once, as it would have been at the move.

    Args:
        day: any day of the period; today without it.

    Raises:
        NotPermitted: for everybody but the clock and the treasurer.
        RuleNotMet: where the body has no scheme of its own that had begun.
        Invalid: for a period that has not begun.
        WrongState: where the body was dissolved.
    """
    demand_charger(actor, body)
    authority.demand_reach(actor, body.pk, body.organisation_id)
    demand_exists(body)
    day = day or clock.today()
    if day > clock.today():
        raise Invalid("That period has not begun. Dues are charged from its first day.", code="day_future", field="day")
    now = charging(body, day)
    if now is None:
        raise RuleNotMet(
            f"{body.name} had no dues of its own on that day. A branch without any is charged with its organisation.",
            code="no_scheme",
        )
    scheme, span = now
    body = locked(Body.objects.get(pk=body.pk))  # of two who charge at once the second finds nobody left
    run, is_first = DuesRun.objects.get_or_create(
        organisation_id=body.organisation_key,
        body=body,
        period_from=span.first,
        defaults={"scheme": scheme, "period_until": span.last, "made_at": clock.now()},
    )
    rows = list(standing_on_first_day(body, span).exclude(_in_other_currency(scheme.currency)))
    rows = list({row.membership_id: row for row in rows}.values())
    if not rows and not is_first:
        nothing_to_do()
        return run
    digests = []
    for start in range(0, len(rows), CHUNK):
        part = rows[start : start + CHUNK]
        keys = [row.membership_id for row in part]
        # A payment that is written at this moment waits here, and then reckons with the charge.
        list(Membership.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk", flat=True))
        made = _charges(actor, scheme, span, part)
        DuesEntry.objects.bulk_create(made)
        made += follow_moves(actor, body.organisation_key, {row.membership_id: row.branch_id for row in part}, span)
        settle(keys)
        digests.append(digest_of(made))
    run.charged += len(rows)
    run.save(update_fields=["charged"])
    record(
        actor,
        "charge_dues",
        chain=body.organisation.public_id,
        body=body.public_id,
        subject=run.public_id,
        content={"period_from": span.first, "period_until": span.last, "digests": digests},
    )
    return run
