"""`manage.py clock`: does what is due because its time has come. It runs beside the server."""

import os
import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from organiser.base import clock
from organiser.management.ticks import Ticks, tick

EVERY = 10
LONGEST = 3600


class Command(BaseCommand):
    """Tick until told to stop."""

    help = "Closes ballots whose time is up, and once a day removes sessions that have run out."

    def add_arguments(self, parser: CommandParser) -> None:
        """Once, or every so many seconds; and whether to end with the program that started it."""
        parser.add_argument("--once", action="store_true", help="do what is due now, and end")
        parser.add_argument("--every", type=int, default=EVERY, metavar="SECONDS", help=f"{EVERY} without it")
        parser.add_argument(
            "--with-parent", action="store_true", help="end when the program that started this one ends"
        )

    def handle(self, *_: Any, **options: Any) -> None:
        """Tick until SIGTERM or Ctrl-C; a tick under way is finished first."""
        if not 1 <= options["every"] <= LONGEST:
            message = f"Choose from 1 to {LONGEST} seconds."
            raise CommandError(message)
        ticks = Ticks()
        if options["once"]:
            if not tick(ticks, daily=True):
                message = "The database does not answer."
                raise CommandError(message)
            return
        stop, parent = threading.Event(), os.getppid()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        cleared = None
        while not stop.is_set():
            today = clock.today()
            if tick(ticks, daily=cleared != today):
                cleared = today
            connection.close()
            if options["with_parent"] and os.getppid() != parent:
                break
            stop.wait(options["every"])
