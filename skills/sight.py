"""Who sees the roles that somebody holds; see organiser/base/sight.py."""

from members.models import Membership
from organiser.base.sight import Seen, register


def roles_seen(membership: Membership) -> list[Seen]:
    """Roles are public within the organisation: who holds power must be known to those it is held over."""
    return [
        Seen(
            "The roles you hold or held",
            f"All members of the body whose role it is, and of {membership.organisation.name}, with the days. That is "
            "so that everybody knows who holds power.",
        )
    ]


register(roles_seen)
