"""Affiliations: one organisation belongs to another of the same kind, and leaves when it decides to."""

from django.db import models

from organisations.enums import AFFILIATION_OVER, AFFILIATION_WANTED, AffiliationStatus
from organiser.base.fields import PublicIdField


class Affiliation(models.Model):
    """An organisation that belongs to a federation of the same kind (mission A23, B3).

    It lies between two organisations and belongs to neither. No power, right or rule is read from it: it says who
    stands together, and since when. Triggers refuse one between a mass and a political organisation.
    """

    public_id = PublicIdField()
    affiliate = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="affiliations")
    federation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="affiliates")
    status = models.CharField(max_length=20, choices=AffiliationStatus, default=AffiliationStatus.ASKED)
    wanted = models.CharField(max_length=20, choices=AffiliationStatus)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(affiliate=models.F("federation")), name="affiliation_of_two_organisations"
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=AffiliationStatus.values), name="affiliation_status_known"
            ),
            models.CheckConstraint(
                condition=models.Q(wanted__in=[status.value for status in AFFILIATION_WANTED]),
                name="affiliation_wanted_known",
            ),
            models.UniqueConstraint(
                fields=["affiliate", "federation"],
                condition=~models.Q(status__in=[status.value for status in AFFILIATION_OVER]),
                name="one_affiliation_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_status_display()} affiliation {self.public_id}"


class AffiliationStep(models.Model):
    """One dated step of an affiliation, resting on a decision of the organisation that took it.

    The affiliate asks and leaves; the federation takes in, declines or ends it. Rows are never changed.
    """

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    affiliation = models.ForeignKey(Affiliation, on_delete=models.PROTECT, related_name="steps")
    status = models.CharField(max_length=20, choices=AffiliationStatus)
    decision = models.ForeignKey("organisations.Decision", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_status_display()} {self.on}"
