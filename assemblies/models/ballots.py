"""Ballots, votes by name, and results."""

from django.db import models

from assemblies.enums import BallotStatus, Choice
from organisations.enums import Outcome
from organiser.base.fields import PublicIdField


class Ballot(models.Model):
    """One question put to one body, with its frozen roll and the rule it is decided by."""

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="ballots")
    motion = models.ForeignKey("assemblies.Motion", on_delete=models.PROTECT, related_name="ballots")
    assembly = models.ForeignKey(
        "assemblies.Assembly", null=True, blank=True, on_delete=models.PROTECT, related_name="ballots"
    )
    rule = models.ForeignKey("organisations.DecisionRule", on_delete=models.PROTECT, related_name="+")
    roll = models.OneToOneField("assemblies.Roll", on_delete=models.PROTECT, related_name="ballot")
    question = models.CharField(max_length=300)
    # What it is about in plain words, as the motion said it when the ballot opened (mission B13).
    summary = models.CharField(max_length=300, blank=True)
    effect_sentence = models.TextField(blank=True)
    status = models.CharField(max_length=20, choices=BallotStatus, default=BallotStatus.OPEN)
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "motion"],
                condition=models.Q(status=BallotStatus.OPEN),
                name="one_open_ballot_per_motion",
            ),
            models.CheckConstraint(
                condition=models.Q(assembly__isnull=False) | models.Q(closes_at__isnull=False),
                name="ballot_ends_by_assembly_or_time",
            ),
            models.CheckConstraint(
                condition=models.Q(status=BallotStatus.OPEN, closed_at__isnull=True)
                | models.Q(status=BallotStatus.CLOSED, closed_at__isnull=False),
                name="closed_ballot_has_a_time",
            ),
        ]
        indexes = [models.Index(fields=["body", "status"], name="ballot_by_body")]

    def __str__(self) -> str:
        return self.question


class Vote(models.Model):
    """An open vote, signed by name through the roll entry. It is written once and never touched again.

    `key` is chosen by the sender, so that the same paper sent twice over a bad network is one vote.
    """

    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="votes", db_index=False)
    entry = models.ForeignKey("assemblies.RollEntry", on_delete=models.PROTECT, related_name="votes", db_index=False)
    choice = models.CharField(max_length=10, choices=Choice)
    key = models.CharField(max_length=64)
    cast_at = models.DateTimeField()
    # Whoever wrote it down for a member who held up a card; empty where the member cast it alone.
    taken_by = models.ForeignKey(
        "members.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        ordering = ["cast_at"]
        constraints = [
            models.UniqueConstraint(fields=["ballot", "entry", "organisation"], name="one_vote_per_entry"),
            models.CheckConstraint(condition=models.Q(choice__in=Choice.values), name="vote_choice"),
        ]
        # Few votes are written down for somebody; without it the database reads all votes for each person it takes out.
        indexes = [
            models.Index(fields=["taken_by"], condition=models.Q(taken_by__isnull=False), name="vote_taken_by"),
        ]

    def __str__(self) -> str:
        return f"{self.get_choice_display()} in {self.ballot}"


class Result(models.Model):
    """What was counted when a ballot closed, with its working: computed once, shown everywhere (design.md 7)."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    ballot = models.OneToOneField(Ballot, on_delete=models.PROTECT, related_name="result")
    votes_for = models.PositiveIntegerField()
    votes_against = models.PositiveIntegerField()
    abstentions = models.PositiveIntegerField()
    present = models.PositiveIntegerField()
    entitled = models.PositiveIntegerField()
    outcome = models.CharField(max_length=20, choices=Outcome)
    rule = models.JSONField()
    verdict = models.JSONField()
    votes_digest = models.CharField(max_length=64)
    counted_by = models.ForeignKey("members.Person", null=True, on_delete=models.PROTECT, related_name="+")
    counted_at = models.DateTimeField()

    class Meta:
        ordering = ["-counted_at"]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}: {self.votes_for} to {self.votes_against}"

    @property
    def cast(self) -> int:
        """All votes, abstentions too."""
        return self.votes_for + self.votes_against + self.abstentions
