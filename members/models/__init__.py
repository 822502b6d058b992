"""Tables of the floor of members, one file per aggregate."""

from members.models.access import AccessLogEntry
from members.models.applications import Application, JoiningPage, Sponsorship
from members.models.basis import BasisConsent
from members.models.describing import Described, DescribedCount, Questionnaire
from members.models.dissents import Dissent
from members.models.dues import DuesEntry, DuesPlan, DuesRun, DuesScheme, KnownPayer
from members.models.duplicates import DuplicatePair, DuplicateSearch, MergeRecord
from members.models.erasures import Erasure, Panic
from members.models.exports import ExportRequest, ExportTaken
from members.models.headcounts import ConstituencyEstimate, Headcount
from members.models.imports import HeadingMemory, ImportBatch, ImportRow
from members.models.keys import BackupKey
from members.models.letters import Letter
from members.models.lists import SavedList
from members.models.mailings import FailingAddress, Mailing, MailingRecipient, Unsubscription
from members.models.memberships import Membership, MembershipSpan, ProgrammeAgreement
from members.models.noted import NotedLeaving
from members.models.numbers import SpentNumber
from members.models.people import Person
from members.models.reminders import DuesReminder, ReminderLetter
from members.models.statements import BankStatement, StatementColumns, StatementLine
from members.models.tokens import ApiToken
from members.models.transfers import Transfer

__all__ = [
    "AccessLogEntry",
    "ApiToken",
    "Application",
    "BackupKey",
    "BankStatement",
    "BasisConsent",
    "ConstituencyEstimate",
    "Described",
    "DescribedCount",
    "Dissent",
    "DuesEntry",
    "DuesPlan",
    "DuesReminder",
    "DuesRun",
    "DuesScheme",
    "DuplicatePair",
    "DuplicateSearch",
    "Erasure",
    "ExportRequest",
    "ExportTaken",
    "FailingAddress",
    "Headcount",
    "HeadingMemory",
    "ImportBatch",
    "ImportRow",
    "JoiningPage",
    "KnownPayer",
    "Letter",
    "Mailing",
    "MailingRecipient",
    "Membership",
    "MembershipSpan",
    "MergeRecord",
    "NotedLeaving",
    "Panic",
    "Person",
    "ProgrammeAgreement",
    "Questionnaire",
    "ReminderLetter",
    "SavedList",
    "SpentNumber",
    "Sponsorship",
    "StatementColumns",
    "StatementLine",
    "Transfer",
    "Unsubscription",
]
