"""What was noted of somebody's leaving by somebody else, so that she or he can say that it is not so."""

from django.db import models

from members.enums import MembershipState, NotedFrom
from organiser.base.fields import PublicIdField


class NotedLeaving(models.Model):
    """Whoever keeps the register noted that a member has left: from what kind of document, of which day.

    The document itself stays with the keeper. Until `object_until` the member takes it back on her or his own page.
    """

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey("members.Membership", on_delete=models.PROTECT, related_name="noted")
    document = models.CharField(max_length=20, choices=NotedFrom)
    document_on = models.DateField()
    noted_by = models.ForeignKey("members.Person", on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    # As it was before, to be put back.
    former = models.CharField(max_length=20, choices=MembershipState)
    former_joined_on = models.DateField()
    object_until = models.DateField()
    objected_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-noted_at", "-id"]
        indexes = [models.Index(fields=["membership", "-noted_at"], name="noted_by_membership")]

    def __str__(self) -> str:
        return f"noted on {self.noted_at:%Y-%m-%d}"
