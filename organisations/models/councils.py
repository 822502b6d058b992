"""Councils: delegates of several bodies under a scheme of representation."""

from django.db import models

from organisations.enums import RepresentationMethod, SeatsVotes
from organisations.models.bodies import Body
from organiser.base.fields import PublicIdField


class Council(Body):
    """A body composed of delegates of other bodies of its organisation (mission A7).

    It holds a seat for each delegate and never a power: what it decides is for its scheme and the mandates to say.
    """

    body = models.OneToOneField(
        Body, parent_link=True, on_delete=models.PROTECT, primary_key=True, related_name="as_council"
    )


class RepresentationScheme(models.Model):
    """One version of how a council is made up; the latest holds. `organisations.representation` reckons with it.

    No seat is ever typed in: they follow from the register on `basis_date`, or today where that is empty.
    """

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="schemes")
    version = models.PositiveSmallIntegerField()
    decision = models.ForeignKey("organisations.Decision", on_delete=models.PROTECT, related_name="+")
    in_force_from = models.DateField()
    method = models.CharField(max_length=20, choices=RepresentationMethod)
    per = models.PositiveIntegerField(default=1)
    bands = models.JSONField(default=list, blank=True)
    step = models.PositiveIntegerField(default=0)
    fixed = models.PositiveSmallIntegerField(default=1)
    minimum = models.PositiveSmallIntegerField(default=0)
    maximum = models.PositiveSmallIntegerField(null=True, blank=True)
    total = models.PositiveIntegerField(null=True, blank=True)
    tie_order = models.JSONField(default=list, blank=True)  # public ids of bodies, as drawn by lot
    share_numerator = models.PositiveSmallIntegerField(null=True, blank=True)
    share_denominator = models.PositiveSmallIntegerField(null=True, blank=True)
    seats_vs_votes = models.CharField(max_length=10, choices=SeatsVotes, default=SeatsVotes.SEATS)
    carry_unsent = models.BooleanField(default=False)
    carry_other_bodies_max = models.PositiveSmallIntegerField(default=0)
    basis_date = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["council", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "council", "version"], name="scheme_version_once"),
            models.CheckConstraint(
                condition=models.Q(method__in=RepresentationMethod.values), name="representation_method"
            ),
            models.CheckConstraint(condition=models.Q(per__gte=1), name="members_for_a_seat"),
        ]

    def __str__(self) -> str:
        return f"{self.council}, version {self.version}"


class CouncilBody(models.Model):
    """A body that sends delegates to a council, from one day until another."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="bodies_in")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="councils_of")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    decision = models.ForeignKey("organisations.Decision", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "bodies of councils"
        ordering = ["council", "from_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "council", "body"],
                condition=models.Q(until_on__isnull=True),
                name="in_council_once",
            ),
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True) | models.Q(until_on__gte=models.F("from_on")),
                name="in_council_in_order",
            ),
            models.CheckConstraint(condition=~models.Q(body=models.F("council")), name="no_council_in_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.body} in {self.council}"
