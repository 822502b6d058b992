"""Bank statements: a file is looked at first; the ledger is written only when the treasurer says so."""

from typing import TYPE_CHECKING

from django.db import models

from members.enums import LineOutcome, MatchReason, StatementStatus
from organiser.base.fields import PublicIdField

if TYPE_CHECKING:
    from members.models import Membership


class StatementColumns(models.Model):
    """What the columns of a bank's file mean, for the next file with the same headings."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    mark = models.CharField(max_length=64)
    fields = models.JSONField(default=list)
    chosen_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "statement columns"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "body", "mark"], name="statement_columns_once"),
        ]

    def __str__(self) -> str:
        return f"columns of {self.body}"


class BankStatement(models.Model):
    """One file of a bank. `version` counts the changes to what is proposed, so that nothing unseen is booked."""

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="bank_statements")
    status = models.CharField(max_length=10, choices=StatementStatus, default=StatementStatus.STAGED)
    version = models.PositiveIntegerField(default=1)
    filename = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    form = models.CharField(max_length=10)
    currency = models.CharField(max_length=3)
    columns = models.JSONField(default=list)
    made_by = models.ForeignKey("members.Person", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return self.filename


class StatementLine(models.Model):
    """One movement on the account, who is proposed for it and why. The number of the account is kept as a hash."""

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    statement = models.ForeignKey(BankStatement, on_delete=models.PROTECT, related_name="lines")
    number = models.PositiveIntegerField()
    day = models.DateField(null=True, blank=True)
    cents = models.BigIntegerField(default=0)
    payer = models.CharField(max_length=200, blank=True)
    text = models.CharField(max_length=500, blank=True)
    payer_mark = models.CharField(max_length=64, blank=True)
    mark = models.CharField(max_length=64, blank=True)
    outcome = models.CharField(max_length=10, choices=LineOutcome)
    problem = models.CharField(max_length=300, blank=True)
    reason = models.CharField(max_length=10, choices=MatchReason, blank=True)
    membership = models.ForeignKey(
        "members.Membership", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    entry = models.ForeignKey("members.DuesEntry", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["statement", "number"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "statement", "number"], name="statement_line_once"),
        ]
        indexes = [models.Index(fields=["organisation", "mark"], name="statement_line_by_mark")]

    def __str__(self) -> str:
        return f"line {self.number}"

    @property
    def member(self) -> "Membership | None":
        """Who is meant, where the viewer for whom `lines_of` read the line may see it; nobody otherwise."""
        return self.membership if getattr(self, "seen", False) else None
