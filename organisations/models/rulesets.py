"""Rule sets: how a body decides, in versions that a decision adopts."""

from django.db import models

from organisations.enums import (
    Applications,
    Base,
    Channel,
    Choosing,
    Comparison,
    DecisionKind,
    ExclusionHolds,
    Method,
    Proposers,
    QuorumCount,
    QuorumKind,
    RecallVoters,
    RollMoment,
    RuleSetStatus,
    Secrecy,
    TieRule,
    Vacancies,
)
from organisations.models.limits import ChoosingLimits
from organiser.base import clock
from organiser.base.fields import PublicIdField


def _number(default: int) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(default=default)


def _is_part(*names: str) -> models.Q:
    """Each of these fractions has something below the line, and is not more than the whole."""
    parts = models.Q()
    for name in names:
        below = f"{name}_denominator"
        parts &= models.Q(**{f"{below}__gte": 1}) & models.Q(**{f"{below}__gte": models.F(f"{name}_numerator")})
    return parts


class RuleSet(models.Model):
    """One version of the rules of a body. It is never edited: a decision adopts the next version (mission B2).

    A fraction of 0 says that there is no such rule.
    """

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
    progressive_stack = models.BooleanField(default=False)
    paid_vote = models.BooleanField(default=True)
    part_term_numerator = _number(0)
    part_term_denominator = _number(1)
    recall_numerator = _number(0)
    recall_denominator = _number(1)
    recall_voters = models.CharField(max_length=20, choices=RecallVoters, default=RecallVoters.ASSEMBLY)
    arrears_months = models.PositiveSmallIntegerField(null=True, blank=True)
    applications = models.CharField(max_length=20, choices=Applications, default=Applications.SECRETARY)
    referendum_numerator = _number(0)
    referendum_denominator = _number(1)
    referendum_days = _number(14)
    petition_numerator = _number(0)
    petition_denominator = _number(1)
    petition_days = _number(30)
    leaving_days = _number(0)
    exclusion_notice_days = _number(14)
    appeal_days = _number(30)
    exclusion_holds = models.CharField(max_length=20, choices=ExclusionHolds, default=ExclusionHolds.AT_ONCE)
    sponsors = _number(0)
    sight_days = _number(30)
    export_quota = models.PositiveIntegerField(null=True, blank=True)
    export_second = models.PositiveIntegerField(null=True, blank=True)
    mail_second = models.BooleanField(default=False)
    retention_months = _number(0)
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
            models.CheckConstraint(
                condition=_is_part("part_term", "recall", "referendum", "petition"),
                name="rule_set_fractions",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, version {self.version}"


class DecisionRule(ChoosingLimits):
    """How one kind of decision is taken: majorities, quorum, tie, notice, who proposes, channel, ballot, consensus.

    The threshold is a fraction of two whole numbers; nothing here is ever a float (design.md section 7). A second one,
    of another base, must be met as well where its numerator is not 0.
    """

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    rule_set = models.ForeignKey(RuleSet, on_delete=models.PROTECT, related_name="rules")
    kind = models.CharField(max_length=20, choices=DecisionKind)
    method = models.CharField(max_length=20, choices=Method, default=Method.YES_NO)
    comparison = models.CharField(max_length=20, choices=Comparison)
    threshold_numerator = models.PositiveSmallIntegerField()
    threshold_denominator = models.PositiveSmallIntegerField()
    base = models.CharField(max_length=20, choices=Base)
    second_comparison = models.CharField(max_length=20, choices=Comparison, default=Comparison.MORE_THAN)
    second_numerator = _number(0)
    second_denominator = _number(1)
    second_base = models.CharField(max_length=20, choices=Base, default=Base.ENTITLED)
    quorum_kind = models.CharField(max_length=20, choices=QuorumKind, default=QuorumKind.NONE)
    quorum_fixed = models.PositiveIntegerField(default=0)
    quorum_numerator = models.PositiveSmallIntegerField(default=0)
    quorum_denominator = models.PositiveSmallIntegerField(default=1)
    quorum_count = models.CharField(max_length=20, choices=QuorumCount, default=QuorumCount.PRESENT)
    quorum_last = _number(3)
    quorum_floor = models.PositiveIntegerField(default=0)
    tie_rule = models.CharField(max_length=20, choices=TieRule, default=TieRule.FAILS)
    notice_days = models.PositiveSmallIntegerField(default=0)
    without_notice_numerator = _number(0)
    without_notice_denominator = _number(1)
    proposers = models.CharField(max_length=20, choices=Proposers, default=Proposers.ANY_MEMBER)
    proposers_number = _number(1)
    seconders = models.PositiveSmallIntegerField(default=1)
    channel = models.CharField(max_length=20, choices=Channel, default=Channel.ASSEMBLY)
    least_hours = models.PositiveSmallIntegerField(default=24)
    secrecy = models.CharField(max_length=20, choices=Secrecy, default=Secrecy.OPEN)
    changeable = models.BooleanField(default=False)
    running_results = models.BooleanField(default=False)
    choosing = models.CharField(max_length=20, choices=Choosing, default=Choosing.APPROVAL)
    lot_order = models.BooleanField(default=True)
    vacancies = models.CharField(max_length=20, choices=Vacancies, default=Vacancies.BY_ELECTION)
    max_blocks = _number(0)
    stand_asides_numerator = _number(1)
    stand_asides_denominator = _number(1)
    block_validity_numerator = _number(0)
    block_validity_denominator = _number(1)
    rounds = _number(1)
    fallback_numerator = _number(0)
    fallback_denominator = _number(1)

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
            models.CheckConstraint(
                condition=_is_part("without_notice", "stand_asides", "block_validity", "fallback"),
                name="rule_fractions",
            ),
            models.CheckConstraint(condition=_is_part("second"), name="second_is_a_fraction"),
            models.CheckConstraint(condition=_is_part("approval"), name="approval_is_a_fraction"),
            models.CheckConstraint(
                condition=~models.Q(choosing=Choosing.POINTS, points_in_all=0, points_each=0),
                name="points_have_a_limit",
            ),
            models.CheckConstraint(
                condition=models.Q(running_results=False) | ~models.Q(secrecy=Secrecy.SECRET),
                name="no_running_results_of_secrets",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.rule_set})"
