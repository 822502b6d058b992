"""Rule sets: how a body decides, in versions that a decision adopts."""

from django.db import models

from organisations.enums import (
    Base,
    Channel,
    Comparison,
    DecisionKind,
    Method,
    QuorumCount,
    QuorumKind,
    RollMoment,
    RuleSetStatus,
    TieRule,
)
from organiser.base import clock
from organiser.base.fields import PublicIdField


class RuleSet(models.Model):
    """One version of the rules of a body. It is never edited: a decision adopts the next version (mission B2)."""

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="rule_sets")
    version = models.PositiveIntegerField()
    name = models.CharField(max_length=120)
    status = models.CharField(max_length=20, choices=RuleSetStatus, default=RuleSetStatus.IN_FORCE)
    decision = models.ForeignKey("organisations.Decision", on_delete=models.PROTECT, related_name="rule_sets")
    in_force_from = models.DateField()
    in_force_until = models.DateField(null=True, blank=True)

    notice_days = models.PositiveSmallIntegerField(default=7)
    special_notice_days = models.PositiveSmallIntegerField(default=3)
    roll_moment = models.CharField(max_length=20, choices=RollMoment, default=RollMoment.OPENING)
    days_to_vote = models.PositiveSmallIntegerField(default=0)
    days_to_stand = models.PositiveSmallIntegerField(default=0)
    term_months = models.PositiveSmallIntegerField(default=12)
    terms_in_a_row = models.PositiveSmallIntegerField(null=True, blank=True)
    recall_petition = models.PositiveSmallIntegerField(default=5)
    interim_days = models.PositiveSmallIntegerField(default=90)
    speaking_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["body", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "body", "version"], name="rule_set_version_once"),
            models.UniqueConstraint(
                fields=["organisation", "body"],
                condition=models.Q(status=RuleSetStatus.IN_FORCE),
                name="one_rule_set_in_force",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, version {self.version}"


class DecisionRule(models.Model):
    """How one kind of decision is taken: threshold, base, quorum, tie, notice, seconders, channel.

    The threshold is a fraction of two whole numbers; nothing here is ever a float (design.md section 7).
    """

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    rule_set = models.ForeignKey(RuleSet, on_delete=models.PROTECT, related_name="rules")
    kind = models.CharField(max_length=20, choices=DecisionKind)
    method = models.CharField(max_length=20, choices=Method, default=Method.YES_NO)
    comparison = models.CharField(max_length=20, choices=Comparison)
    threshold_numerator = models.PositiveSmallIntegerField()
    threshold_denominator = models.PositiveSmallIntegerField()
    base = models.CharField(max_length=20, choices=Base)
    quorum_kind = models.CharField(max_length=20, choices=QuorumKind, default=QuorumKind.NONE)
    quorum_fixed = models.PositiveIntegerField(default=0)
    quorum_numerator = models.PositiveSmallIntegerField(default=0)
    quorum_denominator = models.PositiveSmallIntegerField(default=1)
    quorum_count = models.CharField(max_length=20, choices=QuorumCount, default=QuorumCount.PRESENT)
    tie_rule = models.CharField(max_length=20, choices=TieRule, default=TieRule.FAILS)
    notice_days = models.PositiveSmallIntegerField(default=0)
    seconders = models.PositiveSmallIntegerField(default=1)
    channel = models.CharField(max_length=20, choices=Channel, default=Channel.ASSEMBLY)
    least_hours = models.PositiveSmallIntegerField(default=24)

    class Meta:
        ordering = ["rule_set", "id"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "rule_set", "kind"], name="one_rule_per_kind"),
            models.CheckConstraint(
                condition=models.Q(threshold_numerator__gte=1)
                & models.Q(threshold_denominator__gte=models.F("threshold_numerator")),
                name="threshold_is_a_fraction",
            ),
            models.CheckConstraint(
                condition=models.Q(quorum_denominator__gte=1)
                & models.Q(quorum_denominator__gte=models.F("quorum_numerator")),
                name="quorum_is_a_fraction",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.rule_set})"
