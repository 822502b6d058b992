"""How far a viewer sees, asked once per request instead of once per row."""

from functools import cached_property

from organiser.base import authority
from organiser.base.actor import Actor


class Eyes:
    """What one viewer may read of the people of a body (invariant 7): only of the bodies she or he belongs to."""

    def __init__(self, viewer: Actor) -> None:
        self.viewer = viewer

    @cached_property
    def own(self) -> frozenset[int]:
        """Keys of the bodies the viewer is a member of; through a token, of its one body."""
        return frozenset(authority.bodies_of(self.viewer).values_list("pk", flat=True))

    def sees(self, body_id: int) -> bool:
        """Whether names and figures of this body are for the viewer."""
        return body_id in self.own
