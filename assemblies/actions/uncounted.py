"""What must be counted before a ballot closes."""

from assemblies.models import Ballot, PaperEntry
from assemblies.queries.batches import papers_read_once, waiting_batches
from assemblies.queries.turnout import not_back
from assemblies.rules import is_stuck
from organiser.base.actor import CLOCK, Actor
from organiser.base.errors import WrongState
from organiser.base.words import plural


def demand_all_counted(actor: Actor, ballot: Ballot) -> None:
    """Go on only where every batch and every paper that was read is agreed or set aside.

    The clock waits a day for papers that were handed out; then it counts without what nobody agreed on.

    Raises:
        WrongState: otherwise.
    """
    if actor is CLOCK and is_stuck(ballot):
        PaperEntry.objects.filter(code__ballot=ballot).delete()
        return
    waiting = waiting_batches(ballot).count()
    if waiting:
        raise WrongState(
            f"{plural(waiting, 'batch is', 'batches are')} entered and not agreed by two tellers. Enter it again, or "
            "set it aside with a reason; then close the ballot.",
            code="batch_not_agreed",
        )
    read = papers_read_once(ballot)
    if read:
        raise WrongState(
            f"{plural(read, 'paper was', 'papers were')} not read alike by two tellers. Read it again, or set it aside "
            "with a reason; then close the ballot.",
            code="paper_not_agreed",
        )
    if actor is CLOCK and not_back(ballot):
        raise WrongState("Papers or hands of this ballot are still to be counted.", code="not_yet_counted")
