"""Whether a body has met: the floors below ask it when the founding is over."""

from collections.abc import Collection

from django.db.models import F, Q

from assemblies.enums import AssemblyStatus
from assemblies.models import Assembly


def have_met(body_ids: Collection[int]) -> bool:
    """Whether one of these bodies closed an assembly to which as many came as a quorum asks for."""
    closed = Assembly.objects.filter(body__in=body_ids, status=AssemblyStatus.CLOSED, voters_came__gte=1)
    return closed.filter(Q(quorum_needed__isnull=True) | Q(voters_came__gte=F("quorum_needed"))).exists()
