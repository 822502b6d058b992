"""Common ground: what the organisations of an alliance hold of the same statements."""

from django.db import models

from organisations.enums import Agreeing
from organiser.base.fields import PublicIdField


class CommonGround(models.Model):
    """A few statements put to every member of an alliance, to see what is agreed before uniting (mission E7)."""

    public_id = PublicIdField()
    alliance = models.ForeignKey("organisations.Alliance", on_delete=models.PROTECT, related_name="common_grounds")
    title = models.CharField(max_length=200)
    by = models.ForeignKey("organisations.AllianceMember", on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "common ground"

    def __str__(self) -> str:
        return self.title


class Statement(models.Model):
    """One sentence that organisations agree to or differ from."""

    common_ground = models.ForeignKey(CommonGround, on_delete=models.PROTECT, related_name="statements")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=500)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["common_ground", "number"], name="statement_number_once")]

    def __str__(self) -> str:
        return self.text


class Position(models.Model):
    """What one organisation decided about one statement; the latest of its rows holds."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    standing = models.ForeignKey("organisations.AllianceMember", on_delete=models.PROTECT, related_name="positions")
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="positions")
    stance = models.CharField(max_length=20, choices=Agreeing)
    decision = models.ForeignKey("organisations.Decision", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(stance__in=Agreeing.values), name="position_known"),
            models.UniqueConstraint(fields=["decision", "statement"], name="one_position_per_decision"),
        ]

    def __str__(self) -> str:
        return self.get_stance_display()
