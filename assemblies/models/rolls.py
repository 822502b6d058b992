"""Rolls: who may vote in a ballot and why, frozen."""

from django.db import models

from assemblies.enums import RollReason
from organiser.base.fields import PublicIdField


class Roll(models.Model):
    """The electoral roll of one ballot. Triggers refuse any change once it is written (invariant 6).

    `entitled` is how many have a vote by their standing. Where the rules fix the roll at the check-in, those of them
    who were not there have no entry, and parts of all members are still reckoned from all of them.
    """

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="rolls")
    frozen_at = models.DateTimeField()
    as_of = models.DateField()
    entitled = models.PositiveIntegerField()
    # How many entries it has; none is said of rolls that were frozen before this was written down.
    entries_count = models.PositiveIntegerField(null=True)
    # How many of its entries and refusals come from challenges, and differ from the register.
    corrected = models.PositiveIntegerField(default=0)
    # SHA-256 of the lines of its entries; `digest_form` says what a line holds (see `roll_lines`).
    digest = models.CharField(max_length=64)
    digest_form = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["-frozen_at"]

    def __str__(self) -> str:
        return f"roll of {self.size}, {self.as_of}"

    @property
    def size(self) -> int:
        """How many can vote: those with a vote, or where the rules fix it at the check-in those who were there."""
        return self.entitled if self.entries_count is None else self.entries_count


class RollEntry(models.Model):
    """One person who may vote, with weight and reason."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    roll = models.ForeignKey(Roll, on_delete=models.PROTECT, related_name="entries", db_index=False)
    person = models.ForeignKey("members.Person", on_delete=models.PROTECT, related_name="roll_entries")
    weight = models.PositiveIntegerField(default=1)
    reason = models.CharField(max_length=20, choices=RollReason, default=RollReason.FULL_MEMBER)
    since = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["roll", "person", "organisation"], name="on_roll_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person} on {self.roll}"


class RollRefusal(models.Model):
    """One person who belongs to the body and may not vote in this ballot, with the reason she or he reads."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    roll = models.ForeignKey(Roll, on_delete=models.PROTECT, related_name="refusals", db_index=False)
    person = models.ForeignKey("members.Person", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=20, choices=RollReason)
    since = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["roll", "person", "organisation"], name="refused_once")]

    def __str__(self) -> str:
        return f"{self.person} not on {self.roll}"
