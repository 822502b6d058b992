"""Dissents: what members of a political organisation do not share of its programme, kept on record."""

from django.db import models

from organiser.base.fields import PublicIdField


class Dissent(models.Model):
    """A member does not share one paragraph of a version of the programme, and says why (mission B11).

    It is never a condition of anything: no rule and no step of a membership reads it. The member alone withdraws it,
    and it stays in the history then.
    """

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey("members.Membership", on_delete=models.PROTECT, related_name="dissents")
    version = models.ForeignKey("organisations.ProgrammeVersion", on_delete=models.PROTECT, related_name="dissents")
    part = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=500)
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["part", "recorded_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "membership", "version", "part"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="one_dissent_to_a_part",
            ),
            models.CheckConstraint(condition=models.Q(part__gte=1), name="dissent_to_a_part"),
        ]

    def __str__(self) -> str:
        return f"{self.membership} dissents from paragraph {self.part} of {self.version}"
