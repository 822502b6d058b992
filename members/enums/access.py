"""What a program may do."""

from django.db.models import TextChoices


class TokenScope(TextChoices):
    """What a program may do with a token."""

    READ = "read", "Read"
    WRITE = "write", "Read and act"
    OWN_DATA = "own_data", "Take out one’s own data, and nothing else"
