"""The register of decisions. Everything cites a decision; assemblies and ballots merely produce them."""

from django.db import models

from organisations.enums import DecisionKind, DecisionSource, DecisionStatus, Outcome
from organiser.base.fields import PublicIdField
from organiser.base.text import reference


class Decision(models.Model):
    """What a body decided, with the working of its verdict, under a number of that body and year.

    Text, outcome, working and dates are never changed (a trigger refuses it); only the status moves, along
    `DECISION_STEPS`, and only by another decision or by a date (mission B1). `source_ref` is the public id of the
    ballot, which lives a floor above; `folded` is title and text in plain letters, for searching.
    """

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="decisions")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=DecisionKind)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    outcome = models.CharField(max_length=20, choices=Outcome)
    working = models.JSONField(default=list)
    status = models.CharField(max_length=20, choices=DecisionStatus)
    source = models.CharField(max_length=20, choices=DecisionSource)
    source_ref = models.CharField(max_length=16, blank=True)
    decided_at = models.DateTimeField()
    effective_on = models.DateField()
    review_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    effect = models.CharField(max_length=40, blank=True)
    effect_payload = models.JSONField(default=dict, blank=True)
    effect_failed = models.TextField(blank=True)
    # Whether its title names somebody: an election, a recall, or the end of one. Other branches learn of none of them.
    about_person = models.BooleanField(default=False, editable=False)
    folded = models.TextField(blank=True, editable=False)
    ended_by = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="ends")

    class Meta:
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "body", "year", "number"], name="decision_number_once"),
            models.CheckConstraint(
                condition=models.Q(outcome=Outcome.CARRIED) | models.Q(status=DecisionStatus.NOT_CARRIED),
                name="only_carried_takes_force",
            ),
            models.CheckConstraint(
                condition=(models.Q(expires_on__isnull=True) | models.Q(expires_on__gte=models.F("effective_on")))
                & (models.Q(review_on__isnull=True) | models.Q(review_on__gte=models.F("effective_on"))),
                name="decision_dates_in_order",
            ),
        ]
        indexes = [
            models.Index(fields=["body", "-decided_at"], name="decision_by_body"),
            models.Index(fields=["status", "expires_on"], name="decision_expiring"),
            models.Index(fields=["status", "review_on"], name="decision_to_review"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def holds(self) -> bool:
        """Whether it binds, now or from a day that is fixed."""
        return self.status in {DecisionStatus.PROVISIONAL, DecisionStatus.IN_FORCE}

    @property
    def reference(self) -> str:
        """The number people say: `26/14`, or `1931/2`."""
        return reference(self.year, self.number)
