"""Imports: a file is looked at first; the register is written only when somebody says so."""

from django.db import models

from members.enums import BUSY, ImportStatus, RowOutcome
from organiser.base.fields import PublicIdField


class HeadingMemory(models.Model):
    """What somebody chose for a row of headings, for the next file with the same row into the same register.

    The headings themselves are not kept: a first row that was taken as headings may have been a person.
    """

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    mark = models.CharField(max_length=64)
    fields = models.JSONField(default=list)
    chosen_by = models.ForeignKey("members.Person", on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "heading memories"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "body", "mark"], name="headings_once_in_a_body"),
        ]

    def __str__(self) -> str:
        return f"headings of {self.body}"


class ImportBatch(models.Model):
    """One file, with what was found in it and what became of it."""

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="imports")
    made_by = models.ForeignKey("members.Person", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    filename = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    encoding = models.CharField(max_length=60)
    encoding_guessed = models.BooleanField(default=False)
    samples = models.JSONField(
        default=list
    )  # cells by which one sees whether the encoding is right, until it is settled
    delimiter = models.CharField(max_length=30)
    memory = models.ForeignKey(HeadingMemory, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    recalled = models.BooleanField(default=False)  # its headings were read as it had been chosen before
    program = models.CharField(max_length=30, blank=True)  # whose export it looks like
    sheet = models.CharField(max_length=100, blank=True)
    sheets = models.JSONField(default=list)  # the names of all sheets of the workbook
    columns = models.JSONField(default=list)
    headings = models.JSONField(default=list)  # the row of headings as it came, while rows that stayed out are kept
    status = models.CharField(max_length=20, choices=ImportStatus, default=ImportStatus.STAGED)
    updating = models.JSONField(default=list)  # the fields that may be changed of people in the register
    to_change = models.PositiveIntegerField(default=0)
    to_create = models.PositiveIntegerField(default=0)
    existing = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    blank = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)
    # By which those of its rows who are new were admitted, where the assembly admits.
    decision = models.ForeignKey(
        "organisations.Decision", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    # What is done beside the server: who asked for it, through a token of which body, and how far it is.
    asked_by = models.ForeignKey(
        "members.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    asked_within = models.ForeignKey(
        "organisations.Body", null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    asked_at = models.DateTimeField(null=True, blank=True)
    choices = models.JSONField(default=dict)  # what was chosen for the file, until it has been read
    upload = models.CharField(max_length=40, blank=True)  # the name of the private copy, until it has been read
    done = models.PositiveIntegerField(default=0)  # rows
    percent = models.PositiveSmallIntegerField(null=True, blank=True)  # nothing where nobody can say
    stopped = models.CharField(max_length=500, blank=True)  # why what was asked for last was not done
    # Which worker has it, until when; one that was killed loses it. `clearing`: people whom nothing joins to the
    # register any more, or not yet, are still to be taken out.
    claim = models.CharField(max_length=32, blank=True, editable=False)
    claimed_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    clearing = models.BooleanField(default=False)

    class Meta:
        ordering = ["-made_at"]
        verbose_name_plural = "import batches"
        indexes = [
            models.Index(
                fields=["asked_at"],
                condition=models.Q(status__in=BUSY) | models.Q(clearing=True),
                name="import_to_work_on",
            ),
        ]

    def __str__(self) -> str:
        return self.filename


class ImportRow(models.Model):
    """A row of the file, cleaned, with its problems and what will become of it."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, related_name="rows")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    values = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    outcome = models.CharField(max_length=20, choices=RowOutcome)
    changes = models.JSONField(default=dict)  # by field: what it was and what it becomes
    cells = models.JSONField(default=list)  # as they came, of rows that stay out; for thirty days
    membership = models.ForeignKey(
        "members.Membership", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Whom the row became. Without a membership, nobody can find this person: it is written before the register is, in
    # small steps, and taken out after it.
    person = models.ForeignKey("members.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["batch", "number"]
        constraints = [models.UniqueConstraint(fields=["organisation", "batch", "number"], name="import_row_once")]

    def __str__(self) -> str:
        return f"row {self.number}"
