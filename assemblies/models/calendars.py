"""Addresses by which a calendar program reads what is due in a body."""

from django.db import models

from organiser.base.fields import PublicIdField


class CalendarKey(models.Model):
    """The secret end of an address, for one person and one body. It is stored as a hash and can be revoked.

    Neither name nor e-mail stands in it, and what it opens is decided anew each time it is used.
    """

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="calendar_keys")
    person = models.ForeignKey("members.Person", on_delete=models.PROTECT, related_name="calendar_keys")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "body", "person"],
                condition=models.Q(revoked_at__isnull=True),
                name="one_calendar_address_each",
            ),
        ]

    def __str__(self) -> str:
        return f"calendar of {self.body}"
