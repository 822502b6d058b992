"""Running many things at the same moment, each on a connection of its own."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Semaphore
from typing import Any

from django.db import connection, connections

from organiser.base.errors import Refusal


def connections_to_spare() -> int:
    """How many connections the server can give us, leaving most of what is free to others."""
    if connection.vendor != "postgresql":
        return 100
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('max_connections')::int - (SELECT count(*) FROM pg_stat_activity)")
        return max(8, min(60, (cursor.fetchone()[0] - 10) // 2))


def all_at_once(acts: Iterable[Callable[[], Any]]) -> list[Any]:
    """Run all functions at the same moment, each in a thread with a connection of its own.

    Where there are more threads than the server takes, the rest wait at the gate as they would before a web server.
    Gives what each came to: its result, or the Refusal it raised. Anything else is raised here.
    """
    acts, spare = list(acts), connections_to_spare()
    ready, gate = Barrier(len(acts)), Semaphore(spare)

    def run(act: Callable[[], Any]) -> Any:
        try:
            if len(acts) <= spare:
                connection.ensure_connection()
            ready.wait(60)
            with gate:
                try:
                    return act()
                finally:
                    connections.close_all()
        except Refusal as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def codes(outcomes: list[Any]) -> dict[str, int]:
    """How often each code was refused, and `done` for what went through."""
    counted: dict[str, int] = {}
    for outcome in outcomes:
        word = outcome.code if isinstance(outcome, Refusal) else "done"
        counted[word] = counted.get(word, 0) + 1
    return counted
