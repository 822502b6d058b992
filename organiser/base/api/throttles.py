"""How often one address and one person may ask. Counted in the memory of each process: reading must not write."""

from django.core.cache.backends.locmem import LocMemCache
from rest_framework.throttling import AnonRateThrottle, UserRateThrottle

COUNTS = LocMemCache("api-throttle", {"OPTIONS": {"MAX_ENTRIES": 20_000}})


class ByAddress(AnonRateThrottle):
    """Requests of those who have not said who they are."""

    cache = COUNTS


class ByPerson(UserRateThrottle):
    """Requests of one person, through whatever token or session."""

    cache = COUNTS


class OwnData(ByPerson):
    """Everything about oneself: it takes some work, and nobody needs it often."""

    scope = "own_data"
    rate = "6/hour"
