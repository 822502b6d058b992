"""What members say of themselves, and how many said it (mission C18)."""

from django.db import models

from members.enums import Question, Said
from organiser.base.fields import PublicIdField


class Questionnaire(models.Model):
    """Which questions an organisation asks, by its own decision; the latest holds, and without one nothing is asked."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    questions = models.JSONField()
    decision = models.ForeignKey("organisations.Decision", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return ", ".join(self.questions)


class Described(models.Model):
    """What one member said to one question. She or he alone reads it; no other door shows it. It is deleted whole."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey("members.Membership", on_delete=models.CASCADE, related_name="+")
    question = models.CharField(max_length=20, choices=Question)
    said = models.CharField(max_length=20, choices=Said)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "membership", "question"], name="described_once"),
            models.CheckConstraint(condition=models.Q(said__in=Said.values), name="described_known"),
        ]

    def __str__(self) -> str:
        return "An answer"  # never whose, and never which


class DescribedCount(models.Model):
    """How many members of a body said something, as of the end of a month.

    Only what may be told is written down at all: no row is of fewer than five people, and what was said by fewer does
    not outlive its withdrawal. A trigger refuses to change a row.
    """

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    question = models.CharField(max_length=20, choices=Question)
    said = models.CharField(max_length=20, choices=Said)
    number = models.PositiveIntegerField()

    class Meta:
        ordering = ["-month", "question", "said"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "body", "month", "question", "said"], name="described_count_once"
            ),
            models.CheckConstraint(condition=models.Q(number__gte=5), name="described_by_five"),
        ]

    def __str__(self) -> str:
        return f"{self.get_said_display()}: {self.number}"
