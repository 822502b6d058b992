"""Ties of ballots."""

from django.db.models import QuerySet

from assemblies.models import Ballot, Tie
from organiser.base.errors import NotFound


def ties_of(ballot: Ballot) -> QuerySet[Tie]:
    """The ties of a ballot with their run-offs, in the order in which they arose."""
    return Tie.objects.filter(ballot=ballot).select_related(
        "ballot__body__organisation", "ballot__rule", "ballot__assembly", "run_off__result", "run_off__assembly"
    )


def open_tie_of(ballot: Ballot) -> Tie:
    """The tie that waits for its decision.

    Raises:
        NotFound: where none does.
    """
    tie = ties_of(ballot).filter(decided_at__isnull=True).first()
    if tie is None:
        raise NotFound("No tie waits in this ballot. Read its result.", code="no_tie")
    return tie
