"""Interventions: what the operator of the site changed in a body, for all its members to read."""

from django.db import models

from organisations.enums import InterventionKind
from organiser.base.fields import PublicIdField


class Intervention(models.Model):
    """One change of what a body governs that came from no decision of it (design.md section 5, break-glass).

    It stands on this floor and not on the ground floor, because it is shown to the members of one body and bodies
    begin here. `operator` is the public id of an account, as in the ledger: people live a floor above, and a row that
    can never be changed holds no name of anybody.
    """

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="interventions")
    kind = models.CharField(max_length=20, choices=InterventionKind)
    subject = models.CharField(max_length=16)
    reason = models.TextField()
    changed = models.TextField()
    operator = models.CharField(max_length=16)
    at = models.DateTimeField()
    shown_until = models.DateField()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=InterventionKind.values), name="intervention_kind"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="intervention_has_a_reason"),
        ]
        indexes = [models.Index(fields=["body", "-at"], name="interventions_of_body")]

    def __str__(self) -> str:
        return self.changed
