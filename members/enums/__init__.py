"""The words of this floor: states and kinds, and the ways from one state to the next."""

from members.enums.access import TokenScope
from members.enums.describing import ANSWERS, Question, Said
from members.enums.dues import (
    CHARGED,
    FREE,
    REMINDER_STEPS,
    STATEMENT_STEPS,
    DuesKind,
    DuesPeriod,
    LineOutcome,
    MatchReason,
    ReminderStatus,
    StatementStatus,
)
from members.enums.imports import BUSY, IMPORT_STEPS, ImportStatus, RowOutcome
from members.enums.joining import ANSWERED, APPLICATION_STEPS, ApplicationState, Asked, JoiningAccess
from members.enums.lists import (
    EXPORT_STEPS,
    MAILING_STEPS,
    ExportFormat,
    ExportState,
    MailingKind,
    MailingState,
    RecipientStatus,
)
from members.enums.memberships import (
    BELONGING,
    MEMBERS,
    MEMBERSHIP_STEPS,
    SHOWN_STATES,
    VOTING,
    MembershipState,
    NoticesBy,
    Standing,
)
from members.enums.moving import PAIR_STEPS, TRANSFER_RUNS, TRANSFER_STEPS, PairState, TransferState
from members.enums.privacy import ERASURE_STEPS, ErasureGround, ErasureState, NotedFrom

__all__ = [
    "ANSWERED",
    "ANSWERS",
    "APPLICATION_STEPS",
    "BELONGING",
    "BUSY",
    "CHARGED",
    "ERASURE_STEPS",
    "EXPORT_STEPS",
    "FREE",
    "IMPORT_STEPS",
    "MAILING_STEPS",
    "MEMBERS",
    "MEMBERSHIP_STEPS",
    "PAIR_STEPS",
    "REMINDER_STEPS",
    "SHOWN_STATES",
    "STATEMENT_STEPS",
    "TRANSFER_RUNS",
    "TRANSFER_STEPS",
    "VOTING",
    "ApplicationState",
    "Asked",
    "DuesKind",
    "DuesPeriod",
    "ErasureGround",
    "ErasureState",
    "ExportFormat",
    "ExportState",
    "ImportStatus",
    "JoiningAccess",
    "LineOutcome",
    "MailingKind",
    "MailingState",
    "MatchReason",
    "MembershipState",
    "NotedFrom",
    "NoticesBy",
    "PairState",
    "Question",
    "RecipientStatus",
    "ReminderStatus",
    "RowOutcome",
    "Said",
    "Standing",
    "StatementStatus",
    "TokenScope",
    "TransferState",
]
