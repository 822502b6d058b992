"""What left a register, and what waits for a second person before it may."""

from django.conf import settings
from django.db import models

from members.enums import BooksFile, ExportFormat, ExportState
from organiser.base.fields import PublicIdField


class ExportTaken(models.Model):
    """Somebody took people of a register out: how many, and when. The quota of the rules is reckoned from these."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    people = models.PositiveIntegerField()
    at = models.DateTimeField()
    # Whether nobody else looked at it: what one person takes out alone within some days is reckoned together.
    alone = models.BooleanField(default=True)

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name_plural = "exports taken"
        indexes = [models.Index(fields=["organisation", "taken_by", "at"], name="exports_by_taker")]

    def __str__(self) -> str:
        return f"{self.people} at {self.at:%Y-%m-%d}"


class ExportRequest(models.Model):
    """An export of more people than the rules let one person take out alone. It stores what is asked, and no people."""

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="export_requests")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    # A part of the books of dues instead of a register: then those who keep the dues see it and release it.
    books = models.CharField(max_length=10, choices=BooksFile, default=BooksFile.NONE, blank=True)
    criteria = models.JSONField(default=dict)
    columns = models.JSONField(default=list)
    sort = models.CharField(max_length=20, default="name")
    format = models.CharField(max_length=20, choices=ExportFormat)
    text = models.TextField(blank=True)
    purpose = models.CharField(max_length=300)
    people = models.PositiveIntegerField()
    state = models.CharField(max_length=20, choices=ExportState, default=ExportState.HELD)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            # The second person is another person, whatever code asks (two pairs of eyes).
            models.CheckConstraint(
                condition=~models.Q(state="released") | ~models.Q(settled_by=models.F("asked_by")),
                name="export_released_by_another",
            ),
            models.CheckConstraint(condition=models.Q(books__in=BooksFile.values), name="export_books"),
        ]
        indexes = [models.Index(fields=["body", "state"], name="export_requests_of_body")]

    def __str__(self) -> str:
        return f"{self.get_format_display()}, {self.asked_at:%Y-%m-%d}"
