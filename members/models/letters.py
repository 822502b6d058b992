"""Letters: a printed one-time code for people without e-mail."""

from django.db import models

from organiser.base.fields import PublicIdField


class Letter(models.Model):
    """A code that opens an account once. Only its hash is kept; the code stands on paper alone."""

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("members.Person", on_delete=models.PROTECT, related_name="letters")
    code_digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("members.Person", on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"letter of {self.made_at:%Y-%m-%d}"
