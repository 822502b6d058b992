"""What the clock does: closing ballots, moving decisions along their dates, sending letters, clearing out sessions."""

import logging
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import TypeVar

from django.conf import settings
from django.db import OperationalError

from assemblies.actions.appeals import let_exclusion_hold
from assemblies.actions.ballots import close_ballot
from assemblies.actions.reviews import bring_back_decision
from assemblies.models import Exclusion
from assemblies.queries.ballots import due_to_close
from assemblies.queries.exclusions import due_to_hold
from assemblies.queries.reviews import assembly_to_review_in, reviews_to_place
from members.actions.import_refused import forget_refused
from members.actions.leaving import let_member_leave
from members.actions.mailing_sending import send_mailings
from members.models import Membership
from members.queries.leaving import due_to_leave
from organisations.actions.decision_dates import bring_into_force, expire_decision
from organisations.models import Decision
from organisations.queries.decisions import due_to_begin, due_to_expire
from organiser.base.actions.mail import send_waiting
from organiser.base.actor import CLOCK
from organiser.base.errors import Conflict, Refusal, WrongState
from organiser.base.once import forget_sent

log = logging.getLogger("organiser.clock")
D = TypeVar("D", Decision, Exclusion, Membership)


class Ticks:
    """One run of the clock. It remembers which ballots it could not close, so that each is told of once."""

    def __init__(self) -> None:
        self._told: set[int] = set()
        self._failed: set[str] = set()

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

    def move_decisions(self) -> int:
        """Bring decisions into force whose first day has come, and let expire those whose last one is over."""
        began = self._each(due_to_begin(), "come into force", lambda one: bring_into_force(CLOCK, decision=one))
        return began + self._each(due_to_expire(), "expire", lambda one: expire_decision(CLOCK, decision=one))

    def let_exclusions_hold(self) -> int:
        """Let exclusions take hold that waited for an appeal, once it has failed or there can be none any more."""
        return self._each(due_to_hold(), "take hold", lambda one: let_exclusion_hold(CLOCK, exclusion=one))

    def let_members_leave(self) -> int:
        """End the memberships whose members said that they leave on a day that has come."""
        return self._each(due_to_leave(), "end", lambda one: let_member_leave(CLOCK, membership=one))

    def bring_back_decisions(self) -> int:
        """Put decisions whose day of review comes onto the agenda of an assembly that lies ahead, each once."""

        def bring_back(decision: Decision) -> None:
            assembly = assembly_to_review_in(decision)
            if assembly is not None:
                bring_back_decision(CLOCK, assembly=assembly, decision=decision)

        return self._each(reviews_to_place(), "come back onto an agenda", bring_back)

    def _each(self, due: Iterable[D], what: str, act: Callable[[D], object]) -> int:
        """Do it to each of them; one that fails does not hold up the others and is told of once."""
        done = 0
        for one in due:
            name = f"The {one._meta.verbose_name} {one.public_id} could not {what}"
            try:
                act(one)
            except (Conflict, WrongState):
                continue  # somebody else was quicker
            except OperationalError:
                raise
            except Exception:
                if name not in self._failed:
                    log.exception("%s.", name)
                self._failed.add(name)
            else:
                done += 1
        return done

    def clear_sessions(self) -> None:
        """Remove sessions that have run out."""
        import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()

    def _tell(self, ballot_id: int, sentence: str) -> None:
        if ballot_id not in self._told:
            log.warning(sentence)
        self._told.add(ballot_id)


def tick(ticks: Ticks, *, daily: bool) -> bool:
    """Do what is due; gives whether all of it worked. What goes wrong is logged and tried again next time."""
    tasks = [ticks.close_due_ballots, ticks.move_decisions, ticks.let_exclusions_hold, ticks.bring_back_decisions]
    tasks += [ticks.let_members_leave, send_waiting, send_mailings]
    tasks += [ticks.clear_sessions, forget_sent, forget_refused] if daily else []
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
