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
