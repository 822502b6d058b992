"""The words of erasure."""

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
