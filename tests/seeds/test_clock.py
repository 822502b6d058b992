"""The clock: it closes what is due, only that, and goes on whatever happens."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.management import CommandError, call_command

from assemblies.actions.ballots import open_ballot
from assemblies.actions.casting import cast_vote
from assemblies.enums import BallotStatus, MotionStatus
from assemblies.models import Motion, Result
from organisations.enums import DecisionStatus
from organiser.base import clock
from organiser.base.actions.ledger import flaws
from organiser.base.actions.mail import queue_letter
from organiser.base.models import LedgerEntry
from organiser.management.ticks import Ticks, tick
from tests.world import make_motion

ROOT = Path(__file__).resolve().parent.parent.parent
HOURS = timedelta(hours=1)


def over_days(place, branch, mover, seconder, hours, voters=()):
    """A ballot that closes by itself after so many hours."""
    motion = make_motion(place, place.person(mover), branch, place.person(seconder))
    facilitator = place.secretary
    closes_at = clock.now() + timedelta(hours=hours)
    ballot = open_ballot(facilitator, motion=motion, closes_at=closes_at)
    for name in voters:
        cast_vote(place.person(name), ballot=ballot, choice="for", key=f"key-{place.members[name].public_id}")
    return ballot


def states(*ballots):
    for ballot in ballots:
        ballot.refresh_from_db()
    return [ballot.status for ballot in ballots]


def test_it_closes_what_is_due_and_only_that(harbour, mill):
    due = over_days(harbour, "North", "Bea North", "Cyd North", 48, ["Bea North", "Cyd North", "Dan North"])
    elsewhere = over_days(mill, "", "Lea Mill", "Max Mill", 49, ["Lea Mill"])
    later = over_days(harbour, "North", "Dan North", "Eve North", 96)
    with clock.at(due.closes_at - timedelta(seconds=1)):
        call_command("clock", once=True)
        assert states(due, elsewhere, later) == [BallotStatus.OPEN] * 3
    with clock.at(elsewhere.closes_at):
        call_command("clock", once=True)
    assert states(due, elsewhere, later) == [BallotStatus.CLOSED, BallotStatus.CLOSED, BallotStatus.OPEN]
    due.motion.refresh_from_db()
    assert due.motion.status == MotionStatus.CARRIED
    assert due.motion.decision.status == DecisionStatus.IN_FORCE
    assert due.result.votes_for == 3
    assert due.result.counted_by is None
    assert list(LedgerEntry.objects.filter(action="close_ballot").values_list("actor", flat=True)) == ["clock"] * 2
    assert list(flaws()) == []


@pytest.mark.parametrize(
    ("damage", "level"),
    [
        ({"status": MotionStatus.WITHDRAWN}, "WARNING"),
        ({"effect": "found_branch", "effect_payload": {}}, "ERROR"),
    ],
    ids=["refused by a rule", "broken by a fault"],
)
def test_a_ballot_that_cannot_be_closed_does_not_hold_up_the_others(harbour, mill, caplog, damage, level):
    damaged = over_days(mill, "", "Lea Mill", "Max Mill", 48, ["Kim Mill", "Lea Mill", "Max Mill"])
    due = over_days(harbour, "North", "Bea North", "Cyd North", 49)
    Motion.objects.filter(pk=damaged.motion_id).update(**damage)
    ticks = Ticks()
    with clock.at(due.closes_at):
        assert [ticks.close_due_ballots() for _ in range(3)] == [1, 0, 0]
    assert states(damaged, due) == [BallotStatus.OPEN, BallotStatus.CLOSED]
    assert Result.objects.filter(ballot=damaged).count() == 0
    assert [record.levelname for record in caplog.records if damaged.public_id in record.message] == [level]
    assert list(flaws()) == []


def test_once_a_day_sessions_that_ran_out_are_removed(db):
    now = clock.now()
    Session.objects.create(session_key="gone", session_data="", expire_date=now - HOURS)
    Session.objects.create(session_key="here", session_data="", expire_date=now + HOURS)
    assert tick(Ticks(), daily=False)
    assert Session.objects.count() == 2
    assert tick(Ticks(), daily=True)
    assert list(Session.objects.values_list("session_key", flat=True)) == ["here"]


def test_it_sends_letters_that_wait_and_one_fault_does_not_keep_it_from_the_rest(db, settings, caplog):
    queue_letter("Assembly", "Come.", ["bea@example.org", "cyd@example.org"])
    settings.EMAIL_BACKEND = "no.such.backend"
    Session.objects.create(session_key="gone", session_data="", expire_date=clock.now() - HOURS)
    assert not tick(Ticks(), daily=True)
    assert [record.message for record in caplog.records] == ["The clock could not finish send_waiting."]
    assert Session.objects.count() == 0
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    call_command("clock", once=True)
    assert [message.to for message in mail.outbox] == [["bea@example.org"], ["cyd@example.org"]]


@pytest.mark.parametrize("every", [0, -1, 3601])
def test_a_beat_that_makes_no_sense_is_refused(db, every):
    with pytest.raises(CommandError, match="Choose from 1 to 3600 seconds"):
        call_command("clock", every=every)


def surroundings(folder):
    """A house whose database has no tables yet, so that every tick finds nothing to read and says so."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("DATABASE_URL")}
    return {**kept, "ORGANISER_DATA": str(folder), "ORGANISER_MODE": "local"}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_survives_a_database_that_does_not_answer_and_stops_when_told_to(tmp_path, number):
    process = subprocess.Popen(
        [sys.executable, "manage.py", "clock", "--every", "1", "--skip-checks"],
        cwd=ROOT,
        env=surroundings(tmp_path),
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        told = [process.stderr.readline() for _ in range(2)]
        assert [line.startswith("The database does not answer: no such table") for line in told] == [True, True]
        process.send_signal(number)
        assert process.wait(timeout=20) == 0
    finally:
        process.kill()
        process.communicate()


SERVER = """
import os, subprocess, sys
command = [sys.executable, "manage.py", "clock", "--every", "1", "--beside", str(os.getpid()), "--skip-checks"]
subprocess.Popen(command)
sys.stdin.readline()
os._exit(9)
"""


def test_it_ends_with_the_server_beside_which_it_runs_even_where_that_is_killed(tmp_path):
    server = subprocess.Popen(  # noqa: S603  # a program of our own
        [sys.executable, "-c", SERVER],
        cwd=ROOT,
        env=surroundings(tmp_path),
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert server.stderr.readline().startswith("The database does not answer")
        # The clock holds the other end of the pipe: reading comes to an end when the clock has ended.
        server.communicate("end\n", timeout=20)
        assert server.returncode == 9
    finally:
        server.kill()
