"""Tables of the floor of members, one file per aggregate."""

from members.models.access import AccessLogEntry
from members.models.dissents import Dissent
from members.models.dues import DuesEntry, DuesPlan, DuesRun, DuesScheme, KnownPayer
from members.models.imports import HeadingMemory, ImportBatch, ImportRow
from members.models.letters import Letter
from members.models.memberships import Membership, MembershipSpan, ProgrammeAgreement
from members.models.people import Person
from members.models.reminders import DuesReminder, ReminderLetter
from members.models.statements import BankStatement, StatementColumns, StatementLine
from members.models.tokens import ApiToken

__all__ = [
    "AccessLogEntry",
    "ApiToken",
    "BankStatement",
    "Dissent",
    "DuesEntry",
    "DuesPlan",
    "DuesReminder",
    "DuesRun",
    "DuesScheme",
    "HeadingMemory",
    "ImportBatch",
    "ImportRow",
    "KnownPayer",
    "Letter",
    "Membership",
    "MembershipSpan",
    "Person",
    "ProgrammeAgreement",
    "ReminderLetter",
    "StatementColumns",
    "StatementLine",
]
