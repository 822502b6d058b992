"""Ballots and who voted in them. Options, the urn, ties and results have files of their own."""

from django.db import models

from assemblies.enums import BallotMethod, BallotStatus, Choice, Via, Voice
from organiser.base.fields import PublicIdField


class Ballot(models.Model):
    """One question put to one body, with its frozen roll and the rule it is decided by.

    By `method` it is answered with for, against or abstain, by what is said where consensus is sought, or by choosing
    `seats` of its options; `settings` are those of the method (`counting.choosing`, `counting.consensus_settings`). In
    a secret ballot a vote only says that somebody has voted. While a ballot waits for a tie, a run-off can be open
    beside it: it has the options that are tied, and `decides` names the tie.
    """

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="ballots")
    motion = models.ForeignKey("assemblies.Motion", on_delete=models.PROTECT, related_name="ballots")
    assembly = models.ForeignKey(
        "assemblies.Assembly", null=True, blank=True, on_delete=models.PROTECT, related_name="ballots"
    )
    rule = models.ForeignKey("organisations.DecisionRule", on_delete=models.PROTECT, related_name="+")
    roll = models.OneToOneField("assemblies.Roll", on_delete=models.PROTECT, related_name="ballot")
    # A run-off decides this tie of another ballot on the same motion, and nothing by itself.
    decides = models.OneToOneField(
        "assemblies.Tie", null=True, blank=True, on_delete=models.PROTECT, related_name="run_off"
    )
    question = models.CharField(max_length=300)
    # What it is about in plain words, as the motion said it when the ballot opened (mission B13).
    summary = models.CharField(max_length=300, blank=True)
    effect_sentence = models.TextField(blank=True)
    method = models.CharField(max_length=20, choices=BallotMethod, default=BallotMethod.YES_NO)
    seats = models.PositiveSmallIntegerField(default=1)
    settings = models.JSONField(default=dict, blank=True)
    secret = models.BooleanField(default=False)
    # Whether an open vote can be cast anew until closing, the last one counting.
    changeable = models.BooleanField(default=False)
    # Whether members see the tally while it runs.
    running = models.BooleanField(default=False)
    status = models.CharField(max_length=20, choices=BallotStatus, default=BallotStatus.OPEN)
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    # Of an assembly: how many of those on the roll were there when it closed; people leave before a tie is decided.
    present = models.PositiveIntegerField(null=True, blank=True)
    # Until when the others say of the blocks of a round of consensus whether they are principled.
    judged_until = models.DateTimeField(null=True, blank=True)
    # When those who could still vote in a ballot over days were told that it closes soon.
    reminded_at = models.DateTimeField(null=True, blank=True)
    # While those letters are being queued: the last entry of the roll that was looked at. Empty before and after.
    reminding_from = models.BigIntegerField(null=True, blank=True)
    # When the database had swept out what the urn of a closed secret ballot left behind; see `actions.urn`.
    swept_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "motion"],
                condition=~models.Q(status=BallotStatus.CLOSED) & models.Q(decides__isnull=True),
                name="one_open_ballot_per_motion",
            ),
            models.CheckConstraint(
                condition=models.Q(decides__isnull=True) | models.Q(method=BallotMethod.APPROVAL),
                name="run_off_is_by_marks",
            ),
            models.CheckConstraint(
                condition=models.Q(assembly__isnull=False) | models.Q(closes_at__isnull=False),
                name="ballot_ends_by_assembly_or_time",
            ),
            models.CheckConstraint(
                condition=models.Q(status=BallotStatus.OPEN, closed_at__isnull=True)
                | models.Q(status__in=(BallotStatus.TIED, BallotStatus.CLOSED), closed_at__isnull=False)
                | models.Q(status=BallotStatus.JUDGING, closed_at__isnull=False, judged_until__isnull=False),
                name="closed_ballot_has_a_time",
            ),
            models.CheckConstraint(condition=models.Q(method__in=BallotMethod.values), name="ballot_method"),
            models.CheckConstraint(condition=models.Q(seats__gte=1), name="ballot_seats"),
            models.CheckConstraint(
                condition=models.Q(secret=False) | models.Q(changeable=False, running=False),
                name="secret_ballot_shows_nothing",
            ),
            models.CheckConstraint(
                condition=models.Q(secret=False) | ~models.Q(method=BallotMethod.CONSENSUS),
                name="consensus_is_by_name",
            ),
        ]
        indexes = [models.Index(fields=["body", "status"], name="ballot_by_body")]

    def __str__(self) -> str:
        return self.question


class Vote(models.Model):
    """That somebody voted, through the roll entry: once in a ballot, by whatever way (invariant 1).

    An open vote says what was chosen, as one line of text (`counting.marks`), and who. Where the paper lies elsewhere,
    in the urn of a secret ballot or among papers counted in the hall, the vote only marks the entry: it has no choice,
    and in a secret ballot no key and no time either. `key` is chosen by the sender, so that the same paper sent twice
    over a bad network is one vote.
    """

    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="votes", db_index=False)
    entry = models.ForeignKey("assemblies.RollEntry", on_delete=models.PROTECT, related_name="votes", db_index=False)
    choice = models.TextField(blank=True)
    # Why somebody blocks, stands aside or has reservations, where consensus is sought; the member's own words.
    reason = models.TextField(blank=True)
    key = models.CharField(max_length=64, blank=True)
    # The keys of papers that a later one took the place of, one a line: none of them comes back by a late retry.
    spent = models.TextField(blank=True)
    via = models.CharField(max_length=10, choices=Via, default=Via.ONLINE)
    cast_at = models.DateTimeField(null=True, blank=True)
    # Whoever wrote it down for a member who held up a card; empty where the member cast it alone.
    taken_by = models.ForeignKey(
        "members.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        ordering = ["cast_at"]
        constraints = [
            models.UniqueConstraint(fields=["ballot", "entry", "organisation"], name="one_vote_per_entry"),
            models.CheckConstraint(
                condition=models.Q(choice="", key="") | ~models.Q(choice="") & models.Q(cast_at__isnull=False),
                name="vote_says_all_or_nothing",
            ),
        ]
        # Few votes are written down for somebody; without it the database reads all votes for each person it takes out.
        indexes = [
            models.Index(fields=["taken_by"], condition=models.Q(taken_by__isnull=False), name="vote_taken_by"),
        ]

    def __str__(self) -> str:
        return f"{self.choice or 'a vote'} in {self.ballot}"

    def get_choice_display(self) -> str:
        """The answer in words; of a ballot with options, whose names are not known here, the line of its paper."""
        known = {**dict(Choice.choices), **dict(Voice.choices)}
        return str(known.get(self.choice, self.choice))
