"""Bodies: whatever can meet and decide."""

from django.db import models

from organisations.enums import COMMITTEE_FORMS, BodyForm, BodyType, Ink, MembershipBasis, OrganisationKind, Site
from organiser.base import clock
from organiser.base.fields import PartialDateField, PublicIdField

# The column is empty for the one statement in which an organisation comes into being, and for alliances. Everything
# else may rely on it, so its type is told to readers and tools as never empty.
WHILE_FOUNDED = bool(1)


class Body(models.Model):
    """Whatever can meet and decide: an assembly, a role, a rule set or a decision points to one body.

    A body belongs to one organisation; the body of an organisation belongs to itself; an alliance belongs to none.
    There is no parent between organisations, so no path of control leads from one to another (mission B3).
    """

    public_id = PublicIdField()
    type = models.CharField(max_length=20, choices=BodyType)
    organisation = models.ForeignKey(
        "organisations.Organisation", null=WHILE_FOUNDED, blank=True, on_delete=models.PROTECT, related_name="bodies"
    )
    name = models.CharField(max_length=120)
    form = models.CharField(max_length=30, choices=BodyForm, default=BodyForm.LOCAL)
    place = models.CharField(max_length=120, blank=True)
    founded_on = PartialDateField(blank=True)
    dissolved_on = PartialDateField(blank=True)
    successor = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="succeeds")
    # Of a dissolved body: the one that exists now and carries on what it left open, its successor or the one above it.
    heir = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="inherits")
    founding_decision = models.ForeignKey(
        "organisations.Decision", null=True, blank=True, on_delete=models.PROTECT, related_name="founded"
    )
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name_plural = "bodies"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=models.Q(type__in=BodyType.values), name="body_type_known"),
            models.CheckConstraint(
                condition=models.Q(type__in=[BodyType.ORGANISATION, BodyType.ALLIANCE])
                | models.Q(organisation__isnull=False),
                name="body_of_one_organisation",
            ),
            models.CheckConstraint(
                condition=~models.Q(type=BodyType.COMMITTEE) | models.Q(founding_decision__isnull=False),
                name="committee_by_decision",
            ),
            models.CheckConstraint(
                condition=~models.Q(type=BodyType.COUNCIL) | models.Q(founding_decision__isnull=False),
                name="council_by_decision",
            ),
            models.CheckConstraint(
                condition=models.Q(successor__isnull=True) | ~models.Q(successor=models.F("pk")),
                name="no_body_follows_itself",
            ),
            models.CheckConstraint(
                condition=models.Q(type=BodyType.COMMITTEE)
                | ~models.Q(form__in=[form.value for form in COMMITTEE_FORMS]),
                name="forms_of_committees",
            ),
            models.CheckConstraint(
                condition=models.Q(heir__isnull=True) | (~models.Q(dissolved_on="") & ~models.Q(heir=models.F("pk"))),
                name="heir_of_the_dissolved",
            ),
            models.CheckConstraint(
                condition=~models.Q(type=BodyType.ALLIANCE) | models.Q(organisation__isnull=True),
                name="alliance_of_no_organisation",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def organisation_key(self) -> int:
        """The key of its organisation, which the rows of a body carry; an alliance keeps no such rows."""
        if self.organisation_id is None:
            message = f"{self.name} belongs to no organisation"
            raise ValueError(message)
        return self.organisation_id


class Organisation(Body):
    """An organisation of one of the two kinds, with its aims and whom it organises (mission A1 to A5, A13)."""

    body = models.OneToOneField(
        Body, parent_link=True, on_delete=models.PROTECT, primary_key=True, related_name="as_organisation"
    )
    kind = models.CharField(max_length=20, choices=OrganisationKind)
    aims = models.TextField(blank=True)
    constituency = models.CharField(max_length=300, blank=True)
    site = models.CharField(max_length=20, choices=Site, default=Site.COMMUNITY)
    membership_basis = models.CharField(max_length=20, choices=MembershipBasis, default=MembershipBasis.INDIVIDUAL)
    ink = models.CharField(max_length=10, choices=Ink, default=Ink.RED)
    # Positions that cannot join, such as “landlord”: read by who joins and declared there, never kept of anybody (E22).
    incompatible = models.JSONField(default=list, blank=True)
    # The page for everybody, only by decision (mission E15).
    public_page = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=OrganisationKind.values), name="organisation_kind"),
            models.CheckConstraint(condition=models.Q(site__in=Site.values), name="organisation_site"),
        ]


class Branch(Body):
    """A local unit of an organisation: by place or by workplace, with assemblies of its own (mission A6)."""

    body = models.OneToOneField(
        Body, parent_link=True, on_delete=models.PROTECT, primary_key=True, related_name="as_branch"
    )
    jurisdiction = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name_plural = "branches"


class Committee(Body):
    """A body that an assembly founded by a decision, within a written scope (mission A17, B4)."""

    body = models.OneToOneField(
        Body, parent_link=True, on_delete=models.PROTECT, primary_key=True, related_name="as_committee"
    )
    parent = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="committees")
    scope = models.TextField()
