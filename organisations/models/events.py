"""What happened to a body: founded, renamed, merged, split, dissolved, followed by another."""

from django.db import models

from organisations.enums import BodyEventKind
from organiser.base import clock
from organiser.base.fields import PartialDateField, PublicIdField


class BodyEvent(models.Model):
    """One dated change of a body, by a decision. It is written once and never touched again (mission A10, A18).

    Decisions, terms and votes of a body that merged or was dissolved stay its own: the event says what became of it.
    """

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=20, choices=BodyEventKind)
    # A year alone is a date (mission A27).
    on = PartialDateField()
    decision = models.ForeignKey("organisations.Decision", on_delete=models.PROTECT, related_name="body_events")
    other = models.ForeignKey(
        "organisations.Body", null=True, blank=True, on_delete=models.PROTECT, related_name="events_as_other"
    )
    before = models.CharField(max_length=120, blank=True)
    after = models.CharField(max_length=120, blank=True)
    recorded_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=BodyEventKind.values), name="body_event_kind"),
            models.CheckConstraint(
                condition=models.Q(other__isnull=True) | ~models.Q(other=models.F("body")), name="event_with_another"
            ),
            models.CheckConstraint(
                condition=~models.Q(kind__in=[BodyEventKind.MERGED, BodyEventKind.SPLIT, BodyEventKind.SUCCEEDED])
                | models.Q(other__isnull=False),
                name="event_names_the_other",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body}: {self.get_kind_display()} {self.on}"
