"""Mail to members: the words once, and a row for each person who is to get them."""

from datetime import datetime

from django.conf import settings
from django.db import models

from members.enums import MailingKind, MailingState, RecipientStatus
from organiser.base import clock
from organiser.base.fields import PublicIdField
from organiser.base.ids import new_token


class Mailing(models.Model):
    """A letter of a body to some of its members. Who gets it is frozen when it is released."""

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="mailings")
    kind = models.CharField(max_length=20, choices=MailingKind, default=MailingKind.LETTER)
    subject = models.CharField(max_length=150)
    text = models.TextField()
    statutory = models.BooleanField(default=False)
    criteria = models.JSONField(default=dict)
    state = models.CharField(max_length=20, choices=MailingState, default=MailingState.DRAFT)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    held_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    released_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    # After this no copy is sent or waits for the printer: nobody is told of an assembly that is over.
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-written_at", "-id"]
        indexes = [models.Index(fields=["body", "state"], name="mailings_of_body")]

    def __str__(self) -> str:
        return self.subject


class MailingRecipient(models.Model):
    """One person and one letter. The key makes sure that nobody gets it twice, whoever sends and however often."""

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    mailing = models.ForeignKey(Mailing, on_delete=models.PROTECT, related_name="recipients")
    membership = models.ForeignKey("members.Membership", on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=20, choices=RecipientStatus)
    # By the first a mail that comes back is known, by the second somebody leaves the list; neither tells of a person.
    bounce_token = models.CharField(max_length=40, unique=True, default=new_token)
    leave_token = models.CharField(max_length=40, unique=True, default=new_token)
    tries = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(default=clock.now)
    # When it was sent; or printed, where it never was. A copy that came back keeps the first of the two.
    at = models.DateTimeField(null=True, blank=True)
    came_back_at = models.DateTimeField(null=True, blank=True)
    printed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "mailing", "membership"], name="mailing_once_each"),
        ]
        indexes = [
            models.Index(fields=["not_before", "id"], condition=models.Q(status="waiting"), name="mailing_waiting"),
            models.Index(fields=["membership", "status"], name="mailings_of_member"),
        ]

    def __str__(self) -> str:
        return f"one copy, {self.get_status_display().lower()}"

    @property
    def told_at(self) -> datetime | None:
        """When it last went to the person: printed after it had come back, or sent."""
        return self.printed_at or self.at


class Unsubscription(models.Model):
    """A member wants no more mail of a body, but for what the rules say she must be told."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey("members.Membership", on_delete=models.PROTECT, related_name="unsubscriptions")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "membership", "body"], name="unsubscribed_once"),
        ]

    def __str__(self) -> str:
        return f"unsubscribed {self.at:%Y-%m-%d}"


class FailingAddress(models.Model):
    """An address of a member that mail no longer reaches. Only its digest is kept: a new one is tried."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey("members.Membership", on_delete=models.PROTECT, related_name="failing_addresses")
    address_digest = models.CharField(max_length=64)
    code = models.CharField(max_length=20)
    since = models.DateTimeField()

    class Meta:
        ordering = ["-since"]
        verbose_name_plural = "failing addresses"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "membership"], name="failing_address_once"),
        ]

    def __str__(self) -> str:
        return f"failing since {self.since:%Y-%m-%d}"
