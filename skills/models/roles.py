"""Roles and terms: nobody has standing power, only a term in a role."""

from django.db import models

from organiser.base.fields import PublicIdField
from skills.enums import TermEnd, TermKind


class Role(models.Model):
    """A post of a body, with the powers its holder has while the term lasts (design.md section 5)."""

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="roles")
    name = models.CharField(max_length=80)
    description = models.TextField(blank=True)
    seats = models.PositiveSmallIntegerField(default=1)
    paid = models.BooleanField(default=False)
    paid_decision = models.ForeignKey(
        "organisations.Decision", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    founded_by = models.ForeignKey("organisations.Decision", on_delete=models.PROTECT, related_name="roles")

    class Meta:
        ordering = ["body", "name"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "body", "name"], name="role_name_once"),
            models.CheckConstraint(condition=models.Q(seats__gte=1), name="role_has_a_seat"),
        ]

    def __str__(self) -> str:
        return self.name


class RolePower(models.Model):
    """One power of a role, in a row of its own, so that the question who may what is one indexed join."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="power_rows")
    power = models.CharField(max_length=30)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "role", "power"], name="power_of_role_once"),
        ]

    def __str__(self) -> str:
        return self.power


class Term(models.Model):
    """A person holds a role between two days, resting on a decision. Its powers end with it (invariant 8)."""

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="terms")
    person = models.ForeignKey("members.Person", on_delete=models.PROTECT, related_name="terms")
    kind = models.CharField(max_length=20, choices=TermKind)
    starts_on = models.DateField()
    ends_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=20, choices=TermEnd, blank=True)
    decision = models.ForeignKey("organisations.Decision", on_delete=models.PROTECT, related_name="terms")

    class Meta:
        ordering = ["-starts_on", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_on__gte=models.F("starts_on")), name="term_in_order"),
            models.CheckConstraint(
                condition=models.Q(ended_on__isnull=True)
                | (models.Q(ended_on__gte=models.F("starts_on")) & models.Q(ended_on__lte=models.F("ends_on"))),
                name="term_ends_within",
            ),
            models.UniqueConstraint(
                fields=["organisation", "role", "person"],
                condition=models.Q(ended_on__isnull=True),
                name="one_open_term_each",
            ),
        ]
        indexes = [models.Index(fields=["person", "ends_on"], name="terms_of_person")]

    def __str__(self) -> str:
        return f"{self.role}: {self.person}"
