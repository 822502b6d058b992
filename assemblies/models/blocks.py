"""Blocks of a round of consensus that the others judge, and what each of them said."""

from django.db import models

from organiser.base.fields import PublicIdField


class Block(models.Model):
    """A block of which the others say whether it is principled; written when the round closes, where the rules ask.

    It is a vote with its reason; `number` is its place among the blocks of the ballot, from 1 on.
    """

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    ballot = models.ForeignKey("assemblies.Ballot", on_delete=models.PROTECT, related_name="blocks")
    vote = models.OneToOneField("assemblies.Vote", on_delete=models.PROTECT, related_name="block")
    number = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["ballot", "number"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "ballot", "number"], name="block_number_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="block_number_from_one"),
        ]

    def __str__(self) -> str:
        return f"block {self.number} in {self.ballot}"


class Judgement(models.Model):
    """Whether somebody finds a block principled: once for each block, by name, through the entry on the roll."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    block = models.ForeignKey(Block, on_delete=models.PROTECT, related_name="judgements")
    entry = models.ForeignKey("assemblies.RollEntry", on_delete=models.PROTECT, related_name="judgements")
    principled = models.BooleanField()
    judged_at = models.DateTimeField()
    # Whoever wrote it down for somebody in the room; empty where the member said it alone.
    taken_by = models.ForeignKey("members.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["block", "entry"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "block", "entry"], name="one_judgement_per_block"),
        ]

    def __str__(self) -> str:
        return f"{'principled' if self.principled else 'not principled'}: {self.block}"
