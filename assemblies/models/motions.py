"""Motions, their versions, those who second them, and what people say about them."""

from django.db import models

from assemblies.enums import MotionStatus, Stance
from organisations.enums import DecisionKind
from organiser.base.fields import PublicIdField
from organiser.base.text import reference


class Motion(models.Model):
    """Something a member asks a body to decide, under a number of that body and year.

    What it would do stands in `effect` and `effect_payload`, checked when the motion is made and again when it is voted
    on (design.md section 6). Its state moves only along `MOTION_STEPS`.
    """

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="motions")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=DecisionKind, default=DecisionKind.ORDINARY)
    title = models.CharField(max_length=200)
    summary = models.CharField(max_length=300, blank=True)
    # Who wrote the summary, where it was not the mover.
    summary_by = models.ForeignKey("members.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # That a vote on it may open without a summary, and why (mission B13); written once.
    summary_waived_at = models.DateTimeField(null=True, blank=True)
    summary_waived_by = models.ForeignKey(
        "members.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    summary_waived_why = models.CharField(max_length=300, blank=True)
    effect = models.CharField(max_length=40, blank=True)
    effect_payload = models.JSONField(default=dict, blank=True)
    # How many of its alternatives are to be chosen; empty for a question to be answered with for or against.
    choose = models.PositiveSmallIntegerField(null=True, blank=True)
    choose_settings = models.JSONField(default=dict, blank=True)
    effective_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    # What is to be done if it carries: `[{"what": …, "until": …, "member" or "role": a public id}, …]`.
    tasks = models.JSONField(default=list, blank=True)
    # Whether its title names somebody, see `Decision.about_person`.
    about_person = models.BooleanField(default=False, editable=False)
    status = models.CharField(max_length=20, choices=MotionStatus, default=MotionStatus.PROPOSED)
    # For a committee: under which part of its scope this falls (mission B4).
    scope_note = models.CharField(max_length=300, blank=True)
    # The caucus that brought it to the agenda of the body above; it needs no seconders (mission E12).
    brought_by = models.ForeignKey(
        "organisations.Body", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    mover = models.ForeignKey("members.Person", on_delete=models.PROTECT, related_name="motions")
    seconders_needed = models.PositiveSmallIntegerField()
    moved_at = models.DateTimeField()
    seconded_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    decision = models.ForeignKey(
        "organisations.Decision", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-moved_at"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "body", "year", "number"], name="motion_number_once"),
            models.CheckConstraint(condition=models.Q(status__in=MotionStatus.values), name="motion_status"),
            models.CheckConstraint(
                condition=models.Q(summary_waived_at=None, summary_waived_by=None, summary_waived_why="")
                | models.Q(summary_waived_at__isnull=False, summary_waived_by__isnull=False)
                & ~models.Q(summary_waived_why=""),
                name="summary_waived_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["body", "-moved_at"], name="motion_by_body")]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def reference(self) -> str:
        """The number people say: `26/14`, or `1931/2`."""
        return reference(self.year, self.number)


class MotionVersion(models.Model):
    """A wording of a motion. Lines are counted over it, so it is never edited; a new wording is a new version."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    written_by = models.ForeignKey("members.Person", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["motion", "number"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "motion", "number"], name="motion_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.motion}, version {self.number}"


class Seconding(models.Model):
    """A member who wants a motion to be put to the assembly."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="secondings")
    person = models.ForeignKey("members.Person", on_delete=models.PROTECT, related_name="secondings")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "motion", "person"], name="seconding_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person} seconds {self.motion}"


class Contribution(models.Model):
    """What somebody says about a motion. It persuades; it gives no power and no weight (mission B5, B9)."""

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="contributions")
    person = models.ForeignKey("members.Person", on_delete=models.PROTECT, related_name="contributions")
    stance = models.CharField(max_length=20, choices=Stance)
    text = models.CharField(max_length=1000)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.get_stance_display()}: {self.text[:40]}"
