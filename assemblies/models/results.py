"""What came of a ballot: its result, and the ties that had to be decided on the way."""

from django.db import models

from assemblies.enums import BallotOutcome, TieMeans
from organiser.base.fields import PublicIdField


class Result(models.Model):
    """What was counted when a ballot closed, with its working: computed once, shown everywhere (design.md 7).

    Of a round of consensus `votes_for` are all who agree, `votes_against` the blocks, `abstentions` those who stand
    aside. Of a ballot with options `votes_for` are the papers that say something and `abstentions` the blank ones; who
    was chosen, and the whole record of the count, stand in `chosen` (`Chosen.to_json`). `votes_digest` is over votes by
    name or over the board, `papers_digest` over the papers alone, as they are exported for anybody to recount.
    """

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    ballot = models.OneToOneField("assemblies.Ballot", on_delete=models.PROTECT, related_name="result")
    votes_for = models.PositiveIntegerField()
    votes_against = models.PositiveIntegerField()
    abstentions = models.PositiveIntegerField()
    present = models.PositiveIntegerField()
    entitled = models.PositiveIntegerField()
    # Marked on the roll, and nothing came: a paper was not handed back, no hand was raised, or the sending broke off.
    without_paper = models.PositiveIntegerField(default=0)
    outcome = models.CharField(max_length=20, choices=BallotOutcome)
    rule = models.JSONField()
    verdict = models.JSONField()
    chosen = models.JSONField(null=True, blank=True)
    votes_digest = models.CharField(max_length=64)
    papers_digest = models.CharField(max_length=64, blank=True)
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


class Tie(models.Model):
    """Options between which a count could not choose. It stops there until somebody decides, once, by a named means.

    `options` are their labels, `take` how many of them are to be named, `count` the record of the count up to there.
    `run_off_seats` are how many of them a run-off chooses; none where the tie is for the lot or the casting vote.
    """

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    ballot = models.ForeignKey("assemblies.Ballot", on_delete=models.PROTECT, related_name="ties")
    number = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=40)
    purpose = models.CharField(max_length=20)
    options = models.JSONField()
    take = models.PositiveSmallIntegerField()
    count = models.JSONField()
    run_off_seats = models.PositiveSmallIntegerField(null=True, blank=True)
    found_at = models.DateTimeField()
    # How it will be drawn, told before it can be known: the public source and its day.
    announced = models.CharField(max_length=300, blank=True)
    announced_at = models.DateTimeField(null=True, blank=True)
    by = models.CharField(max_length=20, choices=TieMeans, blank=True)
    chosen = models.JSONField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    # The pool, the values of the source and every step of the draw, so that anybody can draw again.
    evidence = models.JSONField(null=True, blank=True)
    decided_by = models.ForeignKey("members.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["ballot", "number"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "ballot", "number"], name="tie_number_once"),
            models.CheckConstraint(
                condition=models.Q(decided_at__isnull=True, by="", chosen__isnull=True)
                | models.Q(decided_at__isnull=False, by__in=TieMeans.values, chosen__isnull=False),
                name="tie_decided_whole",
            ),
            models.CheckConstraint(
                condition=models.Q(run_off_seats__isnull=True) | models.Q(run_off_seats__gte=1),
                name="tie_run_off_seats",
            ),
            models.CheckConstraint(
                condition=~models.Q(by=TieMeans.RUN_OFF) | models.Q(run_off_seats__isnull=False),
                name="tie_decided_by_run_off",
            ),
        ]

    def __str__(self) -> str:
        return f"tie {self.number} in {self.ballot}"
