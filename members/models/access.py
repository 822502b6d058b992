"""Who read a full record: the member can see it."""

from django.db import models


class AccessLogEntry(models.Model):
    """Somebody opened a member's full record or took it out in an export."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("members.Person", on_delete=models.PROTECT, related_name="access_log")
    reader = models.ForeignKey("members.Person", on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]
        verbose_name_plural = "access log"
        indexes = [models.Index(fields=["person", "-at"], name="access_by_person")]

    def __str__(self) -> str:
        return f"{self.what} at {self.at}"
