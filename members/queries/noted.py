"""What was noted of somebody's leaving, for the member and for those who keep the register."""

from members.models import Membership, NotedLeaving
from organiser.base import clock
from organiser.base.errors import NotFound


def noted_last(membership: Membership) -> NotedLeaving | None:
    """The latest note that this member leaves or has left, unless it was objected to; nothing once that is over."""
    if membership.state != "resigned" and membership.leaves_on is None:
        return None
    found = NotedLeaving.objects.filter(membership=membership).select_related("noted_by", "organisation").first()
    return found if found is not None and found.objected_at is None else None


def may_object(membership: Membership) -> NotedLeaving | None:
    """The note that the member can still object to today."""
    found = noted_last(membership) if membership.state == "resigned" else None
    return found if found is not None and found.object_until >= clock.today() else None


def demand_noted(membership: Membership) -> NotedLeaving:
    """The note of which a notice is printed.

    Raises:
        NotFound: where nothing was noted.
    """
    found = noted_last(membership)
    if found is None:
        raise NotFound("Nothing was noted of this member.", code="nothing_noted")
    return found
