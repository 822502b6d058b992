"""Tables of the floor of members, one file per aggregate."""

from members.models.access import AccessLogEntry
from members.models.dissents import Dissent
from members.models.exports import ExportRequest, ExportTaken
from members.models.imports import HeadingMemory, ImportBatch, ImportRow
from members.models.letters import Letter
from members.models.lists import SavedList
from members.models.mailings import FailingAddress, Mailing, MailingRecipient, Unsubscription
from members.models.memberships import Membership, MembershipSpan, ProgrammeAgreement
from members.models.people import Person
from members.models.tokens import ApiToken

__all__ = [
    "AccessLogEntry",
    "ApiToken",
    "Dissent",
    "ExportRequest",
    "ExportTaken",
    "FailingAddress",
    "HeadingMemory",
    "ImportBatch",
    "ImportRow",
    "Letter",
    "Mailing",
    "MailingRecipient",
    "Membership",
    "MembershipSpan",
    "Person",
    "ProgrammeAgreement",
    "SavedList",
    "Unsubscription",
]
