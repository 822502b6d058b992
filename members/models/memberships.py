"""Memberships: a person in an organisation, with a branch or without, and the dated history of it."""

from django.db import models

from members.enums import MembershipState
from organiser.base import clock
from organiser.base.fields import PublicIdField


class Membership(models.Model):
    """A person's place in one organisation; the branch is an attribute and not a condition (mission A5).

    A human being who belongs to two organisations is two people here, with two accounts that nothing joins.

    `state` repeats the latest span, so that rolls and lists need one table.
    """

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="memberships")
    person = models.ForeignKey("members.Person", on_delete=models.PROTECT, related_name="memberships")
    branch = models.ForeignKey(
        "organisations.Branch", null=True, blank=True, on_delete=models.PROTECT, related_name="memberships"
    )
    number = models.CharField(max_length=30)
    state = models.CharField(max_length=20, choices=MembershipState)
    joined_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)
    # Announced by the member, and taken back or brought about by the clock; see `leaving_days` of the rules.
    announced_on = models.DateField(null=True, blank=True)
    leaves_on = models.DateField(null=True, blank=True)
    # The first day after a suspension; it stays while somebody leaves or is excluded, who cannot return before it.
    suspended_until = models.DateField(null=True, blank=True)
    # Kept by the dues: the last day to which they are settled, paid or waived alike, empty where none were ever asked;
    # and the first day of the oldest period that was asked for and is not settled, empty where nothing is owed.
    settled_until = models.DateField(null=True, blank=True)
    owed_since = models.DateField(null=True, blank=True)
    sort_name = models.CharField(max_length=200, editable=False, default="")
    # Beside the name, so that a search reads one index and no people.
    phone_digits = models.CharField(max_length=40, editable=False, default="")

    class Meta:
        ordering = ["sort_name", "id"]
        constraints = [
            # Organisations never share a person: who keeps the register of one could open the account by a letter and
            # read the other (invariants 4 and 7). So this key stands without the organisation.
            models.UniqueConstraint(fields=["person"], name="one_membership_each"),
            models.UniqueConstraint(fields=["organisation", "number"], name="member_number_once"),
            models.CheckConstraint(condition=models.Q(state__in=MembershipState.values), name="membership_state"),
            models.CheckConstraint(
                condition=~models.Q(state=MembershipState.SUSPENDED) | models.Q(suspended_until__isnull=False),
                name="suspension_has_an_end",
            ),
        ]
        indexes = [
            # They hold all that a register is searched, counted and sorted by: rows are fetched for one page alone.
            models.Index(
                fields=["branch", "sort_name", "id", "state", "number", "phone_digits"], name="searched_branch"
            ),
            models.Index(
                fields=["organisation", "sort_name", "id", "state", "number", "phone_digits"], name="searched_whole"
            ),
            # How many there are, on the page of every body: so narrow that 100,000 are counted in few pages.
            models.Index(fields=["branch", "state"], name="counted_branch"),
            models.Index(fields=["organisation", "state"], name="counted_whole"),
            models.Index(fields=["leaves_on"], condition=models.Q(leaves_on__isnull=False), name="membership_leaving"),
            models.Index(
                fields=["suspended_until"],
                condition=models.Q(suspended_until__isnull=False),
                name="membership_suspended",
            ),
            models.Index(fields=["branch", "state", "sort_name", "id", "joined_on"], name="roll_of_branch"),
            models.Index(fields=["organisation", "state", "sort_name", "id", "joined_on"], name="roll_of_whole"),
            # Who joined lately, asked on the page of every body.
            models.Index(fields=["branch", "joined_on"], name="joined_branch_lately"),
            models.Index(fields=["organisation", "joined_on"], name="joined_lately"),
            # Who owes, counted at the desk: few of many.
            models.Index(
                fields=["branch", "owed_since"], condition=models.Q(owed_since__isnull=False), name="owing_branch"
            ),
            models.Index(
                fields=["organisation", "owed_since"], condition=models.Q(owed_since__isnull=False), name="owing_whole"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.person}"

    @property
    def is_barred(self) -> bool:
        """Whether a suspension has days left, also of somebody who has left or was excluded meanwhile."""
        return self.suspended_until is not None and self.suspended_until > clock.today()


class MembershipSpan(models.Model):
    """One stretch of a membership: a state and a branch between two days. The last one has no end."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="spans")
    state = models.CharField(max_length=20, choices=MembershipState)
    branch = models.ForeignKey(
        "organisations.Branch", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    decision = models.ForeignKey(
        "organisations.Decision", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["membership", "from_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "membership"], condition=models.Q(until_on__isnull=True), name="one_open_span"
            ),
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True) | models.Q(until_on__gte=models.F("from_on")),
                name="span_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership}: {self.get_state_display()} from {self.from_on}"


class ProgrammeAgreement(models.Model):
    """A member of a political organisation agrees to a version of its programme (mission A4)."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="agreements")
    version = models.ForeignKey("organisations.ProgrammeVersion", on_delete=models.PROTECT, related_name="agreements")
    agreed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "membership", "version"], name="agreement_once"),
        ]

    def __str__(self) -> str:
        return f"{self.membership} agrees to {self.version}"
