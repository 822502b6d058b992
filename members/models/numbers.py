"""Membership numbers that are given out no more."""

from django.db import models


class SpentNumber(models.Model):
    """The number of somebody who was erased, as a digest: nobody else gets it, and the row points to nobody.

    Whoever tries all numbers finds that one was given out once, and no more. It stands on old cards and lists, where it
    must not come to mean somebody else.
    """

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "digest"], name="number_spent_once")]

    def __str__(self) -> str:
        return self.digest[:8]
