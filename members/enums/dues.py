"""The words of dues: periods, lines of an account, reminders and bank statements."""

from django.db.models import TextChoices

from members.enums.memberships import MembershipState


class DuesPeriod(TextChoices):
    """How often dues are owed."""

    MONTH = "month", "Every month"
    QUARTER = "quarter", "Every quarter"
    YEAR = "year", "Every year"


class DuesKind(TextChoices):
    """What a line of an account says. Charges and refunds add to what is owed, payments and waivers take from it."""

    CHARGE = "charge", "Dues"
    PAYMENT = "payment", "Payment"
    REFUND = "refund", "Refund"
    WAIVER = "waiver", "Waiver"
    CARRIED = "carried", "Carried to another branch"
    REVERSAL = "reversal", "Taken back"


# Who owes dues for a period that begins; who is on leave on that day has it free, who is suspended has not.
CHARGED = (MembershipState.TRIAL, MembershipState.FULL, MembershipState.SUPPORTER, MembershipState.SUSPENDED)
FREE = (MembershipState.ON_LEAVE,)


class ReminderStatus(TextChoices):
    """Life of a round of reminders: written, looked at, then sent or dropped."""

    HELD = "held", "To be looked at, nothing sent"
    RELEASED = "released", "Sent"
    DROPPED = "dropped", "Dropped"


REMINDER_STEPS: dict[ReminderStatus, frozenset[ReminderStatus]] = {
    ReminderStatus.HELD: frozenset({ReminderStatus.RELEASED, ReminderStatus.DROPPED}),
    ReminderStatus.RELEASED: frozenset(),
    ReminderStatus.DROPPED: frozenset(),
}


class StatementStatus(TextChoices):
    """Life of a bank statement: looked at, then booked or thrown away; what was booked can be taken back."""

    STAGED = "staged", "Looked at, nothing booked"
    BOOKED = "booked", "Booked"
    DISCARDED = "discarded", "Thrown away"
    UNDONE = "undone", "Taken back"


STATEMENT_STEPS: dict[StatementStatus, frozenset[StatementStatus]] = {
    StatementStatus.STAGED: frozenset({StatementStatus.BOOKED, StatementStatus.DISCARDED}),
    StatementStatus.BOOKED: frozenset({StatementStatus.UNDONE}),
    StatementStatus.DISCARDED: frozenset(),
    StatementStatus.UNDONE: frozenset(),
}


class LineOutcome(TextChoices):
    """What becomes of a line of a bank statement."""

    OPEN = "open", "To be looked at"
    OUTGOING = "outgoing", "Money that went out"
    KNOWN = "known", "Booked before"
    PROBLEM = "problem", "Cannot be read"
    BOOKED = "booked", "Booked"


class MatchReason(TextChoices):
    """Why a member is proposed for a line."""

    NONE = "", "Nobody is proposed"
    NUMBER = "number", "The member number stands in the text"
    PAYER = "payer", "This account paid for this member before"
    NAME = "name", "Name and amount are hers or his"
    CHOSEN = "chosen", "Chosen by the treasurer"
