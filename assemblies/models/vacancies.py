"""Seats that fell free and are filled from the papers of their election."""

from django.db import models

from assemblies.enums import RECOUNT_OPEN, RecountState
from organiser.base.fields import PublicIdField


class Recount(models.Model):
    """The papers of an election counted again, because somebody whom it elected left before her or his term was over.

    `term` is the one that ended early, `nomination` whom the count names, who says whether she or he takes the seat.
    Where she or he does not, a further recount with the next `number` does without her or him as well. `left_out`
    lists by their place on the paper who is gone, and why; `serving` by their labels who keep their seats; `ties` and
    `lots` how ties were decided. `chosen` is the whole count, and none where nobody was left to be counted.
    """

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    ballot = models.ForeignKey("assemblies.Ballot", on_delete=models.PROTECT, related_name="recounts")
    term = models.ForeignKey("skills.Term", on_delete=models.PROTECT, related_name="recounts")
    number = models.PositiveSmallIntegerField()
    nomination = models.ForeignKey(
        "assemblies.Nomination", null=True, blank=True, on_delete=models.PROTECT, related_name="recounts"
    )
    state = models.CharField(max_length=20, choices=RecountState)
    left_out = models.JSONField()
    serving = models.JSONField()
    ties = models.JSONField()
    lots = models.JSONField()
    chosen = models.JSONField(null=True, blank=True)
    papers_digest = models.CharField(max_length=64)
    counted_by = models.ForeignKey("members.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    counted_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    decision = models.ForeignKey(
        "organisations.Decision", null=True, blank=True, on_delete=models.PROTECT, related_name="recounts"
    )

    class Meta:
        ordering = ["ballot", "term", "number"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "term", "number"], name="recount_number_once"),
            # One seat is offered to one person at a time, and filled once.
            models.UniqueConstraint(
                fields=["organisation", "term"], condition=models.Q(state__in=RECOUNT_OPEN), name="recount_once"
            ),
            models.CheckConstraint(condition=models.Q(state__in=RecountState.values), name="recount_state"),
            models.CheckConstraint(
                condition=models.Q(state=RecountState.NOBODY, nomination__isnull=True)
                | ~models.Q(state=RecountState.NOBODY) & models.Q(nomination__isnull=False, chosen__isnull=False),
                name="recount_names_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=(RecountState.ASKED, RecountState.NOBODY), answered_at__isnull=True)
                | ~models.Q(state__in=(RecountState.ASKED, RecountState.NOBODY)) & models.Q(answered_at__isnull=False),
                name="recount_answered_at",
            ),
            models.CheckConstraint(
                condition=models.Q(state=RecountState.ACCEPTED, decision__isnull=False)
                | ~models.Q(state=RecountState.ACCEPTED) & models.Q(decision__isnull=True),
                name="recount_decision",
            ),
        ]

    def __str__(self) -> str:
        return f"recount {self.number} of {self.ballot}"
