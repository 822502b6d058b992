"""Opening a shared screen at which members vote with the codes of their papers."""

from assemblies.enums import BallotStatus
from assemblies.models import Ballot
from assemblies.rules import demand_counts
from members.models import Person
from organiser.base.actions import action, locked, record
from organiser.base.errors import WrongState


@action
def open_kiosk(actor: Person, *, ballot: Ballot) -> Ballot:
    """Open a shared screen for one secret ballot; the ledger says who did, and when.

    The door lets whoever opened it out at the same moment, so that nobody who stands before the screen is signed in.

    Raises:
        NotPermitted: for those who neither count nor facilitate for the body.
        WrongState: after closing, or in an open vote.
    """
    demand_counts(actor, ballot.body)
    ballot = locked(ballot)
    demand_kiosk(ballot)
    record(
        actor,
        "open_kiosk",
        chain=ballot.organisation.public_id,
        body=ballot.body.public_id,
        subject=ballot.public_id,
        content={},
    )
    return ballot


def demand_kiosk(ballot: Ballot) -> None:
    """Go on only where votes can be cast at a shared screen.

    Raises:
        WrongState: otherwise.
    """
    if not ballot.secret:
        raise WrongState("Papers of an open vote have no codes. Count them in heaps.", code="no_codes")
    if ballot.status != BallotStatus.OPEN:
        raise WrongState("This ballot is closed. Your vote was not counted.", code="closed")
