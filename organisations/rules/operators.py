"""Who runs the machine, and does what an operator may."""

from organiser.base.actor import Actor
from organiser.base.errors import NotPermitted


def is_operator(actor: Actor) -> bool:
    """Whether the actor runs the machine, in person; it gives no voice in any body (design.md section 5)."""
    return bool(getattr(actor, "is_superuser", False)) and actor.is_active and actor.bound_body_id is None


def demand_operator(actor: Actor) -> None:
    """Go on only for the operator of the site.

    Raises:
        NotPermitted: otherwise.
    """
    if not is_operator(actor):
        raise NotPermitted("Only the operator of this site intervenes.", code="not_operator", rule="design, section 5")
