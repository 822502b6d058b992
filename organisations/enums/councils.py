"""How seats and votes of a council follow from its bodies."""

from django.db.models import TextChoices


class RepresentationMethod(TextChoices):
    """How seats of a council follow from the number of members, and from nothing else (mission A7, A15)."""

    ONE_PER_BODY = "one_per_body", "One for each body"
    PER_MEMBER = "per_member", "One for so many members"
    BANDED = "banded", "By a table of sizes"
    SQUARE_ROOT = "square_root", "By the square root of the members"
    EQUAL_FIXED = "equal_fixed", "The same number for each body"
    LARGEST_REMAINDER = "largest_remainder", "In proportion, by largest remainders"
    SAINTE_LAGUE = "sainte_lague", "In proportion, by Sainte-Laguë"


class SeatsVotes(TextChoices):
    """What the votes of a body in a council follow."""

    SEATS = "seats", "Each delegate has one vote"
    METHOD = "method", "The method gives votes, and fewer delegates can sit"
    MEMBERS = "members", "A body has as many votes as members"
