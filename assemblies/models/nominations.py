"""Who is to be chosen in an election, by whom she or he was proposed, and whether she or he stands."""

from django.db import models

from assemblies.enums import NOMINATION_OPEN, NominationState
from organiser.base.fields import PublicIdField

LONGEST_STATEMENT = 800


class Nomination(models.Model):
    """Somebody proposed for a role in an election among several; printed on the paper once she or he has accepted.

    Its state moves only along `NOMINATION_STEPS`. Statements have the same greatest length for everybody.
    """

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    motion = models.ForeignKey("assemblies.Motion", on_delete=models.PROTECT, related_name="nominations")
    person = models.ForeignKey("members.Person", on_delete=models.PROTECT, related_name="nominations")
    nominated_by = models.ForeignKey("members.Person", on_delete=models.PROTECT, related_name="+")
    nominated_at = models.DateTimeField()
    state = models.CharField(max_length=20, choices=NominationState, default=NominationState.ASKED)
    answered_at = models.DateTimeField(null=True, blank=True)
    statement = models.CharField(max_length=LONGEST_STATEMENT, blank=True)
    # Why somebody who stood was left off the paper when the last ballot opened.
    barred = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["motion", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "motion", "person"],
                condition=models.Q(state__in=NOMINATION_OPEN),
                name="nomination_once",
            ),
            models.CheckConstraint(condition=models.Q(state__in=NominationState.values), name="nomination_state"),
            models.CheckConstraint(
                condition=models.Q(state=NominationState.ASKED, answered_at__isnull=True)
                | ~models.Q(state=NominationState.ASKED) & models.Q(answered_at__isnull=False),
                name="nomination_answered_at",
            ),
            models.CheckConstraint(
                condition=models.Q(statement="") | ~models.Q(state=NominationState.ASKED),
                name="nomination_statement_is_own",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} in {self.motion.reference}"
