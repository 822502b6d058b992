"""Reminders of dues: drafted for some members, looked at, then sent or dropped."""

from django.db import models

from members.enums import ReminderStatus
from organiser.base.fields import PublicIdField


class DuesReminder(models.Model):
    """One round of reminders. Nothing leaves before the treasurer releases it."""

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="dues_reminders")
    status = models.CharField(max_length=10, choices=ReminderStatus, default=ReminderStatus.HELD)
    text = models.TextField(blank=True)
    made_by = models.ForeignKey("members.Person", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return f"reminders of {self.made_at:%Y-%m-%d}"


class ReminderLetter(models.Model):
    """One member of a round: what was owed when it was drafted, and when and how the reminder went out."""

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    reminder = models.ForeignKey(DuesReminder, on_delete=models.PROTECT, related_name="letters")
    membership = models.ForeignKey("members.Membership", on_delete=models.PROTECT, related_name="dues_reminders")
    owed_cents = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    by_post = models.BooleanField(default=False)
    taken_off = models.BooleanField(default=False)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["reminder", "membership__sort_name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "reminder", "membership"], name="reminded_once_a_round"),
        ]

    def __str__(self) -> str:
        return f"reminder to {self.membership}"
