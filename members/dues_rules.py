"""Who may do what with dues: the treasurer of a branch in her branch, that of the organisation in all of it."""

from typing import TYPE_CHECKING

from members.enums import (
    REMINDER_STEPS,
    STATEMENT_STEPS,
    ReminderStatus,
    StatementStatus,
)
from organisations.enums import BodyType, Power
from organiser.base import authority
from organiser.base.actor import CLOCK, Actor
from organiser.base.errors import NotPermitted, RuleNotMet, WrongState

if TYPE_CHECKING:
    from members.models import BankStatement, DuesReminder, Membership
    from organisations.models import Body

COLLECTS = (BodyType.ORGANISATION, BodyType.BRANCH)


def keeps_dues(actor: Actor, body: "Body") -> bool:
    """Whether the actor keeps the dues of this body, or of the organisation it belongs to."""
    if body.type not in COLLECTS or body.organisation_id is None:
        return False
    if authority.holds(actor, Power.KEEP_DUES, body.pk):
        return True
    return authority.holds(actor, Power.KEEP_DUES, body.organisation_id)


def demand_treasurer(actor: Actor, body: "Body") -> None:
    """Go on only for those who keep the dues of this body.

    Raises:
        NotPermitted: otherwise, also for its secretary.
    """
    if not keeps_dues(actor, body):
        raise NotPermitted(
            f"Only the treasurer of {body.name} sees amounts and books them.",
            code="power_missing",
            rule=f"power: {Power.KEEP_DUES}",
        )


def demand_treasurer_of(actor: Actor, membership: "Membership") -> None:
    """Go on only for those who keep the dues of the body in which this member stands now.

    Raises:
        NotPermitted: otherwise.
    """
    demand_treasurer(actor, membership.branch or membership.organisation)


def demand_collects(body: "Body") -> None:
    """Go on only for a body that can ask for dues: an organisation or a branch.

    Raises:
        RuleNotMet: for committees, councils and alliances, which have no members of their own.
    """
    if body.type not in COLLECTS:
        raise RuleNotMet("Only a branch or the organisation asks for dues.", code="no_register", rule="mission A5")


def demand_branch(body: "Body") -> None:
    """Go on only for a branch, which can follow the dues of its organisation.

    Raises:
        RuleNotMet: otherwise.
    """
    if body.type != BodyType.BRANCH:
        raise RuleNotMet("Only a branch gives up its dues and follows its organisation.", code="not_branch")


def demand_charger(actor: Actor, body: "Body") -> None:
    """Go on only for the clock and for those who keep the dues of the body.

    Raises:
        NotPermitted: otherwise.
    """
    if actor is not CLOCK:
        demand_treasurer(actor, body)


def demand_reminder_step(reminder: "DuesReminder", to: ReminderStatus) -> None:
    """Go on only if a round of reminders may move to the status `to`.

    Raises:
        WrongState: where the transition table has no such step.
    """
    if to not in REMINDER_STEPS[ReminderStatus(reminder.status)]:
        words = reminder.get_status_display().lower()
        raise WrongState(f"These reminders are “{words}”, so this cannot be done any more.", code="reminder_step")


def demand_statement_step(statement: "BankStatement", to: StatementStatus) -> None:
    """Go on only if a bank statement may move to the status `to`.

    Raises:
        WrongState: where the transition table has no such step.
    """
    if to not in STATEMENT_STEPS[StatementStatus(statement.status)]:
        words = statement.get_status_display().lower()
        raise WrongState(
            f"This bank statement is “{words}”, so this cannot be done with it any more.", code="statement_step"
        )
