"""The aims of an organisation, in versions."""

from django.db import models

from organiser.base.fields import PublicIdField


class AimsVersion(models.Model):
    """What an organisation is there for, from one decision to the next (mission A2).

    The aims an organisation was founded with are its first version.
    """

    public_id = PublicIdField()
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="aims_versions"
    )
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    decision = models.ForeignKey("organisations.Decision", on_delete=models.PROTECT, related_name="+")
    adopted_on = models.DateField()

    class Meta:
        ordering = ["organisation", "-number"]
        constraints = [models.UniqueConstraint(fields=["organisation", "number"], name="aims_version_once")]

    def __str__(self) -> str:
        return f"Aims, version {self.number}"
