"""Tables of the floor of members, one file per aggregate."""

from members.models.access import AccessLogEntry
from members.models.applications import Application, JoiningPage, Sponsorship
from members.models.basis import BasisConsent
from members.models.dissents import Dissent
from members.models.imports import HeadingMemory, ImportBatch, ImportRow
from members.models.letters import Letter
from members.models.memberships import Membership, MembershipSpan, ProgrammeAgreement
from members.models.people import Person
from members.models.tokens import ApiToken

__all__ = [
    "AccessLogEntry",
    "ApiToken",
    "Application",
    "BasisConsent",
    "Dissent",
    "HeadingMemory",
    "ImportBatch",
    "ImportRow",
    "JoiningPage",
    "Letter",
    "Membership",
    "MembershipSpan",
    "Person",
    "ProgrammeAgreement",
    "Sponsorship",
]
