"""Consent to be named: who belongs to what is dangerous knowledge."""

from django.db import models

from organisations.enums import DisclosedTo
from organiser.base.fields import PublicIdField


class DisclosureConsent(models.Model):
    """That an organisation may be named, and to whom, by its own decision (mission E8).

    Without one it counts in totals and is named to nobody outside it.
    """

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="disclosures")
    to = models.CharField(max_length=20, choices=DisclosedTo)
    alliance = models.ForeignKey(
        "organisations.Alliance", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decision = models.ForeignKey("organisations.Decision", on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    ended_by = models.ForeignKey(
        "organisations.Decision", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(to=DisclosedTo.ALLIANCE, alliance__isnull=False)
                | models.Q(to__in=[DisclosedTo.ALL_ALLIANCES, DisclosedTo.PUBLIC], alliance__isnull=True),
                name="disclosed_to_one_alliance_or_wider",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_to_display()} since {self.since}"
