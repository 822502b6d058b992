"""Dues: what a body asks for, what each member chose, and the ledger of who owed and paid what."""

from django.db import models
from django.db.models import F, Q

from members.enums import DuesKind, DuesPeriod
from organiser.base.fields import PublicIdField

OPENING = "Opening balance"


class DuesScheme(models.Model):
    """What a body asks of its members, decided by its assembly; the one that began last holds.

    A branch without a scheme of its own uses that of its organisation. One that gave its own up has a row that
    `follows`: from that day on it uses the organisation's again, and nothing else in the row means anything.
    `bands` are steps of a sliding scale, `least` the smallest amount somebody may choose freely, `usual` what is asked
    of whoever has chosen nothing.
    """

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="dues_schemes")
    decision = models.ForeignKey("organisations.Decision", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    from_on = models.DateField()
    currency = models.CharField(max_length=3, blank=True)
    period = models.CharField(max_length=10, choices=DuesPeriod)
    bands = models.JSONField(default=list)
    least_cents = models.PositiveIntegerField(null=True, blank=True)
    usual_cents = models.PositiveIntegerField()
    branch_numerator = models.PositiveSmallIntegerField(default=0)
    branch_denominator = models.PositiveSmallIntegerField(default=1)
    solidarity = models.BooleanField(default=False)
    follows = models.BooleanField(default=False)

    class Meta:
        ordering = ["body", "-from_on", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "body", "version"], name="dues_scheme_version_once"),
            models.CheckConstraint(
                condition=Q(branch_denominator__gt=0) & Q(branch_numerator__lte=F("branch_denominator")),
                name="dues_share_in_range",
            ),
            models.CheckConstraint(condition=Q(period__in=DuesPeriod.values), name="dues_period"),
        ]

    def __str__(self) -> str:
        return f"dues of {self.body}, version {self.version}"


class DuesPlan(models.Model):
    """What a member chose to pay: a step of the scale by its name, or an amount; and what she or he gives on top.

    The latest that had begun on the first day of a period counts for it.
    """

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey("members.Membership", on_delete=models.PROTECT, related_name="dues_plans")
    from_on = models.DateField()
    band = models.CharField(max_length=80, blank=True)
    cents = models.PositiveIntegerField(null=True, blank=True)
    extra_cents = models.PositiveIntegerField(default=0)
    chosen_by = models.ForeignKey("members.Person", on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField()

    class Meta:
        ordering = ["membership", "-from_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(band="") & Q(cents__isnull=False)) | (~Q(band="") & Q(cents__isnull=True)),
                name="dues_plan_band_or_amount",
            ),
        ]
        indexes = [models.Index(fields=["membership", "from_on"], name="dues_plan_by_member")]

    def __str__(self) -> str:
        return f"choice of {self.membership} from {self.from_on}"


class DuesRun(models.Model):
    """That the dues of a period were charged in a body; once for each period."""

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="dues_runs")
    scheme = models.ForeignKey(DuesScheme, on_delete=models.PROTECT, related_name="runs")
    period_from = models.DateField()
    period_until = models.DateField()
    made_at = models.DateTimeField()
    charged = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-period_from", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "body", "period_from"], name="dues_run_once"),
        ]

    def __str__(self) -> str:
        return f"dues of {self.body} from {self.period_from}"


class DuesEntry(models.Model):
    """One line of the ledger of dues; never changed and never deleted (triggers refuse it).

    `cents` is what the line adds to what is owed: charges and refunds stand above zero, payments and waivers below.
    `body` is the one in whose books it stands: the branch of the member on that day, or the organisation. `part` tells
    charges for the same period apart, where somebody moved in the middle of it. `extra_cents` of a charge is what the
    member gives on top for the solidarity seats of others. A charge that is `opening` says how an account stood before
    it was kept here: to which day it was settled, as a charge of nothing, and what was owed.
    """

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="dues_entries")
    membership = models.ForeignKey("members.Membership", on_delete=models.PROTECT, related_name="dues_entries")
    kind = models.CharField(max_length=10, choices=DuesKind)
    cents = models.BigIntegerField()
    extra_cents = models.PositiveIntegerField(default=0)
    currency = models.CharField(max_length=3)
    period_from = models.DateField(null=True, blank=True)
    period_until = models.DateField(null=True, blank=True)
    part = models.PositiveSmallIntegerField(default=0)
    day = models.DateField()
    note = models.CharField(max_length=300, blank=True)
    from_pot = models.BooleanField(default=False)
    opening = models.BooleanField(default=False)
    scheme = models.ForeignKey(DuesScheme, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reverses = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="reversed_by")
    statement = models.ForeignKey(
        "members.BankStatement", null=True, blank=True, on_delete=models.PROTECT, related_name="entries"
    )
    made_by = models.ForeignKey("members.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-day", "-id"]
        verbose_name_plural = "dues entries"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "membership", "period_from", "part"],
                condition=Q(kind=DuesKind.CHARGE),
                name="dues_charged_once",
            ),
            models.UniqueConstraint(
                fields=["organisation", "reverses"], condition=Q(reverses__isnull=False), name="dues_reversed_once"
            ),
            models.CheckConstraint(
                condition=(Q(kind=DuesKind.CHARGE) & Q(cents__gte=0) & Q(period_from__isnull=False))
                | (Q(kind=DuesKind.REFUND) & Q(cents__gt=0))
                | (Q(kind=DuesKind.PAYMENT) & Q(cents__lt=0))
                | (Q(kind=DuesKind.WAIVER) & Q(cents__lt=0) & Q(period_from__isnull=False))
                | Q(kind=DuesKind.CARRIED)
                | (Q(kind=DuesKind.REVERSAL) & Q(reverses__isnull=False)),
                name="dues_entry_sign",
            ),
            models.CheckConstraint(
                condition=Q(period_from__isnull=True, period_until__isnull=True)
                | Q(period_until__gte=F("period_from")),
                name="dues_period_in_order",
            ),
        ]
        indexes = [
            models.Index(fields=["membership", "period_from"], name="dues_by_member"),
            models.Index(fields=["body", "day"], name="dues_by_body"),
            models.Index(fields=["organisation", "day"], name="dues_by_organisation"),
        ]

    def __str__(self) -> str:
        return f"{self.said} of {self.day}"

    @property
    def said(self) -> str:
        """What the line is called."""
        return OPENING if self.opening else self.get_kind_display()


class KnownPayer(models.Model):
    """That an account at a bank has paid for a member: a keyed hash of its number, never the number itself."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey("members.Membership", on_delete=models.PROTECT, related_name="known_payers")
    mark = models.CharField(max_length=64)
    seen_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "body", "membership", "mark"], name="payer_known_once"),
        ]
        indexes = [models.Index(fields=["body", "mark"], name="payer_by_mark")]

    def __str__(self) -> str:
        return f"payer for {self.membership}"
