"""Forms that were sent and done, so that the same sending does nothing a second time."""

from django.db import models

from organiser.base import clock


class Sent(models.Model):
    """One sending of a form, and where it led. Nothing else of it is kept: the key is a digest, and names nobody."""

    key = models.CharField(max_length=64, unique=True)
    address = models.CharField(max_length=500)
    at = models.DateTimeField(default=clock.now, db_index=True)

    class Meta:
        verbose_name_plural = "sent"

    def __str__(self) -> str:
        return f"sent at {self.at:%Y-%m-%d %H:%M}"
