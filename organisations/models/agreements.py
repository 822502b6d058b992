"""What an alliance agrees on, and the concerns its members bring. These rows belong to no organisation.

`by` names the standing of the member that brought something; what an organisation takes on itself, it writes in a row
of its own (`Ratification`, `Weighing`).
"""

from django.db import models

from organiser.base import clock
from organiser.base.fields import PublicIdField


class Agreement(models.Model):
    """Something the members of an alliance may agree on (mission A21)."""

    public_id = PublicIdField()
    alliance = models.ForeignKey("organisations.Alliance", on_delete=models.PROTECT, related_name="agreements")
    title = models.CharField(max_length=200)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title


class AgreementVersion(models.Model):
    """One wording of an agreement. It binds the members that ratified this wording, and no other."""

    public_id = PublicIdField()
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    by = models.ForeignKey("organisations.AllianceMember", on_delete=models.PROTECT, related_name="+")
    proposed_on = models.DateField()

    class Meta:
        ordering = ["agreement", "-number"]
        constraints = [models.UniqueConstraint(fields=["agreement", "number"], name="agreement_version_once")]

    def __str__(self) -> str:
        return f"{self.agreement.title}, version {self.number}"


class Concern(models.Model):
    """What troubles a member about the alliance; it stands on the page until another member answers (mission E9)."""

    public_id = PublicIdField()
    alliance = models.ForeignKey("organisations.Alliance", on_delete=models.PROTECT, related_name="concerns")
    by = models.ForeignKey("organisations.AllianceMember", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    text = models.TextField()
    raised_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title


class ConcernReply(models.Model):
    """What another member answers to a concern."""

    public_id = PublicIdField()
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="replies")
    by = models.ForeignKey("organisations.AllianceMember", on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "concern replies"

    def __str__(self) -> str:
        return "a reply"


class Ratification(models.Model):
    """That one organisation is bound by one wording, by its own decision (mission A21)."""

    public_id = PublicIdField()
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="ratifications"
    )
    standing = models.ForeignKey("organisations.AllianceMember", on_delete=models.PROTECT, related_name="ratifications")
    version = models.ForeignKey(AgreementVersion, on_delete=models.PROTECT, related_name="ratifications")
    decision = models.ForeignKey("organisations.Decision", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["standing", "version"], name="ratified_once")]

    def __str__(self) -> str:
        return f"{self.version}, {self.on}"


class Weighing(models.Model):
    """What a ratification says to a concern that was open: taken up or not, and why (mission E10)."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    ratification = models.ForeignKey(Ratification, on_delete=models.PROTECT, related_name="weighings")
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="weighings")
    taken_up = models.BooleanField()
    reason = models.CharField(max_length=1000)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["ratification", "concern"], name="concern_weighed_once"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="weighing_has_a_reason"),
        ]

    def __str__(self) -> str:
        return "Taken up" if self.taken_up else "Not taken up"
