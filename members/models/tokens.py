"""Tokens: how a program speaks for a person, to one body, for a time."""

from django.db import models

from members.enums import TokenScope
from organiser.base.fields import PublicIdField


class ApiToken(models.Model):
    """A key for a program. It is stored as a hash, reaches one body only, and ends by itself."""

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="tokens")
    person = models.ForeignKey("members.Person", on_delete=models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=80)
    scope = models.CharField(max_length=10, choices=TokenScope, default=TokenScope.READ)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_on = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return self.name
