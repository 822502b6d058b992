"""Start, stop and start again in an empty folder, as a newcomer would: `make smoke`.

Needs nothing but Python and make, and leaves `.venv` behind but nothing else. Stops at the first thing that is wrong.
"""

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FIRST_START, NEXT_START = 600, 20
PASSING = {"django_session", "organiser_cache"}
web = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def demand(*, that: bool, otherwise: str) -> None:
    """Leave with the sentence where `that` does not hold."""
    if not that:
        sys.exit(f"Smoke test failed: {otherwise}")


def free_port() -> int:
    """A port that nobody serves on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def command(port: int, data: Path, **more: str) -> list[str]:
    """The command a person would type."""
    given = {"PORT": str(port), "ORGANISER_DATA": str(data), **more}
    return ["make", "--no-print-directory", "run", *(f"{name}={value}" for name, value in given.items())]


@contextmanager
def serving(port: int, data: Path, patience: int, **more: str) -> Iterator[tuple[str, str]]:
    """Run it until it answers, hand over the first page and what was said, then stop it as Ctrl-C would."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("DATABASE_URL")}
    log, began = data.with_suffix(f".{time.monotonic_ns()}.log"), time.monotonic()
    with log.open("w") as out:
        process = subprocess.Popen(
            command(port, data, **more),
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        while not listening(port):
            demand(that=process.poll() is None, otherwise=f"it ended by itself.\n{log.read_text()}")
            demand(that=time.monotonic() - began < patience, otherwise=f"no answer in {patience} s.\n{log.read_text()}")
            time.sleep(0.1)
        _, page = fetch(port, "/")
        print(f"Answered after {time.monotonic() - began:.1f} s.")
        yield page, log.read_text()
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGINT)
            process.wait(timeout=30)
    demand(that=not listening(port), otherwise="it still listens after Ctrl-C.")


def listening(port: int) -> bool:
    """Whether somebody serves on the port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def fetch(port: int, path: str) -> tuple[str, str]:
    """The kind and the text of what is at `path`; anything but an answer of 200 ends the test."""
    try:
        with web.open(f"http://127.0.0.1:{port}{path}", timeout=30) as answer:
            return answer.headers.get_content_type(), answer.read().decode()
    except urllib.error.HTTPError as error:
        sys.exit(f"Smoke test failed: {path} answered {error.code}.\n{error.read().decode()[:2000]}")


def rows(data: Path) -> dict[str, int]:
    """How many rows each table holds, those that come and go left out."""
    with closing(sqlite3.connect(data / "organiser.sqlite3")) as database:
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        count = "SELECT COUNT(*) FROM "
        return {name: database.execute(f'{count}"{name}"').fetchone()[0] for name in names if name not in PASSING}


def main() -> None:
    """Go through it."""
    with tempfile.TemporaryDirectory() as scratch:
        port, data, empty = free_port(), Path(scratch) / "data", Path(scratch) / "empty"
        with serving(port, data, FIRST_START) as (page, said):
            demand(that=f"127.0.0.1:{port}" in said, otherwise=f"it does not say where to look.\n{said}")
            sheets = re.findall(r'<link[^>]+href="([^"]+\.css)"', page)
            demand(that=bool(sheets), otherwise="the first page names no style sheet.")
            for sheet in sheets:
                kind, text = fetch(port, sheet)
                demand(that=kind == "text/css" and bool(text.strip()), otherwise=f"{sheet} is not a style sheet.")
            second = subprocess.run(command(port, empty), cwd=ROOT, capture_output=True, text=True, check=False)
            refused = second.returncode != 0 and "already in use" in second.stderr
            demand(that=refused, otherwise=f"a taken port is not refused in a sentence.\n{second.stderr}")

        before = rows(data)
        demand(that=before["members_person"] > 0, otherwise="the example world has no people.")
        with serving(port, data, NEXT_START):
            pass
        demand(that=rows(data) == before, otherwise="the second start changed the data.")

        with serving(port, empty, FIRST_START, EMPTY="1"):
            pass
        demand(that=rows(empty)["members_person"] == 0, otherwise="EMPTY=1 still loads people.")
    print("Smoke test passed.")


if __name__ == "__main__":
    main()
