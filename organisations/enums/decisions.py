"""Kinds of decision, what came of them, and the ways from one status to the next."""

from django.db.models import TextChoices


class DecisionKind(TextChoices):
    """Kinds of decision; the rules of a body say for each how it is taken."""

    FOUNDING = "founding", "Founding"
    ORDINARY = "ordinary", "Ordinary decision"
    RULES = "rules", "Change of rules"
    ELECTION = "election", "Election to a role"
    RECALL = "recall", "Recall"
    RESCIND = "rescind", "Rescinding an earlier decision"
    EMERGENCY = "emergency", "Emergency decision"
    EXCLUSION = "exclusion", "Exclusion of a member"


# Kinds that are about one change: without the effect that makes it, carrying the motion would change nothing.
NEEDS_EFFECT = (
    DecisionKind.RULES,
    DecisionKind.ELECTION,
    DecisionKind.RECALL,
    DecisionKind.RESCIND,
    DecisionKind.EXCLUSION,
)
# Kinds whose very title names a person: only members of the body may know of them (invariant 7).
NAMES_A_PERSON = (DecisionKind.ELECTION, DecisionKind.RECALL, DecisionKind.EXCLUSION)
# Effects that name one by whatever kind of decision they come.
NAMING_EFFECTS = ("reinstate", "admit")
# The effects that end an earlier decision, which their payload names.
ENDING_EFFECTS = ("rescind", "supersede")


class Outcome(TextChoices):
    """What came of a vote. A missed quorum is its own outcome and not a defeat."""

    CARRIED = "carried", "Carried"
    FELL = "fell", "Fell"
    QUORUM_MISSED = "quorum_missed", "Quorum missed"
    TIE = "tie", "Tied"


class DecisionStatus(TextChoices):
    """Where a decision stands in the register."""

    PROVISIONAL = "provisional", "Not in force yet"
    IN_FORCE = "in_force", "In force"
    RESCINDED = "rescinded", "Rescinded"
    SUPERSEDED = "superseded", "Replaced by a later decision"
    EXPIRED = "expired", "Expired"
    NOT_CARRIED = "not_carried", "Not carried"


DECISION_STEPS: dict[DecisionStatus, frozenset[DecisionStatus]] = {
    DecisionStatus.PROVISIONAL: frozenset(
        {DecisionStatus.IN_FORCE, DecisionStatus.RESCINDED, DecisionStatus.SUPERSEDED, DecisionStatus.EXPIRED},
    ),
    DecisionStatus.IN_FORCE: frozenset(
        {DecisionStatus.RESCINDED, DecisionStatus.SUPERSEDED, DecisionStatus.EXPIRED},
    ),
    DecisionStatus.RESCINDED: frozenset(),
    DecisionStatus.SUPERSEDED: frozenset(),
    DecisionStatus.EXPIRED: frozenset(),
    DecisionStatus.NOT_CARRIED: frozenset(),
}


class DecisionSource(TextChoices):
    """What produced a decision."""

    FOUNDING = "founding", "Founding"
    BALLOT = "ballot", "Ballot"
