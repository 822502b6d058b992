"""Who read a full record: the member can see it."""

from django.db import models


class AccessLogEntry(models.Model):
    """Somebody opened a member's full record or took it out in an export."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("members.Person", on_delete=models.PROTECT, related_name="access_log")
    reader = models.ForeignKey("members.Person", on_delete=models.PROTECT, related_name="+")
    # As what she or he read it, as it was then: a term ends, a role is renamed, and the log still says it.
    role = models.CharField(max_length=200, blank=True)
    body = models.ForeignKey(
        "organisations.Body", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    export = models.ForeignKey(
        "members.ExportTaken", null=True, blank=True, on_delete=models.PROTECT, related_name="entries"
    )
    what = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]
        verbose_name_plural = "access log"
        indexes = [models.Index(fields=["person", "-at"], name="access_by_person")]

    def __str__(self) -> str:
        return f"{self.what} at {self.at}"
