"""The words of the register: states of a membership and the ways between them."""

from django.db.models import TextChoices


class MembershipState(TextChoices):
    """Where somebody stands with an organisation."""

    APPLICANT = "applicant", "Applicant"
    TRIAL = "trial", "On trial"
    FULL = "full", "Full member"
    SUPPORTER = "supporter", "Supporter"
    ON_LEAVE = "on_leave", "On leave"
    LAPSED = "lapsed", "Lapsed"
    RESIGNED = "resigned", "Resigned"
    EXCLUDED = "excluded", "Excluded"


S = MembershipState
MEMBERSHIP_STEPS: dict[MembershipState, frozenset[MembershipState]] = {
    S.APPLICANT: frozenset({S.TRIAL, S.FULL, S.SUPPORTER, S.RESIGNED}),
    S.TRIAL: frozenset({S.FULL, S.SUPPORTER, S.RESIGNED, S.LAPSED}),
    S.FULL: frozenset({S.ON_LEAVE, S.SUPPORTER, S.LAPSED, S.RESIGNED, S.EXCLUDED}),
    S.SUPPORTER: frozenset({S.FULL, S.TRIAL, S.RESIGNED, S.LAPSED}),
    S.ON_LEAVE: frozenset({S.FULL, S.RESIGNED, S.LAPSED, S.EXCLUDED}),
    S.LAPSED: frozenset({S.FULL, S.RESIGNED}),
    S.RESIGNED: frozenset({S.APPLICANT, S.FULL}),
    S.EXCLUDED: frozenset({S.FULL, S.ON_LEAVE}),
}
# Who belongs: may look in and be looked up. Applicants wait outside; those who left are history.
BELONGING = (S.TRIAL, S.FULL, S.SUPPORTER, S.ON_LEAVE)
VOTING = (S.FULL,)


class Standing(TextChoices):
    """Whether somebody has a vote, and why; rolls are frozen with it."""

    FULL_MEMBER = "full_member", "Full member"
    TOO_NEW = "too_new", "Joined too recently"
    IN_ARREARS = "in_arrears", "Owes dues for too long"
    PAID_ROLE = "paid_role", "Holds a paid role"
    ON_TRIAL = "on_trial", "Still on trial"
    SUPPORTER = "supporter", "Supporter without a vote"
    ON_LEAVE = "on_leave", "On leave"
    NO_MEMBER = "no_member", "No member"


class NoticesBy(TextChoices):
    """How somebody wants to be told; people without e-mail are members like all others."""

    EMAIL = "email", "E-mail"
    POST = "post", "Post"
    MESSAGE = "message", "Message"
    IN_PERSON = "in_person", "In person"


class ImportStatus(TextChoices):
    """Life of an import: looked at first, then written or thrown away."""

    STAGED = "staged", "Looked at, nothing written"
    IMPORTED = "imported", "Imported"
    DISCARDED = "discarded", "Thrown away"
    UNDONE = "undone", "Undone"


IMPORT_STEPS: dict[ImportStatus, frozenset[ImportStatus]] = {
    ImportStatus.STAGED: frozenset({ImportStatus.IMPORTED, ImportStatus.DISCARDED}),
    ImportStatus.IMPORTED: frozenset({ImportStatus.UNDONE}),
    ImportStatus.DISCARDED: frozenset(),
    ImportStatus.UNDONE: frozenset(),
}


class RowOutcome(TextChoices):
    """What will become of a row of an imported file."""

    CREATE = "create", "New member"
    CHANGE = "change", "Changed"
    EXISTS = "exists", "Already in the register"
    ERROR = "error", "Not imported"


class TokenScope(TextChoices):
    """What a program may do with a token."""

    READ = "read", "Read"
    WRITE = "write", "Read and act"


class ExportFormat(TextChoices):
    """In which form people are taken out of a register."""

    CSV = "csv", "Table (CSV)"
    XLSX = "xlsx", "Workbook (XLSX)"
    VCARD = "vcard", "Address cards (vCard)"
    LABELS = "labels", "Address labels (PDF)"
    LETTERS = "letters", "Letters (PDF)"
    CARDS = "cards", "Membership cards (PDF)"


class ExportState(TextChoices):
    """Life of an export that waits for a second person."""

    HELD = "held", "Waits for a second person"
    RELEASED = "released", "Released"
    REFUSED = "refused", "Refused"


EXPORT_STEPS: dict[ExportState, frozenset[ExportState]] = {
    ExportState.HELD: frozenset({ExportState.RELEASED, ExportState.REFUSED}),
    ExportState.RELEASED: frozenset(),
    ExportState.REFUSED: frozenset(),
}


class MailingState(TextChoices):
    """Life of a letter to members."""

    DRAFT = "draft", "Draft"
    HELD = "held", "Waits for a second person"
    RELEASED = "released", "On its way"
    SENT = "sent", "Sent"
    STOPPED = "stopped", "Stopped"


MAILING_STEPS: dict[MailingState, frozenset[MailingState]] = {
    MailingState.DRAFT: frozenset({MailingState.HELD, MailingState.RELEASED, MailingState.STOPPED}),
    MailingState.HELD: frozenset({MailingState.RELEASED, MailingState.DRAFT, MailingState.STOPPED}),
    MailingState.RELEASED: frozenset({MailingState.SENT, MailingState.STOPPED}),
    MailingState.SENT: frozenset(),
    MailingState.STOPPED: frozenset(),
}


class RecipientStatus(TextChoices):
    """What became of one person's copy of a letter."""

    WAITING = "waiting", "Waits to be sent"
    SENT = "sent", "Sent"
    BOUNCED = "bounced", "Came back"
    TO_PRINT = "to_print", "To be printed"
    PRINTED = "printed", "Printed"
    UNSUBSCRIBED = "unsubscribed", "Wants no such mail"
    STOPPED = "stopped", "Stopped before it was sent"
