"""How many there were at the end of a month, and whom a body could organise (mission D8, D11)."""

from django.db import models

from organiser.base.fields import PublicIdField


class Headcount(models.Model):
    """The members of an organisation or a branch at the end of a month, counted by the clock when it was over.

    `joined` are those who belonged then and not a month before, `left` the other way round. Numbers alone: no row leads
    to anybody. What of it may be told is for `members.queries.headcounts`. A trigger refuses to change a row.
    """

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="headcounts")
    month = models.DateField()
    full = models.PositiveIntegerField()
    trial = models.PositiveIntegerField()
    supporters = models.PositiveIntegerField()
    on_leave = models.PositiveIntegerField()
    joined = models.PositiveIntegerField()
    left = models.PositiveIntegerField()
    counted_at = models.DateTimeField()

    class Meta:
        ordering = ["-month", "body"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "body", "month"], name="headcount_once_a_month"),
            models.CheckConstraint(condition=models.Q(month__day=1), name="headcount_of_a_month"),
        ]

    def __str__(self) -> str:
        return f"{self.body}, {self.month:%Y-%m}"


class ConstituencyEstimate(models.Model):
    """How many people a body could organise, as it reckons itself, with where the number comes from.

    The latest holds; without one it is unknown. Earlier ones stay (a trigger refuses to change them).
    """

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="estimates")
    number = models.PositiveIntegerField()
    source = models.CharField(max_length=300)
    as_of = models.DateField()
    given_by = models.ForeignKey("members.Person", on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(number__gte=1), name="estimate_of_somebody"),
        ]

    def __str__(self) -> str:
        return f"{self.number}, {self.source}"
