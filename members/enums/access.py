"""What a program may do."""

from django.db.models import TextChoices


class TokenScope(TextChoices):
    """What a program may do with a token."""

    READ = "read", "Read"
    WRITE = "write", "Read and act"
