"""Motions to exclude or suspend somebody: the notice with the grounds, the hearing, the answer, the appeal."""

from django.db import models

from assemblies.enums import Hearing
from organiser.base.fields import PublicIdField


class Exclusion(models.Model):
    """What whoever is to be excluded or suspended is owed, and what became of it. It begins with the notice.

    The grounds are the wording of the motion on the day of the notice and are never changed (a trigger refuses it).
    `waits_until` is the last day of an appeal, where the rules let an exclusion hold only after that, and `excluded_on`
    the day on which it took hold. Which of the two it is about, the effect of its motion says.
    """

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="exclusions")
    motion = models.ForeignKey("assemblies.Motion", on_delete=models.PROTECT, related_name="exclusions")
    membership = models.ForeignKey("members.Membership", on_delete=models.PROTECT, related_name="exclusions")
    grounds = models.TextField()
    notice_at = models.DateTimeField()
    notice_by = models.ForeignKey("members.Person", on_delete=models.PROTECT, related_name="+")
    hearing = models.CharField(max_length=20, choices=Hearing, default=Hearing.OFFERED)
    hearing_at = models.DateTimeField(null=True, blank=True)
    hearing_by = models.ForeignKey("members.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    waits_until = models.DateField(null=True, blank=True)
    excluded_on = models.DateField(null=True, blank=True)
    appeal = models.ForeignKey(
        "assemblies.Motion", null=True, blank=True, on_delete=models.PROTECT, related_name="appealed"
    )
    appealed_at = models.DateTimeField(null=True, blank=True)
    reinstated_by = models.ForeignKey(
        "organisations.Decision", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-notice_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "motion"], name="exclusion_notice_once"),
            models.UniqueConstraint(
                fields=["organisation", "appeal"], condition=models.Q(appeal__isnull=False), name="one_appeal_each"
            ),
            models.CheckConstraint(condition=models.Q(hearing__in=Hearing.values), name="exclusion_hearing"),
        ]
        indexes = [models.Index(fields=["body", "-notice_at"], name="exclusion_by_body")]

    def __str__(self) -> str:
        return f"Notice of motion {self.motion.reference}"

    @property
    def months(self) -> int | None:
        """For how many months the motion suspends; None where it excludes."""
        return self.motion.effect_payload["months"] if self.motion.effect == "suspend" else None
