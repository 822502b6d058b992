"""What the clock does: closing ballots, moving decisions along their dates, sending letters, clearing out sessions."""

import logging
from collections.abc import Callable, Iterable
from contextlib import suppress
from importlib import import_module
from typing import TypeVar

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import OperationalError

from assemblies.actions.appeals import let_exclusion_hold
from assemblies.actions.closing import close_ballot
from assemblies.actions.reminding import queue_reminders, remind_of_ballot
from assemblies.actions.reviews import bring_back_decision
from assemblies.actions.settling import settle_blocks
from assemblies.actions.urn import sweep as sweep_urns
from assemblies.models import Exclusion
from assemblies.queries.ballots import due_to_close
from assemblies.queries.consensus import due_to_settle
from assemblies.queries.exclusions import due_to_hold
from assemblies.queries.reminding import being_reminded, due_to_remind
from assemblies.queries.reviews import assembly_to_review_in, reviews_to_place
from members.actions.answering import forget_answers
from members.actions.asking import forget_unconfirmed
from members.actions.dues_charging import charge_dues
from members.actions.duplicates import look_for_duplicates
from members.actions.erasures import erase_by_rule, erase_person
from members.actions.forgetting_traces import forget_traces
from members.actions.headcounts import take_headcount
from members.actions.import_expiring import expire_import
from members.actions.import_refused import forget_refused
from members.actions.import_uploads import forget_uploads
from members.actions.leaving import let_member_leave
from members.actions.mailing_sending import send_mailings
from members.actions.merge_undoing import settle_merge
from members.actions.statement_forgetting import forget_statement
from members.actions.suspensions import let_suspension_end
from members.actions.transfer_dates import end_transfer, release_by_time
from members.models import Application, Erasure, ImportBatch, Membership, MergeRecord, Transfer
from members.queries.applications import answers_to_forget, never_confirmed
from members.queries.dues_due import due_to_charge
from members.queries.duplicates import registers_to_look_through
from members.queries.erasing import due_to_erase
from members.queries.headcounts import due_to_count
from members.queries.imports import previews_to_discard
from members.queries.leaving import due_to_leave, suspensions_over
from members.queries.merges import merges_to_settle
from members.queries.retention import all_due_by_rule
from members.queries.statement_days import statements_to_forget
from members.queries.transfers import due_to_end, due_to_release
from organisations.actions.decision_dates import bring_into_force, expire_decision
from organisations.models import Body, Decision, Organisation
from organisations.queries.decisions import due_to_begin, due_to_expire
from organiser.base.actions.mail import send_waiting
from organiser.base.actor import CLOCK
from organiser.base.errors import Conflict, Refusal, RuleNotMet, WrongState
from organiser.base.once import forget_sent

