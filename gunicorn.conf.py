"""How gunicorn serves Organiser: `gunicorn --config gunicorn.conf.py organiser.wsgi`.

Threads, because a request mostly waits for the database. On SQLite one process: its write lock lets only one write at
a time, so more of them would only queue. On PostgreSQL two, and DATABASE_POOL is counted for each of them.
"""

import subprocess
import sys
from pathlib import Path
from typing import Any

from organiser.environment import number, secret, text

_postgresql = secret("DATABASE_URL").startswith(("postgres", "pgsql"))

bind = text("BIND") or f"127.0.0.1:{number('PORT', default=8000, least=1)}"
worker_class = "gthread"
workers = number("WEB_CONCURRENCY", default=2 if _postgresql else 1, least=1)
threads = number("WEB_THREADS", default=16, least=1)

# A request may take this long, an upload on a slow line included; a stop waits this long for requests under way.
timeout = 60
graceful_timeout = 20
keepalive = 5

# An address up to this length that leads nowhere is answered by a page of ours, a longer one by gunicorn in a line.
limit_request_line = 8190

# No list of who asked for what: beside the database it would tell when each person voted.
accesslog = None
# Nothing to be steered by from outside.
control_socket_disable = True


def when_ready(server: Any) -> None:
    """Start beside the server the clock, which closes ballots whose time is up, and the worker of large imports."""
    server.beside = []
    for name in ("clock", "work"):
        command = [sys.executable, "manage.py", name, "--beside", str(server.pid)]
        server.beside.append(subprocess.Popen(command, cwd=Path(__file__).parent))  # noqa: S603  # commands of our own


def on_exit(server: Any) -> None:
    """Stop both with the server; a ballot that is being closed is closed first.

    An import of many people may take longer than anybody waits: it is broken off, and the next worker goes on with it.
    """
    beside = getattr(server, "beside", [])
    for process in beside:
        process.terminate()
    for process in beside:
        try:
            process.wait(timeout=graceful_timeout)
        except subprocess.TimeoutExpired:
            process.kill()
