"""`manage.py work`: does what is too large to be done while a page waits. It runs beside the server."""

import logging
import os
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import OperationalError, connection

from members.actions.import_work import work_once
from organiser.base.stopping import Stop

log = logging.getLogger("organiser.work")
EVERY = 2


class Command(BaseCommand):
    """Work until told to stop."""

    help = "Reads, writes and takes back large imports, one after the other."

    def add_arguments(self, parser: CommandParser) -> None:
        """Once, or until told to stop; and beside which server."""
        parser.add_argument("--once", action="store_true", help="do what waits now, and end")
        parser.add_argument("--beside", type=int, metavar="PID", help="end when this process, which started it, ends")

    def handle(self, *_: Any, **options: Any) -> None:
        """Work until SIGTERM or Ctrl-C; what is being done is taken up by the next worker."""
        if options["once"]:
            while work_once():
                pass
            return
        with Stop() as stop:
            self._work_until(stop, server=options["beside"])

    def _work_until(self, stop: Stop, *, server: int | None) -> None:
        while not stop.told():
            try:
                found = work_once(stop.told)
            except OperationalError as error:
                log.warning("The database does not answer: %s", str(error).strip())
                found = False
            connection.close()
            if server is not None and os.getppid() != server:
                break
            if not found:
                stop.wait(EVERY)
