"""`manage.py clock`: does what is due because its time has come. It runs beside the server."""

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from organiser.base import clock
from organiser.base.stopping import Stop
from organiser.management.ticks import Ticks, tick

EVERY = 10
LONGEST = 3600


class Command(BaseCommand):
    """Tick until told to stop."""

    help = (
        "Closes ballots whose time is up, moves decisions along their dates, sends letters that wait, "
        "and once a day removes old sessions."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Once, or every so many seconds; and beside which server."""
        parser.add_argument("--once", action="store_true", help="do what is due now, and end")
        parser.add_argument("--every", type=int, default=EVERY, metavar="SECONDS", help=f"{EVERY} without it")
        parser.add_argument("--beside", type=int, metavar="PID", help="end when this process, which started it, ends")

    def handle(self, *_: Any, **options: Any) -> None:
        """Tick until SIGTERM or Ctrl-C; a tick under way is finished first."""
        if not 1 <= options["every"] <= LONGEST:
            message = f"Choose from 1 to {LONGEST} seconds."
            raise CommandError(message)
        ticks = Ticks()
        if options["once"]:
            if not tick(ticks, daily=True):
                message = "Not everything that is due could be done; the lines above say why."
                raise CommandError(message)
            return
        with Stop() as stop:
            self._tick_until(stop, ticks, every=options["every"], server=options["beside"])

    def _tick_until(self, stop: Stop, ticks: Ticks, *, every: int, server: int | None) -> None:
        cleared = None
        while not stop.told():
            today = clock.today()
            if tick(ticks, daily=cleared != today):
                cleared = today
            connection.close()
            if server is not None and os.getppid() != server:
                break
            stop.wait(every)
