"""Challenges of a roll: what it says of somebody is put in question, and answered before a ballot opens."""

from django.db import models
from django.db.models import Q

from assemblies.enums import ChallengeState
from organiser.base.fields import PublicIdField

LONGEST_GROUNDS = 500


class RollChallenge(models.Model):
    """That somebody has a vote, or has none, against what the register says; for an assembly or a ballot over days.

    An upheld one corrects each roll that is frozen there afterwards, until one that says the opposite is upheld. Its
    state moves only along `CHALLENGE_STEPS`.
    """

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="roll_challenges")
    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, null=True, blank=True, related_name="challenges"
    )
    motion = models.ForeignKey(
        "assemblies.Motion", on_delete=models.PROTECT, null=True, blank=True, related_name="challenges"
    )
    person = models.ForeignKey("members.Person", on_delete=models.PROTECT, related_name="+")
    has_vote = models.BooleanField()
    grounds = models.CharField(max_length=LONGEST_GROUNDS)
    made_by = models.ForeignKey("members.Person", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    state = models.CharField(max_length=20, choices=ChallengeState, default=ChallengeState.OPEN)
    answer = models.CharField(max_length=LONGEST_GROUNDS, blank=True)
    answered_by = models.ForeignKey("members.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(assembly__isnull=True, motion__isnull=False)
                | Q(assembly__isnull=False, motion__isnull=True),
                name="challenge_of_one_thing",
            ),
            models.UniqueConstraint(
                fields=["organisation", "assembly", "person"],
                condition=Q(state=ChallengeState.OPEN, assembly__isnull=False),
                name="challenged_once_there",
            ),
            models.UniqueConstraint(
                fields=["organisation", "motion", "person"],
                condition=Q(state=ChallengeState.OPEN, motion__isnull=False),
                name="challenged_once_over_days",
            ),
            models.CheckConstraint(condition=Q(state__in=ChallengeState.values), name="challenge_state"),
            models.CheckConstraint(
                condition=Q(state=ChallengeState.OPEN, answered_at__isnull=True, answered_by__isnull=True)
                | ~Q(state=ChallengeState.OPEN) & Q(answered_at__isnull=False, answered_by__isnull=False),
                name="challenge_answered_at",
            ),
        ]

    def __str__(self) -> str:
        return f"challenge about {self.person}"
