"""Transfers: a member moves from one branch of her or his organisation to another, in one signed step."""

from django.db import models
from django.db.models import F, Q

from members.enums import TRANSFER_RUNS, TransferState
from organiser.base.fields import PublicIdField


class Transfer(models.Model):
    """One move: who asked, who let go, who took in, and when each of it was (mission A5).

    A branch that is empty stands for members of the organisation without one. `released_by` stays empty where time let
    go. Until `sight_until` the old branch still sees who left it, as she or he stood on `moved_on`.
    """

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey("members.Membership", on_delete=models.PROTECT, related_name="transfers")
    from_branch = models.ForeignKey(
        "organisations.Branch", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    to_branch = models.ForeignKey(
        "organisations.Branch", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=20, choices=TransferState, default=TransferState.REQUESTED)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("members.Person", on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey("members.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    release_note = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey("members.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500, blank=True)
    moved_on = models.DateField(null=True, blank=True)
    sight_until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "membership"],
                condition=Q(state__in=[state.value for state in TRANSFER_RUNS]),
                name="one_running_transfer",
            ),
            models.CheckConstraint(condition=Q(state__in=TransferState.values), name="transfer_state"),
            models.CheckConstraint(
                condition=(Q(from_branch__isnull=True) & Q(to_branch__isnull=False))
                | (Q(from_branch__isnull=False) & Q(to_branch__isnull=True))
                | ~Q(from_branch=F("to_branch")),
                name="transfer_leads_elsewhere",
            ),
            models.CheckConstraint(
                condition=Q(state=TransferState.ACCEPTED, moved_on__isnull=False, sight_until__isnull=False)
                | (~Q(state=TransferState.ACCEPTED) & Q(moved_on__isnull=True, sight_until__isnull=True)),
                name="transfer_moved_when_accepted",
            ),
        ]
        indexes = [
            # Whom a branch may still see, and what waits at a desk, are found here and never by a look through members.
            models.Index(fields=["from_branch", "state", "sight_until"], name="moved_from_branch"),
            models.Index(fields=["to_branch", "state"], name="moving_to_branch"),
            models.Index(fields=["organisation", "state", "asked_at"], name="moving_in_organisation"),
        ]

    def __str__(self) -> str:
        return f"{self.membership} to {self.to_branch or 'no branch'}"