log = logging.getLogger("organiser.clock")
D = TypeVar(
    "D",
    Application,
    Body,
    Decision,
    Erasure,
    Exclusion,
    ImportBatch,
    Membership,
    MergeRecord,
    Organisation,
    Transfer,
)


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

    def settle_due_blocks(self) -> int:
        """Settle rounds of consensus whose blocks were judged for as long as the rules ask for."""
        return self._each(due_to_settle(), "be settled", lambda one: settle_blocks(CLOCK, ballot=one))

    def remind_of_ballots(self) -> int:
        """Remind members of ballots over days that close soon, of each once; go on where a clock died in between."""
        marked = self._each(due_to_remind(), "be reminded of", lambda one: remind_of_ballot(CLOCK, ballot=one))
        self._each(being_reminded(), "be reminded of", queue_reminders)
        return marked

    def sweep_urns(self) -> int:
        """Have the database overwrite what closed secret ballots left behind, where closing could not do it."""
        try:
            return sweep_urns()
        except Exception:  # somebody holds the tables: the next tick tries again
            if "sweep" not in self._failed:
                log.exception("The urns could not be swept.")
            self._failed.add("sweep")
            return 0

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

    def let_suspensions_end(self) -> int:
        """Give members their vote back whose suspension is over."""
        return self._each(suspensions_over(), "end", lambda one: let_suspension_end(CLOCK, membership=one))

    def move_transfers(self) -> int:
        """Count as let go whom the old branch has not answered in time, and end moves that lead nowhere."""
        ended = self._each(due_to_end(), "end", lambda one: end_transfer(CLOCK, transfer=one))
        return ended + self._each(due_to_release(), "be let go", lambda one: release_by_time(CLOCK, transfer=one))

    def settle_merges(self) -> int:
        """Settle for good what was merged thirty days ago."""
        return self._each(merges_to_settle(), "settle", lambda one: settle_merge(CLOCK, merge=one))

    def look_for_duplicates(self) -> int:
        """Look for people who stand twice in registers into which a file was imported."""
        registers = registers_to_look_through()
        return self._each(registers, "be looked through", lambda one: look_for_duplicates(CLOCK, body=one))

    def charge_dues(self) -> int:
        """Charge the dues of periods that have begun, each once."""
        return self._each(due_to_charge(), "be charged its dues", lambda one: charge_dues(CLOCK, body=one))

    def count_members(self) -> int:
        """Count the members of each organisation when a month is over."""
        return self._each(due_to_count(), "be counted", lambda one: take_headcount(CLOCK, organisation=one))

    def bring_back_decisions(self) -> int:
        """Put decisions whose day of review comes onto the agenda of an assembly that lies ahead, each once."""

        def bring_back(decision: Decision) -> None:
            assembly = assembly_to_review_in(decision)
            if assembly is not None:
                bring_back_decision(CLOCK, assembly=assembly, decision=decision)

        return self._each(reviews_to_place(), "come back onto an agenda", bring_back)

    def erase_people(self) -> int:
        """Anonymise those whose days are over, and those whom the rules keep no longer; one held up waits."""

        def erase(erasure: Erasure) -> None:
            with suppress(RuleNotMet):  # an open ballot, a debt: tomorrow again
                erase_person(CLOCK, erasure=erasure)

        def let_go(membership: Membership) -> None:
            with suppress(RuleNotMet):
                erase_by_rule(CLOCK, membership=membership)

        asked = self._each(due_to_erase(), "be done", erase)
        return asked + self._each(all_due_by_rule(), "be anonymised", let_go)

    def forget_applications(self) -> int:
        """Throw away applications that nobody confirmed, and the answers of those that were answered long ago."""
        gone = self._each(never_confirmed(), "be forgotten", lambda one: forget_unconfirmed(CLOCK, application=one))
        return gone + self._each(
            answers_to_forget(), "lose answers", lambda one: forget_answers(CLOCK, application=one)
        )

    def discard_previews(self) -> int:
        """Throw away files that were looked at thirty days ago and that nobody wrote."""
        return self._each(previews_to_discard(), "be thrown away", lambda one: expire_import(CLOCK, batch=one))

    def forget_statements(self) -> int:
        """Forget what bank statements say of people whose dues they did not pay, once the days are over."""
        return self._each(statements_to_forget(), "be forgotten", lambda one: forget_statement(CLOCK, statement=one))

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
        """Remove sessions that have run out, with the device and the network that were noted of them."""
        import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
        UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()

    def _tell(self, ballot_id: int, sentence: str) -> None:
        if ballot_id not in self._told:
            log.warning(sentence)
        self._told.add(ballot_id)


def tick(ticks: Ticks, *, daily: bool) -> bool:
    """Do what is due; gives whether all of it worked. What goes wrong is logged and tried again next time."""
    tasks = [
        ticks.close_due_ballots,
        ticks.settle_due_blocks,
        ticks.remind_of_ballots,
        ticks.sweep_urns,
        ticks.move_decisions,
        ticks.let_exclusions_hold,
        ticks.bring_back_decisions,
    ]
    tasks += [
        ticks.let_members_leave,
        ticks.let_suspensions_end,
        ticks.move_transfers,
        ticks.charge_dues,
        ticks.look_for_duplicates,
    ]
    tasks += [ticks.count_members]
    tasks += [send_waiting, send_mailings]
    if daily:
        tasks += [ticks.settle_merges, ticks.erase_people, ticks.clear_sessions]
        tasks += [ticks.forget_applications, forget_sent, ticks.discard_previews, forget_refused]
        tasks += [forget_uploads, ticks.forget_statements, forget_traces]
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
