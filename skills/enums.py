"""The words of roles and terms."""

from django.db.models import TextChoices


class TermKind(TextChoices):
    """How somebody came to hold a role."""

    INTERIM = "interim", "Interim, until the first assembly"
    ELECTED = "elected", "Elected"


class TermEnd(TextChoices):
    """Why a term ended before its last day."""

    RESIGNED = "resigned", "Resigned"
    RECALLED = "recalled", "Recalled"
    REPLACED = "replaced", "Followed by another"
    LOST = "lost", "Holder died or vanished"
    LEFT = "left", "Holder is no longer a member"
    BODY_CHANGED = "body_changed", "The body ended or was divided"
    ASSEMBLY_MET = "assembly_met", "The first assembly has met"
