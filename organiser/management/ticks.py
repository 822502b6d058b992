"""What the clock does: closing ballots, sending letters that wait, clearing out sessions that have run out."""

import logging
from importlib import import_module

from django.conf import settings
from django.db import OperationalError

from assemblies.actions.ballots import close_ballot
from assemblies.queries.ballots import due_to_close
from organiser.base.actions.mail import send_waiting
from organiser.base.actor import CLOCK
from organiser.base.errors import Conflict, Refusal

log = logging.getLogger("organiser.clock")


class Ticks:
    """One run of the clock. It remembers which ballots it could not close, so that each is told of once."""

    def __init__(self) -> None:
        self._told: set[int] = set()

    def close_due_ballots(self) -> int:
        """Close every ballot whose time is up; gives how many. One that cannot be closed does not hold up the others.

        A ballot that somebody else closes at the same moment is simply closed.
        """
        closed = 0
        for ballot in due_to_close():
            try:
                close_ballot(CLOCK, ballot=ballot)
            except Conflict:
                continue
            except Refusal as refusal:
                self._tell(ballot.pk, f"The ballot {ballot.public_id} is not closed: {refusal.sentence}")
            except Exception:
                if ballot.pk not in self._told:
                    log.exception("The ballot %s could not be closed.", ballot.public_id)
                self._told.add(ballot.pk)
            else:
                closed += 1
                log.info("The ballot %s is closed.", ballot.public_id)
        return closed

    def clear_sessions(self) -> None:
        """Remove sessions that have run out."""
        import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()

    def _tell(self, ballot_id: int, sentence: str) -> None:
        if ballot_id not in self._told:
            log.warning(sentence)
        self._told.add(ballot_id)


def tick(ticks: Ticks, *, daily: bool) -> bool:
    """Do what is due; gives whether all of it worked. What goes wrong is logged and tried again next time."""
    tasks = [ticks.close_due_ballots, send_waiting, *([ticks.clear_sessions] if daily else [])]
    worked = True
    for task in tasks:
        try:
            task()
        except OperationalError as error:
            log.warning("The database does not answer: %s", str(error).strip())
            return False
        except Exception:
            log.exception("The clock could not finish %s.", task.__name__)
            worked = False
    return worked
