"""How many assemblies provided something for those who could not come otherwise (mission C13, C18)."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models.functions import Lower, Trim

from assemblies.enums import AssemblyStatus
from assemblies.models import Assembly
from organisations.models import Body
from organiser.base import clock

# What a notice says where nothing is provided.
NOTHING = ("none", "none.", "nothing", "nothing.", "-", "–")


@dataclass(frozen=True)
class Provided:
    """Assemblies of the last twelve months, and those of them that provided something."""

    held: int
    provided: int


def provided_in(body: Body) -> Provided:
    """Assemblies are counted, and no people; what was asked for is written down nowhere."""
    since = clock.now() - timedelta(days=365)
    held = Assembly.objects.filter(body=body, status=AssemblyStatus.CLOSED, starts_at__gte=since)
    without = held.annotate(said=Lower(Trim("provisions"))).filter(said__in=NOTHING)
    return Provided(held.count(), held.count() - without.count())
