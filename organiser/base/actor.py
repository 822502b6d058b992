"""Who acts and who looks. Floors below `members` know a person only by this shape."""

from typing import Any, Protocol, runtime_checkable


@runtime_checkable
class Actor(Protocol):
    """Whoever does something: a person, or the clock.

    `bound_body_id` is set while a person speaks through a token: the token reaches that one body and no other.
    """

    @property
    def pk(self) -> Any:
        """The key of the person's row; the clock has none."""
        ...

    @property
    def public_id(self) -> str:
        """The name under which the ledger knows the actor."""
        ...

    @property
    def is_active(self) -> bool:
        """Whether the account is open."""
        ...

    @property
    def bound_body_id(self) -> int | None:
        """The one body a token reaches; None for somebody who signed in."""
        ...

    @property
    def is_authenticated(self) -> bool:
        """Whether this is anybody in particular."""
        ...


class Clock:
    """The actor of what happens because its time has come, such as the closing of a ballot."""

    pk: int | None = None
    public_id = "clock"
    is_active = True
    is_authenticated = True
    bound_body_id: int | None = None


CLOCK = Clock()


class Visitor:
    """Somebody who has not signed in and still does something on the way in, such as using a letter or applying.

    The ledger knows nothing more of them.
    """

    pk: int | None = None
    public_id = "visitor"
    is_active = True
    is_authenticated = False
    bound_body_id: int | None = None


VISITOR = Visitor()
