"""Erasing a person in two steps, and the switch that ends everybody's ways in at once."""

from django.db import models

from members.enums import ErasureGround, ErasureState, NotedFrom
from organiser.base.fields import PublicIdField


class Erasure(models.Model):
    """Somebody is to be forgotten: locked at once, taken back within the days, or anonymised after them.

    The row itself names nobody but by keys, and stays when the person has no name any more.
    """

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey("members.Membership", on_delete=models.PROTECT, related_name="erasures")
    ground = models.CharField(max_length=20, choices=ErasureGround)
    state = models.CharField(max_length=20, choices=ErasureState, default=ErasureState.ASKED)
    asked_at = models.DateTimeField()
    by = models.ForeignKey("members.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # On paper: the kind and the day of the document, which stays with the keeper.
    document = models.CharField(max_length=20, choices=NotedFrom, blank=True)
    document_on = models.DateField(null=True, blank=True)
    locked_until = models.DateField()
    code_digest = models.CharField(max_length=64, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["locked_until", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "membership"],
                condition=~models.Q(state="withdrawn"),
                name="one_erasure_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["code_digest"], condition=~models.Q(code_digest=""), name="erasure_code_once"
            ),
            models.CheckConstraint(condition=models.Q(state__in=ErasureState.values), name="erasure_state"),
            models.CheckConstraint(condition=models.Q(ground__in=ErasureGround.values), name="erasure_ground"),
        ]
        indexes = [models.Index(fields=["state", "locked_until"], name="erasure_due")]

    def __str__(self) -> str:
        return f"erasure of {self.asked_at:%Y-%m-%d}"


class Panic(models.Model):
    """All ways in of the members of a body were ended at once, and sign-in was perhaps closed for some hours."""

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="panics")
    by = models.ForeignKey("members.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    closed_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["body", "-at"], name="panic_by_body")]

    def __str__(self) -> str:
        return f"all ways in ended at {self.at:%Y-%m-%d %H:%M}"
