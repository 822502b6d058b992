"""Consent to belonging oneself, in an organisation to which so far collectives belong."""

from django.db import models

from organiser.base.fields import PublicIdField


class BasisConsent(models.Model):
    """Somebody who stands in the register by way of a collective wants to belong herself or himself (mission A8)."""

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey("members.Membership", on_delete=models.PROTECT, related_name="basis_consents")
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["given_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "membership"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="one_consent_to_belong",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership} consents to belong"
