"""Booking a bank statement that was looked at, as a whole or not at all; and taking all of it back."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef

from members.actions.dues_ledger import carry_home, digest_of, lead_on, new_entry, settle
from members.actions.statements import demand_books, demand_version
from members.dues_rules import demand_statement_step
from members.enums import DuesKind, LineOutcome, StatementStatus
from members.models import BankStatement, DuesEntry, KnownPayer, Membership, Person, StatementLine
from members.queries.dues import members_in_books
from members.queries.merges import with_kept
from members.queries.statements import booked_marks
from organisations.models import Body
from organisations.rules import demand_exists
from organiser.base import clock
from organiser.base.actions import action, locked, record
from organiser.base.errors import Conflict, WrongState


def _lock_accounts(keys: Collection[int]) -> dict[int, Membership]:
    """These memberships, locked in the order of their keys, so that two who book at once never wait for each other."""
    rows = Membership.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
    return {row.pk: row for row in rows}


def _record(actor: Person, verb: str, statement: BankStatement, entries: list[DuesEntry]) -> None:
    record(
        actor,
        verb,
        chain=statement.organisation.public_id,
        body=statement.body.public_id,
        subject=statement.public_id,
        content={"digest": digest_of(entries)},
    )


def _demand_unchanged(body: Body, statement: BankStatement, lines: list[StatementLine]) -> None:
    if booked_marks(body, [line.mark for line in lines], but=statement):
        raise Conflict("Some of these lines were booked since this preview. Read the file again.", code="booked_since")
    meant = {line.membership_id for line in lines if line.membership_id is not None}
    if members_in_books(body).filter(pk__in=meant).count() != len(meant):
        raise Conflict(
            "Somebody of these has gone to another branch since this preview. Choose again.", code="moved_since"
        )


def _demand_currency(statement: BankStatement, keys: set[int]) -> None:
    if DuesEntry.objects.filter(membership__in=keys).exclude(currency=statement.currency).exists():
        raise Conflict(f"An account among these is not kept in {statement.currency}.", code="currency_mixed")


@action
def book_statement(actor: Person, *, statement: BankStatement, version: int) -> BankStatement:
    """Write a payment for each line for which somebody is chosen; the others stay as they are.

    The account that paid is known next time, by a keyed hash of its number.

    Args:
        version: what was looked at; somebody else may have chosen since.

    Raises:
        NotPermitted: for those who do not keep the dues.
        WrongState: where it was booked or thrown away, the body was dissolved, or nobody is chosen for any line.
        Conflict: where somebody chose, booked or moved since it was looked at.
    """
    demand_books(actor, statement.body)
    body = locked(Body.objects.get(pk=statement.body_id))  # two files with the same lines come one after the other
    demand_exists(body)
    statement = locked(statement)
    demand_statement_step(statement, StatementStatus.BOOKED)
    demand_version(statement, version)
    lines = list(statement.lines.filter(outcome=LineOutcome.OPEN, membership__isnull=False).order_by("number"))
    if not lines:
        raise WrongState("Nobody is chosen for any line, so there is nothing to book.", code="nothing_chosen")
    accounts = _lock_accounts(with_kept({line.membership_id for line in lines if line.membership_id is not None}))
    _demand_unchanged(body, statement, lines)
    _demand_currency(statement, set(accounts))
    entries = [
        new_entry(
            actor,
            accounts[line.membership_id],
            kind=DuesKind.PAYMENT,
            cents=-line.cents,
            currency=statement.currency,
            day=line.day,
            statement=statement,
        )
        for line in lines
        if line.membership_id is not None
    ]
    DuesEntry.objects.bulk_create(entries)
    for line, entry in zip(lines, entries, strict=True):
        line.outcome, line.entry = LineOutcome.BOOKED, entry
    StatementLine.objects.bulk_update(lines, ["outcome", "entry"], batch_size=500)
    _know_payers(body, lines)
    entries += lead_on(actor, accounts)[0]  # of records that were merged since somebody chose them
    settle(accounts)
    statement.status, statement.finished_at = StatementStatus.BOOKED, clock.now()
    statement.save(update_fields=["status", "finished_at"])
    _record(actor, "book_statement", statement, entries)
    return statement


def _know_payers(body: Body, lines: list[StatementLine]) -> None:
    KnownPayer.objects.bulk_create(
        (
            KnownPayer(
                organisation_id=body.organisation_key,
                body=body,
                membership_id=line.membership_id,
                mark=line.payer_mark,
                seen_on=line.day,
            )
            for line in lines
            if line.payer_mark and line.membership_id is not None and line.day is not None
        ),
        ignore_conflicts=True,
    )


def _forget_payers(statement: BankStatement) -> None:
    """Forget whom the accounts of a statement paid for, where no other statement that stands says the same."""
    said = StatementLine.objects.filter(
        statement__body=statement.body_id,
        statement__status=StatementStatus.BOOKED,
        outcome=LineOutcome.BOOKED,
        payer_mark=OuterRef("mark"),
        membership=OuterRef("membership"),
    )
    marks = statement.lines.filter(outcome=LineOutcome.BOOKED).exclude(payer_mark="").values("payer_mark")
    known = KnownPayer.objects.filter(body=statement.body_id, mark__in=marks)
    keys = list(known.exclude(Exists(said.exclude(statement=statement))).values_list("pk", flat=True))
    KnownPayer.objects.filter(pk__in=keys).delete()


@action
def undo_statement(actor: Person, *, statement: BankStatement) -> BankStatement:
    """Take everything back that a statement booked, by a line against each payment; the ledger keeps both.

    What was taken back by hand before stays so. The same file can be booked again afterwards.

    Raises:
        NotPermitted: for those who do not keep the dues.
        WrongState: where it is not booked.
    """
    demand_books(actor, statement.body)
    locked(Body.objects.get(pk=statement.body_id))
    statement = locked(statement)
    demand_statement_step(statement, StatementStatus.UNDONE)
    payments = statement.entries.filter(kind=DuesKind.PAYMENT, reversed_by__isnull=True).order_by("pk")
    accounts = _lock_accounts(with_kept(set(payments.values_list("membership_id", flat=True))))
    backs = [
        new_entry(
            actor,
            accounts[payment.membership_id],
            kind=DuesKind.REVERSAL,
            cents=-payment.cents,
            currency=payment.currency,
            body_id=payment.body_id,
            reverses=payment,
            statement=statement,
        )
        for payment in payments.all()  # read after the accounts are locked: a line taken back meanwhile is left out
    ]
    DuesEntry.objects.bulk_create(backs)
    backs += carry_home(actor, accounts)  # of those who have gone to another branch since
    backs += lead_on(actor, accounts)[0]  # and of records that were merged since
    settle(accounts)
    _forget_payers(statement)
    statement.status, statement.finished_at = StatementStatus.UNDONE, clock.now()
    statement.save(update_fields=["status", "finished_at"])
    _record(actor, "undo_statement", statement, backs)
    return statement
