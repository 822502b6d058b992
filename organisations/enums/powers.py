"""What a role can carry, and what the operator of the site may do."""

from django.db.models import TextChoices


class Power(TextChoices):
    """What a role can carry. Nobody holds a power but through a term (design.md section 5)."""

    KEEP_REGISTER = "keep_register", "Keep the register"
    KEEP_DUES = "keep_dues", "Keep the dues"
    CALL_ASSEMBLIES = "call_assemblies", "Call assemblies"
    FACILITATE = "facilitate", "Facilitate assemblies"
    TAKE_MINUTES = "take_minutes", "Take the minutes"
    COUNT = "count", "Count votes"
    TEACH = "teach", "Teach"


class InterventionKind(TextChoices):
    """All that the operator of the site may change in a body, each with its one purpose (design.md section 5)."""

    CONTACT = "contact", "Name or e-mail set right"
    TERM = "term", "Term of a lost holder ended"
    BALLOT = "ballot", "Stuck ballot closed"
    ASSEMBLY = "assembly", "Stuck assembly closed"
    INTERIM = "interim", "Interim holder put in"
    ACCESS = "access", "Sessions and tokens ended"
