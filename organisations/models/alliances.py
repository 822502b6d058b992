"""Alliances and networks: organisations of any kind side by side, none of them bound but by itself."""

from django.db import models

from organisations.enums import AllianceKind, AllianceStage, AllianceStanding, Scope
from organisations.models.bodies import Body
from organiser.base.fields import PublicIdField


class Alliance(Body):
    """Organisations that stand together; it belongs to none of them and decides for none (mission A20 to A22).

    It has no rules, roles, register or assembly here. Whatever holds for a member, that member decided itself.
    `attempt` counts how often it set out for the next stage: what members decided for an earlier one counts no more.
    """

    body = models.OneToOneField(
        Body, parent_link=True, on_delete=models.PROTECT, primary_key=True, related_name="as_alliance"
    )
    kind = models.CharField(max_length=20, choices=AllianceKind, default=AllianceKind.ALLIANCE)
    purpose = models.TextField(blank=True)
    stage = models.CharField(max_length=20, choices=AllianceStage, default=AllianceStage.CONTACT)
    attempt = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=AllianceKind.values), name="alliance_kind_known"),
            models.CheckConstraint(condition=models.Q(stage__in=AllianceStage.values), name="alliance_stage_known"),
        ]


class AllianceMember(models.Model):
    """Where one organisation stands in an alliance. It joins and leaves by its own decision, at once."""

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="standings")
    alliance = models.ForeignKey(Alliance, on_delete=models.PROTECT, related_name="standings")
    status = models.CharField(max_length=20, choices=AllianceStanding)
    scope = models.CharField(max_length=20, choices=Scope, blank=True)
    decision = models.ForeignKey(
        "organisations.Decision", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    joined_on = models.DateField(null=True, blank=True)
    left_by = models.ForeignKey(
        "organisations.Decision", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=AllianceStanding.values), name="alliance_standing_known"
            ),
            models.UniqueConstraint(
                fields=["organisation", "alliance"],
                condition=~models.Q(status=AllianceStanding.LEFT),
                name="one_standing_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_status_display()}: {self.alliance}"


class StageConsent(models.Model):
    """What one member decided about the next stage; the stage changes when every member did (mission A22)."""

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    standing = models.ForeignKey(AllianceMember, on_delete=models.PROTECT, related_name="consents")
    stage = models.CharField(max_length=20, choices=AllianceStage)
    decision = models.ForeignKey("organisations.Decision", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    attempt = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["standing", "stage", "attempt"], name="one_consent_to_a_stage"),
        ]

    def __str__(self) -> str:
        return f"{self.get_stage_display()} {self.on}"
