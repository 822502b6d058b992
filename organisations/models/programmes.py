"""Programmes of political organisations, in versions."""

from django.db import models

from organisations.enums import OrganisationKind
from organiser.base.fields import PublicIdField


class ProgrammeVersion(models.Model):
    """A version of the programme that full members of a political organisation agree to (mission A4).

    A mass organisation has aims and never a programme (A2); the action that writes this row refuses it.
    """

    public_id = PublicIdField()
    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        related_name="programme_versions",
        limit_choices_to={"kind": OrganisationKind.POLITICAL},
    )
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    text = models.TextField()
    decision = models.ForeignKey("organisations.Decision", on_delete=models.PROTECT, related_name="+")
    adopted_on = models.DateField()

    class Meta:
        ordering = ["organisation", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="programme_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.number}"
