"""Assemblies, their agenda, who came, and the minutes."""

from django.db import models

from assemblies.enums import AgendaKind, AssemblyKind, AssemblyStatus, AttendanceMode, MinutesStatus
from organiser.base import clock
from organiser.base.fields import PublicIdField


class Assembly(models.Model):
    """A meeting at which a body decides: the top body of its affairs (mission B1)."""

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="assemblies")
    kind = models.CharField(max_length=20, choices=AssemblyKind, default=AssemblyKind.ORDINARY)
    title = models.CharField(max_length=200)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    provisions = models.TextField(blank=True)
    status = models.CharField(max_length=20, choices=AssemblyStatus, default=AssemblyStatus.DRAFT)
    called_by = models.ForeignKey("members.Person", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=clock.now, editable=False)
    notice_sent_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    # Written down at closing, since the register and the rules go on changing.
    voters_came = models.PositiveIntegerField(null=True, blank=True, editable=False)
    voters_entitled = models.PositiveIntegerField(null=True, blank=True, editable=False)
    quorum_needed = models.PositiveIntegerField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name_plural = "assemblies"
        ordering = ["-starts_at"]
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="assembly_in_order"),
        ]
        indexes = [models.Index(fields=["body", "-starts_at"], name="assembly_by_body")]

    def __str__(self) -> str:
        return self.title


class AgendaItem(models.Model):
    """One point of an agenda; its minutes are written here."""

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    assembly = models.ForeignKey(Assembly, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=AgendaKind, default=AgendaKind.TOPIC)
    title = models.CharField(max_length=200)
    note = models.TextField(blank=True)
    motion = models.ForeignKey(
        "assemblies.Motion", null=True, blank=True, on_delete=models.PROTECT, related_name="agenda_items"
    )
    # The decision that comes back to be looked at again, on an item of the kind review (mission E17).
    decision = models.ForeignKey(
        "organisations.Decision", null=True, blank=True, on_delete=models.PROTECT, related_name="reviews"
    )
    minutes = models.TextField(blank=True)
    # When every member was told that this is on the agenda; some kinds of decision want it days before.
    announced_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["assembly", "position"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "assembly", "position"], name="agenda_position_once"),
            models.UniqueConstraint(
                fields=["organisation", "assembly", "motion"],
                condition=models.Q(motion__isnull=False),
                name="motion_once_on_agenda",
            ),
            models.UniqueConstraint(
                fields=["organisation", "assembly", "decision"],
                condition=models.Q(decision__isnull=False),
                name="review_once_on_agenda",
            ),
            models.CheckConstraint(
                condition=models.Q(kind=AgendaKind.REVIEW, decision__isnull=False)
                | (~models.Q(kind=AgendaKind.REVIEW) & models.Q(decision__isnull=True)),
                name="review_of_a_decision",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.title}"


class Attendance(models.Model):
    """Somebody who came, from when until when."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    assembly = models.ForeignKey(Assembly, on_delete=models.PROTECT, related_name="attendances")
    person = models.ForeignKey("members.Person", on_delete=models.PROTECT, related_name="attendances")
    mode = models.CharField(max_length=20, choices=AttendanceMode, default=AttendanceMode.HALL)
    came_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    checked_in_by = models.ForeignKey("members.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["came_at"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "assembly", "person"], name="present_once"),
            models.CheckConstraint(
                condition=models.Q(left_at__isnull=True) | models.Q(left_at__gte=models.F("came_at")),
                name="attendance_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} at {self.assembly}"


class Minutes(models.Model):
    """The minutes of an assembly: built from agenda, presence and results, agreed to by a later assembly.

    `content` is what the page shows and `text` the same in plain words, both written down when they are agreed.
    """

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    assembly = models.OneToOneField(Assembly, on_delete=models.PROTECT, related_name="record")
    status = models.CharField(max_length=20, choices=MinutesStatus, default=MinutesStatus.DRAFT)
    note = models.TextField(blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_in = models.ForeignKey(Assembly, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    content = models.JSONField(default=dict, blank=True)
    text = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name_plural = "minutes"

    def __str__(self) -> str:
        return f"minutes of {self.assembly}"
