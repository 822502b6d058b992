"""The words of erasure, and of what is noted of the wish of a member."""

from django.db.models import TextChoices


class ErasureState(TextChoices):
    """Where the erasure of a person stands."""

    ASKED = "asked", "Locked"
    WITHDRAWN = "withdrawn", "Taken back"
    DONE = "done", "Erased"


ERASURE_STEPS: dict[ErasureState, frozenset[ErasureState]] = {
    ErasureState.ASKED: frozenset({ErasureState.WITHDRAWN, ErasureState.DONE}),
    ErasureState.WITHDRAWN: frozenset(),
    ErasureState.DONE: frozenset(),
}


class ErasureGround(TextChoices):
    """Why somebody is erased."""

    OWN_WISH = "own_wish", "The member asked for it"
    ON_PAPER = "on_paper", "The member asked for it on paper"
    GONE = "gone", "The person had left already"
    RETENTION = "retention", "The rules say how long records are kept"


class NotedFrom(TextChoices):
    """From what somebody who keeps a register notes the wish of a member; the document stays with the keeper."""

    LETTER = "letter", "A signed letter"
    EMAIL = "email", "An e-mail"
    SPOKEN = "spoken", "Word of mouth"
    DEATH = "death", "News that the member has died"
