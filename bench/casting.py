"""How fast votes are taken: the action, many at once, beside the bare SQL of the same insert.

    python bench/casting.py --votes 4000 --at-once 16

On PostgreSQL the bare insert is driven by pgbench (found on the path or under /usr/lib/postgresql), on SQLite by a loop
of the same statement. Both write into the same table, with its constraints and triggers, in a ballot of the same size.
"""

import argparse
import multiprocessing
import queue
import secrets
import shutil
import sqlite3
import subprocess
import tempfile
import threading
from datetime import timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

from common import first_branch, machine, people_of, percentile, population, secretary_of
from django.conf import settings
from django.db import connection

from assemblies.actions.ballots import open_ballot
from assemblies.actions.casting import cast_vote
from assemblies.actions.motions import MotionDraft, propose_motion
from assemblies.actions.seconding import second_motion
from assemblies.models import Ballot, RollEntry
from members.models import Person
from organiser.base import clock


def make_ballot(size: int) -> Ballot:
    """An open ballot over days with a roll of `size`."""
    organisation = population(size + size // 2, 1)  # not everybody in a register may vote
    body = first_branch(organisation)
    mover = secretary_of(body)
    others = Person.objects.filter(pk__in=people_of(body)[:5]).exclude(pk=mover.pk)
    title = f"Ballot {secrets.token_hex(4)}"
    motion = propose_motion(mover, body=body, draft=MotionDraft(title=title, text=title, summary=title))
    for person in others[: motion.seconders_needed]:
        second_motion(person, motion=motion)
    return open_ballot(mover, motion=motion, closes_at=clock.now() + timedelta(days=10))


def _work(ballot_pk: int, people: list[int], at_once: int, out: Any, together: Any) -> None:
    """One process: threads that take people from a queue and cast their votes."""
    ballot = Ballot.objects.select_related("body", "rule__rule_set").get(pk=ballot_pk)
    waiting: queue.SimpleQueue[Person] = queue.SimpleQueue()
    for person in Person.objects.filter(pk__in=people):
        waiting.put(person)
    times: list[float] = []
    refused: list[str] = []

    def cast() -> None:
        while True:
            try:
                person = waiting.get_nowait()
            except queue.Empty:
                break
            started = perf_counter()
            try:
                cast_vote(person, ballot=ballot, choice="for", key=secrets.token_hex(8))
            except Exception as error:  # noqa: BLE001  # every failure is counted and named
                refused.append(repr(error))
            times.append(perf_counter() - started)
        connection.close()

    threads = [threading.Thread(target=cast) for _ in range(at_once)]
    together.wait()
    started = perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    out.put((perf_counter() - started, times, refused))


def cast_all(ballot: Ballot, votes: int, at_once: int, processes: int) -> tuple[float, list[float], list[str]]:
    """Cast `votes` votes by `processes` processes with `at_once` threads in all; gives seconds, times, refusals."""
    people = list(RollEntry.objects.filter(roll=ballot.roll).values_list("person_id", flat=True)[:votes])
    # New processes instead of forks: a pool of connections must not be shared.
    context = multiprocessing.get_context("spawn")
    out, together = context.Queue(), context.Barrier(processes)
    parts = [people[index::processes] for index in range(processes)]
    workers = [
        context.Process(target=_work, args=(ballot.pk, part, max(1, at_once // processes), out, together))
        for part in parts
    ]
    for worker in workers:
        worker.start()
    results = [out.get() for _ in workers]
    for worker in workers:
        worker.join()
    seconds = max(result[0] for result in results)
    return seconds, [time for result in results for time in result[1]], [r for result in results for r in result[2]]


def pgbench() -> str | None:
    """Where pgbench is."""
    found = shutil.which("pgbench")
    under = sorted(Path("/usr/lib/postgresql").glob("*/bin/pgbench"))
    return found or (str(under[-1]) if under else None)


# The server takes a hundred connections; the site reaches it through a pool, whatever the number of voters.
MOST_CLIENTS = 64

INSERT = (
    "INSERT INTO assemblies_vote (organisation_id, ballot_id, entry_id, choice, reason, key, spent, via, cast_at) "
    "VALUES ({organisation}, {ballot}, {entry}, 'for', '', 'bench-key', '', 'online', {moment})"
)


def bare_postgresql(ballot: Ballot, votes: int, at_once: int) -> tuple[float, float]:
    """Votes per second of the bare insert by pgbench, and its mean latency in milliseconds."""
    first = RollEntry.objects.filter(roll=ballot.roll).order_by("pk").values_list("pk", flat=True).first()
    with connection.cursor() as cursor:
        cursor.execute("DROP SEQUENCE IF EXISTS bench_entry")
        cursor.execute(f"CREATE SEQUENCE bench_entry START {first} CACHE 1")
    statement = INSERT.format(
        organisation=ballot.organisation_id, ballot=ballot.pk, entry="nextval('bench_entry')", moment="now()"
    )
    database = settings.DATABASES["default"]
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        script.write(statement + ";\n")
        script.flush()
        clients = min(at_once, MOST_CLIENTS)
        command = [pgbench(), "-n", "-c", str(clients), "-j", "2", "-t", str(votes // clients), "-f", script.name]
        command += ["-h", database["HOST"] or "127.0.0.1", "-U", database["USER"] or "postgres", database["NAME"]]
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603
    per_second = next(line for line in told.splitlines() if line.startswith("tps")).split("=")[1].split()[0]
    latency = next(line for line in told.splitlines() if line.startswith("latency average")).split("=")[1].split()[0]
    return float(per_second), float(latency)


def bare_sqlite(ballot: Ballot, votes: int) -> float:
    """Votes per second of the bare insert in a loop, one transaction each, with the same pragmas."""
    entries = list(RollEntry.objects.filter(roll=ballot.roll).values_list("pk", flat=True)[:votes])
    raw = sqlite3.connect(settings.DATABASES["default"]["NAME"], isolation_level=None)
    raw.execute("PRAGMA journal_mode=DELETE")
    raw.execute("PRAGMA synchronous=FULL")
    raw.execute("PRAGMA foreign_keys=ON")
    started = perf_counter()
    for entry in entries:
        raw.execute("BEGIN IMMEDIATE")
        raw.execute(
            INSERT.format(
                organisation=ballot.organisation_id, ballot=ballot.pk, entry=entry, moment="'2026-01-01 00:00:00'"
            )
        )
        raw.execute("COMMIT")
    seconds = perf_counter() - started
    raw.close()
    return len(entries) / seconds


def main() -> None:
    """Cast, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--votes", type=int, default=4000)
    parser.add_argument("--at-once", type=int, default=16)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    print(machine(), connection.vendor)
    for number in range(1, options.rounds + 1):
        if connection.vendor == "postgresql":
            bare, latency = bare_postgresql(make_ballot(options.votes), options.votes, options.at_once)
            print(f"round {number}: bare insert by pgbench {bare:.0f}/s, mean {latency:.1f} ms")
        else:
            bare = bare_sqlite(make_ballot(options.votes), options.votes)
            print(f"round {number}: bare insert in a loop {bare:.0f}/s")
        processes = options.processes if connection.vendor == "postgresql" else 1
        seconds, times, refused = cast_all(make_ballot(options.votes), options.votes, options.at_once, processes)
        rate = len(times) / seconds
        print(
            f"round {number}: cast_vote {rate:.0f}/s ({rate / bare:.2f} of bare), "
            f"p50 {percentile(times, 50):.1f} ms, p95 {percentile(times, 95):.1f} ms, refused {len(refused)}"
        )
        for reason in sorted(set(refused))[:5]:
            print(f"  refused: {reason}")


if __name__ == "__main__":
    main()
