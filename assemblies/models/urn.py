"""The sealed urn of secret ballots: papers without a person, a time or an order.

Three tables, because a row tells more than its columns do. While a ballot is open, a `Ticket` is what a voter holds
between being marked off the roll and putting the paper in, and a `Slip` is the paper in the urn; each is written in a
transaction of its own. When the ballot closes, the slips are written anew as `SealedVote`, all in one transaction and
in the order of their random trackers, and tickets and slips are emptied, so that no transaction number, place on the
disk or sequence of the marked roll fits to a paper any more (invariant 2).
"""

from django.db import models


class Ticket(models.Model):
    """What lets one paper into the urn: the tracker it will have. It exists from the mark on the roll to the paper."""

    vote = models.OneToOneField("assemblies.Vote", primary_key=True, on_delete=models.PROTECT, related_name="ticket")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    ballot = models.ForeignKey("assemblies.Ballot", on_delete=models.PROTECT, related_name="+")
    tracker = models.CharField(max_length=16, unique=True)

    def __str__(self) -> str:
        return f"ticket in {self.ballot}"


class Slip(models.Model):
    """A paper in the urn of a ballot that is open. Nobody reads it."""

    tracker = models.CharField(max_length=16, primary_key=True)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    ballot = models.ForeignKey("assemblies.Ballot", on_delete=models.PROTECT, related_name="slips")
    choice = models.TextField()

    def __str__(self) -> str:
        return f"slip in {self.ballot}"


class SealedVote(models.Model):
    """A paper of a closed secret ballot as it is published, under a tracker that its voter alone knows."""

    tracker = models.CharField(max_length=16, primary_key=True)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    ballot = models.ForeignKey("assemblies.Ballot", on_delete=models.PROTECT, related_name="sealed_votes")
    choice = models.TextField()

    class Meta:
        ordering = ["tracker"]

    def __str__(self) -> str:
        return f"{self.tracker} in {self.ballot}"
