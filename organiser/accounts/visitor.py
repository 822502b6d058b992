"""Somebody who has not signed in yet and still does something, such as using a letter."""


class Visitor:
    """The actor of what is done on the way in; the ledger knows nothing more of them."""

    pk: int | None = None
    public_id = "visitor"
    is_active = True
    is_authenticated = False
    bound_body_id: int | None = None


VISITOR = Visitor()
