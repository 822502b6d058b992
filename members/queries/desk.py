"""What those who keep a register see in the technical records."""

from django.db.models import Q, QuerySet

from members.models import Dissent, ImportBatch, Membership
from members.queries.register import in_lists
from organisations.enums import Power
from organiser.base import authority
from organiser.base.actor import Actor


def kept_memberships(viewer: Actor) -> QuerySet[Membership]:
    """The registers that the viewer keeps; not one's own membership elsewhere, which is no work."""
    kept = authority.bodies_with(viewer, Power.KEEP_REGISTER)
    seen = Q(branch__in=kept.values("pk")) | Q(organisation__in=kept.values("pk"))
    return in_lists(Membership.objects.filter(seen)).select_related("person", "branch", "organisation")


def imports(viewer: Actor) -> QuerySet[ImportBatch]:
    """Imports into the registers that the viewer keeps."""
    kept = authority.bodies_with(viewer, Power.KEEP_REGISTER)
    return ImportBatch.objects.filter(body__in=kept).select_related("body", "made_by", "memory")


def dissents(viewer: Actor) -> QuerySet[Dissent]:
    """Dissents from programmes of organisations in which the viewer holds a role."""
    worked_for = authority.bodies_with(viewer, None).values("pk")
    return Dissent.objects.filter(organisation__in=worked_for).select_related("membership__person", "version")
