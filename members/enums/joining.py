"""The words of joining: states of an application, who finds the page, what it asks."""

from django.db.models import TextChoices


class ApplicationState(TextChoices):
    """Where an application to join stands. What was answered stays answered; whoever asks again begins a new one."""

    CONFIRMING = "confirming", "Waits for the address to be confirmed"
    OPEN = "open", "Waits for an answer"
    ADMITTED = "admitted", "Admitted"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"


A = ApplicationState
APPLICATION_STEPS: dict[ApplicationState, frozenset[ApplicationState]] = {
    A.CONFIRMING: frozenset({A.OPEN, A.ADMITTED}),
    A.OPEN: frozenset({A.ADMITTED, A.DECLINED, A.WITHDRAWN}),
    A.ADMITTED: frozenset(),
    A.DECLINED: frozenset(),
    A.WITHDRAWN: frozenset(),
}
ANSWERED = (A.ADMITTED, A.DECLINED, A.WITHDRAWN)


class JoiningAccess(TextChoices):
    """Who finds the page on which one asks to join."""

    PUBLIC = "public", "Everybody who has its address, also without an account"
    LINK = "link", "Whoever was given the secret link, also without an account"
    INTERNAL = "internal", "People with an account on this site who have its address"
    CLOSED = "closed", "Nobody: no applications are taken now"


class Asked(TextChoices):
    """Whether the form of joining asks for something."""

    NO = "no", "Not asked"
    ASKED = "asked", "Asked, may stay empty"
    REQUIRED = "required", "Asked, and needed"
