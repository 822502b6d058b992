"""Forgetting who stands in bank statements without having paid dues, once the days are over."""

from members.enums import StatementStatus
from members.models import BankStatement
from members.queries.statement_days import EMPTY, lines_to_forget, statements_to_forget
from members.transfer_rules import demand_clock
from organiser.base import clock
from organiser.base.actions import action, locked, record
from organiser.base.actor import Actor
from organiser.base.errors import WrongState


@action
def forget_statement(actor: Actor, *, statement: BankStatement) -> BankStatement:
    """Forget, ninety days after a statement was booked or taken back, what its lines say that paid nobody's dues.

    One that was only looked at is thrown away. What was booked stays with the account of the member it was booked to.

    Raises:
        NotPermitted: for everybody but the clock.
        WrongState: where it is not due.
    """
    demand_clock(actor)
    statement = locked(statement)
    if not statements_to_forget().filter(pk=statement.pk).exists():
        raise WrongState("The lines of this bank statement are still kept.", code="not_due")
    if statement.status == StatementStatus.STAGED:
        statement.lines.all().delete()
        statement.status, statement.finished_at = StatementStatus.DISCARDED, clock.now()
        statement.save(update_fields=["status", "finished_at"])
    else:
        lines_to_forget(statement).update(**EMPTY)
    record(
        actor,
        "forget_statement",
        chain=statement.organisation.public_id,
        body=statement.body.public_id,
        subject=statement.public_id,
        content={"digest": statement.digest},
    )
    return statement
