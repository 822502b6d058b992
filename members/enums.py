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
    MERGED = "merged", "Merged into another record"


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
    S.MERGED: frozenset(),  # only taking the two records apart again leads out, see members/actions/merge_undoing.py
}
# What somebody can be asked or told to be; a merged record is no one's and stands in no list.
SHOWN_STATES = [(state.value, state.label) for state in S if state != S.MERGED]
# Who belongs: may look in and be looked up. Applicants wait outside; those who left are history.
BELONGING = (S.TRIAL, S.FULL, S.SUPPORTER, S.ON_LEAVE)
VOTING = (S.FULL,)


class ApplicationState(TextChoices):
    """Where an application to join stands. What was answered stays answered; whoever asks again begins a new one."""

    CONFIRMING = "confirming", "Waits for the address to be confirmed"
    OPEN = "open", "Waits for an answer"
    ADMITTED = "admitted", "Admitted"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"


A = ApplicationState
APPLICATION_STEPS: dict[ApplicationState, frozenset[ApplicationState]] = {
    A.CONFIRMING: frozenset({A.OPEN, A.ADMITTED}),
    A.OPEN: frozenset({A.ADMITTED, A.DECLINED, A.WITHDRAWN}),
    A.ADMITTED: frozenset(),
    A.DECLINED: frozenset(),
    A.WITHDRAWN: frozenset(),
}
ANSWERED = (A.ADMITTED, A.DECLINED, A.WITHDRAWN)


class JoiningAccess(TextChoices):
    """Who finds the page on which one asks to join."""

    PUBLIC = "public", "Everybody who has its address, also without an account"
    LINK = "link", "Whoever was given the secret link, also without an account"
    INTERNAL = "internal", "People with an account on this site who have its address"
    CLOSED = "closed", "Nobody: no applications are taken now"


class Asked(TextChoices):
    """Whether the form of joining asks for something."""

    NO = "no", "Not asked"
    ASKED = "asked", "Asked, may stay empty"
    REQUIRED = "required", "Asked, and needed"


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


# Who owes dues for a period that begins; who is on leave on that day has it free.
CHARGED = (S.TRIAL, S.FULL, S.SUPPORTER)
FREE = (S.ON_LEAVE,)


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


class ImportStatus(TextChoices):
    """Life of an import: looked at first, then written or thrown away. A large one is worked on beside the server."""

    READING = "reading", "Being read"
    REFUSED = "refused", "Could not be read"
    STAGED = "staged", "Looked at, nothing written"
    WRITING = "writing", "Being written"
    IMPORTED = "imported", "Imported"
    DISCARDED = "discarded", "Thrown away"
    UNDOING = "undoing", "Being undone"
    UNDONE = "undone", "Undone"


IMPORT_STEPS: dict[ImportStatus, frozenset[ImportStatus]] = {
    ImportStatus.READING: frozenset({ImportStatus.STAGED, ImportStatus.REFUSED, ImportStatus.DISCARDED}),
    ImportStatus.REFUSED: frozenset(),
    ImportStatus.STAGED: frozenset({ImportStatus.WRITING, ImportStatus.IMPORTED, ImportStatus.DISCARDED}),
    # What cannot be finished goes back to where it was: nothing of it shows in the register.
    ImportStatus.WRITING: frozenset({ImportStatus.IMPORTED, ImportStatus.STAGED}),
    ImportStatus.IMPORTED: frozenset({ImportStatus.UNDOING, ImportStatus.UNDONE}),
    ImportStatus.UNDOING: frozenset({ImportStatus.UNDONE, ImportStatus.IMPORTED}),
    ImportStatus.DISCARDED: frozenset(),
    ImportStatus.UNDONE: frozenset(),
}
# Somebody asked for it, and it is done beside the server (`manage.py work`).
BUSY = (ImportStatus.READING, ImportStatus.WRITING, ImportStatus.UNDOING)


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


class TransferState(TextChoices):
    """Life of a move to another branch: asked by the member, let go by the old branch, taken in by the new one."""

    REQUESTED = "requested", "Waiting to be let go"
    RELEASED = "released", "Waiting to be taken in"
    ACCEPTED = "accepted", "Moved"
    REFUSED = "refused", "Not taken in"
    WITHDRAWN = "withdrawn", "Taken back"
    ENDED = "ended", "Came to nothing"


T = TransferState
TRANSFER_STEPS: dict[TransferState, frozenset[TransferState]] = {
    T.REQUESTED: frozenset({T.RELEASED, T.WITHDRAWN, T.ENDED}),
    T.RELEASED: frozenset({T.ACCEPTED, T.REFUSED, T.WITHDRAWN, T.ENDED}),
    T.ACCEPTED: frozenset(),
    T.REFUSED: frozenset(),
    T.WITHDRAWN: frozenset(),
    T.ENDED: frozenset(),
}
TRANSFER_RUNS = (T.REQUESTED, T.RELEASED)


class PairState(TextChoices):
    """What became of two records that look like one person."""

    PROPOSED = "proposed", "To be looked at"
    DISMISSED = "dismissed", "Two people"
    MERGED = "merged", "Merged"


P = PairState
PAIR_STEPS: dict[PairState, frozenset[PairState]] = {
    P.PROPOSED: frozenset({P.DISMISSED, P.MERGED}),
    P.DISMISSED: frozenset({P.MERGED}),
    P.MERGED: frozenset({P.PROPOSED}),
}


class ErasureState(TextChoices):
    """Where the erasure of a person stands."""

    ASKED = "asked", "Locked"
    WITHDRAWN = "withdrawn", "Taken back"
    DONE = "done", "Erased"


ERASURE_STEPS: dict[ErasureState, frozenset[ErasureState]] = {
    ErasureState.ASKED: frozenset({ErasureState.WITHDRAWN, ErasureState.DONE}),
    ErasureState.WITHDRAWN: frozenset(),
    ErasureState.DONE: frozenset(),
}


class ErasureGround(TextChoices):
    """Why somebody is erased."""

    OWN_WISH = "own_wish", "The member asked for it"
    ON_PAPER = "on_paper", "The member asked for it on paper"
    GONE = "gone", "The person had left already"
    RETENTION = "retention", "The rules say how long records are kept"


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
