"""Papers and hands that are counted by people: batches entered twice, and the codes of printed ballot papers."""

from django.db import models

from assemblies.enums import CountedWay, PaperState
from organiser.base.fields import PublicIdField


class CountedBatch(models.Model):
    """A show of hands or a heap of papers as two tellers counted it, each without seeing what the other wrote.

    `papers` and `second` say how many there are of each line of text (`counting.marks`). Where both say the same the
    batch is agreed and counts, `counted` being all of them. `most` is how many stood there to raise a hand.
    """

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    ballot = models.ForeignKey("assemblies.Ballot", on_delete=models.PROTECT, related_name="batches")
    way = models.CharField(max_length=10, choices=CountedWay)
    number = models.PositiveSmallIntegerField()
    most = models.PositiveIntegerField(null=True, blank=True)
    papers = models.JSONField(null=True, blank=True)
    entered_by = models.ForeignKey("members.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(null=True, blank=True)
    second = models.JSONField(null=True, blank=True)
    second_by = models.ForeignKey("members.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    second_at = models.DateTimeField(null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    counted = models.PositiveIntegerField(null=True, blank=True)
    # A batch that was given up, with the reason: it counts for nobody.
    set_aside_by = models.ForeignKey(
        "members.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    set_aside_at = models.DateTimeField(null=True, blank=True)
    set_aside_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["ballot", "way", "number"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "ballot", "way", "number"], name="batch_number_once"),
            models.UniqueConstraint(
                fields=["organisation", "ballot"],
                condition=models.Q(way=CountedWay.HANDS, set_aside_at__isnull=True),
                name="one_show_of_hands",
            ),
            models.CheckConstraint(condition=models.Q(way__in=CountedWay.values), name="batch_way"),
            models.CheckConstraint(
                condition=models.Q(second_by__isnull=True) | ~models.Q(second_by=models.F("entered_by")),
                name="batch_by_two_people",
            ),
            models.CheckConstraint(
                condition=models.Q(agreed_at__isnull=True, counted__isnull=True)
                | models.Q(
                    agreed_at__isnull=False,
                    counted__isnull=False,
                    papers__isnull=False,
                    entered_by__isnull=False,
                    second__isnull=False,
                    second_by__isnull=False,
                    set_aside_at__isnull=True,
                ),
                name="batch_agreed_by_both",
            ),
            models.CheckConstraint(
                condition=models.Q(set_aside_at__isnull=True, set_aside_by__isnull=True)
                | models.Q(set_aside_at__isnull=False, set_aside_by__isnull=False),
                name="batch_set_aside_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_way_display()}, {self.number}, in {self.ballot}"

    @property
    def is_waiting(self) -> bool:
        """Whether it is neither agreed nor set aside."""
        return self.agreed_at is None and self.set_aside_at is None


class PaperCode(models.Model):
    """The one-time code of a printed paper of a secret ballot, as its digest alone. It is nobody's."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    ballot = models.ForeignKey("assemblies.Ballot", on_delete=models.PROTECT, related_name="paper_codes")
    digest = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=10, choices=PaperState, default=PaperState.PRINTED)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(state__in=PaperState.values), name="paper_code_state")]

    def __str__(self) -> str:
        return f"code in {self.ballot}"


class PaperEntry(models.Model):
    """What one teller read on a paper with a code; gone as soon as a second one read the same."""

    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    code = models.ForeignKey(PaperCode, on_delete=models.PROTECT, related_name="entries")
    line = models.TextField()
    entered_by = models.ForeignKey("members.Person", on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "entered_by"], name="paper_read_once_by_each")]

    def __str__(self) -> str:
        return "a paper that was read"
