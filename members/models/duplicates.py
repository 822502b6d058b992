"""Two records of one person: proposed, dismissed, or merged and taken apart again."""

from django.db import models
from django.db.models import F, Q

from members.enums import PairState
from organiser.base.fields import PublicIdField


class DuplicatePair(models.Model):
    """Two memberships of one organisation that look like one person. What was dismissed stays dismissed."""

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    first = models.ForeignKey("members.Membership", on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey("members.Membership", on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=20, choices=PairState, default=PairState.PROPOSED)
    likeness = models.PositiveSmallIntegerField()
    reasons = models.JSONField(default=list)
    found_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey("members.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-likeness", "id"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "first", "second"], name="pair_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="pair_in_order"),
            models.CheckConstraint(condition=Q(state__in=PairState.values), name="pair_state"),
        ]
        indexes = [models.Index(fields=["organisation", "state", "-likeness", "id"], name="pairs_to_look_at")]

    def __str__(self) -> str:
        return f"{self.first} and {self.second}"


class DuplicateSearch(models.Model):
    """When a register was last looked through for people who stand in it twice, and what came of it."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    body = models.OneToOneField("organisations.Body", on_delete=models.PROTECT, related_name="+")
    looked_at = models.DateTimeField()
    people = models.PositiveIntegerField()
    found = models.PositiveIntegerField()
    crowded = models.PositiveIntegerField()
    left_out = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.body}, {self.looked_at:%Y-%m-%d}"


class MergeRecord(models.Model):
    """One record merged into another: what was before, so that the two can be taken apart again for thirty days.

    Nothing that was decided, cast or signed is rewritten: the record that was merged stays as a row, in no list, and
    all that points to it goes on pointing to it. `leads_to` is where its number leads today.
    """

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    kept = models.ForeignKey("members.Membership", on_delete=models.PROTECT, related_name="merged_in")
    dropped = models.ForeignKey("members.Membership", on_delete=models.PROTECT, related_name="merged_away")
    leads_to = models.ForeignKey("members.Membership", on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=30)
    former = models.JSONField(default=dict)
    merged_at = models.DateTimeField()
    merged_by = models.ForeignKey("members.Person", on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey("members.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-merged_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "dropped"], condition=Q(undone_at__isnull=True), name="merged_once"
            ),
            models.CheckConstraint(condition=~Q(kept=F("dropped")), name="merged_into_another"),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "number"], condition=Q(undone_at__isnull=True), name="merged_by_number"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} into {self.kept.number}"
