"""The words of the register: states of a membership, the ways between them, and who has a vote."""

from django.db.models import TextChoices


class MembershipState(TextChoices):
    """Where somebody stands with an organisation."""

    APPLICANT = "applicant", "Applicant"
    TRIAL = "trial", "On trial"
    FULL = "full", "Full member"
    SUPPORTER = "supporter", "Supporter"
    ON_LEAVE = "on_leave", "On leave"
    SUSPENDED = "suspended", "Suspended"
    LAPSED = "lapsed", "Lapsed"
    RESIGNED = "resigned", "Resigned"
    EXCLUDED = "excluded", "Excluded"
    MERGED = "merged", "Merged into another record"


S = MembershipState
MEMBERSHIP_STEPS: dict[MembershipState, frozenset[MembershipState]] = {
    S.APPLICANT: frozenset({S.TRIAL, S.FULL, S.SUPPORTER, S.RESIGNED}),
    S.TRIAL: frozenset({S.FULL, S.SUPPORTER, S.RESIGNED, S.LAPSED}),
    S.FULL: frozenset({S.ON_LEAVE, S.SUSPENDED, S.SUPPORTER, S.LAPSED, S.RESIGNED, S.EXCLUDED}),
    S.SUPPORTER: frozenset({S.FULL, S.TRIAL, S.RESIGNED, S.LAPSED}),
    S.ON_LEAVE: frozenset({S.FULL, S.SUSPENDED, S.RESIGNED, S.LAPSED, S.EXCLUDED}),
    S.SUSPENDED: frozenset({S.FULL, S.ON_LEAVE, S.RESIGNED, S.EXCLUDED}),
    S.LAPSED: frozenset({S.APPLICANT, S.FULL, S.RESIGNED}),
    S.RESIGNED: frozenset({S.APPLICANT, S.FULL}),
    S.EXCLUDED: frozenset({S.FULL, S.ON_LEAVE, S.SUSPENDED}),
    S.MERGED: frozenset(),  # only taking the two records apart again leads out, see members/actions/merge_undoing.py
}
# What somebody can be asked or told to be; a merged record is no one's and stands in no list.
SHOWN_STATES = [(state.value, state.label) for state in S if state != S.MERGED]
# Who belongs: may look in and be looked up. Applicants wait outside; those who left are history.
BELONGING = (S.TRIAL, S.FULL, S.SUPPORTER, S.ON_LEAVE, S.SUSPENDED)
# Who asks to come back, as an applicant under the number of before.
CAME_BACK_FROM = (S.RESIGNED, S.LAPSED)
# Who belongs as a member: each day of it counts where the rules ask for days of membership, also those on trial.
MEMBERS = (S.TRIAL, S.FULL, S.ON_LEAVE, S.SUSPENDED)
# Only a decision brings somebody here, and only a decision or its last day leads out.
BY_DECISION = (S.SUSPENDED, S.EXCLUDED)
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
    SUSPENDED = "suspended", "Suspended"
    NO_MEMBER = "no_member", "No member"


class NoticesBy(TextChoices):
    """How somebody wants to be told; people without e-mail are members like all others."""

    EMAIL = "email", "E-mail"
    POST = "post", "Post"
    MESSAGE = "message", "Message"
    IN_PERSON = "in_person", "In person"
