"""The words of moves between branches, and of records that look alike."""

from django.db.models import TextChoices


class TransferState(TextChoices):
    """Life of a move to another branch: asked by the member, let go by the old branch, taken in by the new one."""

    REQUESTED = "requested", "Waiting to be let go"
    RELEASED = "released", "Waiting to be taken in"
    ACCEPTED = "accepted", "Moved"
    REFUSED = "refused", "Not taken in"
    WITHDRAWN = "withdrawn", "Taken back"
    ENDED = "ended", "Came to nothing"


T = TransferState
TRANSFER_STEPS: dict[TransferState, frozenset[TransferState]] = {
    T.REQUESTED: frozenset({T.RELEASED, T.WITHDRAWN, T.ENDED}),
    T.RELEASED: frozenset({T.ACCEPTED, T.REFUSED, T.WITHDRAWN, T.ENDED}),
    T.ACCEPTED: frozenset(),
    T.REFUSED: frozenset(),
    T.WITHDRAWN: frozenset(),
    T.ENDED: frozenset(),
}
TRANSFER_RUNS = (T.REQUESTED, T.RELEASED)


class PairState(TextChoices):
    """What became of two records that look like one person."""

    PROPOSED = "proposed", "To be looked at"
    DISMISSED = "dismissed", "Two people"
    MERGED = "merged", "Merged"


P = PairState
PAIR_STEPS: dict[PairState, frozenset[PairState]] = {
    P.PROPOSED: frozenset({P.DISMISSED, P.MERGED}),
    P.DISMISSED: frozenset({P.MERGED}),
    P.MERGED: frozenset({P.PROPOSED}),
}
