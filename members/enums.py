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
