"""Lint and every test on each engine that is there; the last lines say what ran and what was left out: `make test`.

With STRICT=1, as in CI, anything left out is a failure.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import psycopg

ROOT = Path(__file__).resolve().parent.parent
LOCAL_SERVER = "postgres://postgres@127.0.0.1:5432"
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
NO_TESTS_COLLECTED = 5
IN_MEMORY, ROOM = Path("/dev/shm"), 2 * 1024**3  # noqa: S108  # a folder of our own is made in it


@dataclass
class Report:
    """What ran, with its outcome; what was left out, with its reason; and the sums."""

    ran: list[tuple[str, str]] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    once: int = 0
    broken: bool = False


@dataclass(frozen=True)
class Run:
    """One run of pytest: its name in the report, what pytest is told, and what stands in its environment."""

    name: str
    arguments: tuple[str, ...]
    environment: dict[str, str]


def find_postgresql() -> tuple[str, str]:
    """The address of a PostgreSQL to test on, or nothing and the reason."""
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith(("postgres", "pgsql")):
        return given, ""
    try:
        psycopg.connect(f"{LOCAL_SERVER}/postgres", connect_timeout=3).close()
    except psycopg.OperationalError as error:
        reason = str(error).strip().splitlines()[0]
        return "", f"DATABASE_URL names none, and 127.0.0.1:5432 does not let us in ({reason})"
    # Only the beginning of a name: the test runner puts test_ before it, makes that database and drops it.
    return f"{LOCAL_SERVER}/organiser_{os.getpid()}", ""


def find_chromium() -> str:
    """The path of a Chromium, or nothing."""
    given = os.environ.get("ORGANISER_CHROMIUM", "")
    return shutil.which(given) or "" if given else next(filter(None, map(shutil.which, CHROMIUMS)), "")


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder for the length of the run, in memory where there is room: no test proves what a lost disk would keep."""
    roomy = IN_MEMORY.is_dir() and os.access(IN_MEMORY, os.W_OK) and shutil.disk_usage(IN_MEMORY).free > ROOM
    with tempfile.TemporaryDirectory(prefix="organiser-", dir=IN_MEMORY if roomy else None) as folder:
        yield Path(folder)


def run_pytest(run: Run, folder: Path, out: int | None = None) -> tuple[int, Path]:
    """Give the exit code and the file with the outcome of a run, which speaks to `out` or to the terminal."""
    data = folder / run.name.replace(" ", "-")
    data.mkdir()
    outcome = data / "outcome.xml"
    command = [sys.executable, "-m", "pytest", "-q", f"--junitxml={outcome}", *run.arguments]
    given = {**os.environ, "ORGANISER_MODE": "local", "ORGANISER_DATA": str(data / "data"), **run.environment}
    # What one run compiles, the next finds: half of collecting is compiling tests. Nothing is left in the tree.
    given = {**given, "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    code = subprocess.run(command, cwd=ROOT, env=given, check=False, stdout=out, stderr=out).returncode
    return code, outcome


def count(report: Report, run: Run, code: int, outcome: Path) -> None:
    """Take what came out of a run into the report."""
    if code == NO_TESTS_COLLECTED:
        report.left_out.append((run.name, "there is no such test"))
        return
    suites = list(ET.parse(outcome).iter("testsuite")) if outcome.exists() else []  # noqa: S314  # our own file
    tests, failures, errors, skipped = (
        sum(int(suite.get(key, 0)) for suite in suites) for key in ("tests", "failures", "errors", "skipped")
    )
    failed, passed = failures + errors, tests - failures - errors - skipped
    report.passed += passed
    report.failed += failed
    report.skipped += skipped
    report.once += sum(len(suite.findall(".//property[@name='pure']")) for suite in suites)
    report.broken = report.broken or code != 0
    words = f"{passed} passed, {failed} failed, {skipped} skipped"
    report.ran.append((run.name, words + (f"; pytest ended with code {code}" if code and not failed else "")))


def named(database: str, kind: str) -> str:
    """The address of a database beside `database`, so that two runs can go on at once; nothing for SQLite."""
    parts = urlsplit(database)
    return parts._replace(path=f"{parts.path}_{kind}").geturl() if database else ""


def most_on(engine: str, database: str) -> Run:
    """The tests that two processes share; what knows no database ran on SQLite."""
    which = "not browser and not race" + (" and not pure" if database else "")
    arguments = ("-n", "2", "--dist", "loadgroup", "-m", which)
    return Run(f"tests on {engine}", arguments, {"DATABASE_URL": database, "DATABASE_URL_FILE": ""})


def alone_on(engine: str, database: str, chromium: str) -> list[Run]:
    """The tests that go one after the other: races and browsers."""
    # A small pool hides races: each thread gets a connection of its own.
    kinds = {"race": ("races", {"DATABASE_POOL": "0"})}
    if chromium:
        # Playwright keeps an event loop running, which Django would take for asynchronous code.
        kinds["browser"] = ("browser", {"ORGANISER_CHROMIUM": chromium, "DJANGO_ALLOW_ASYNC_UNSAFE": "true"})
    return [
        Run(
            f"{folder} on {engine}",
            (f"tests/{folder}", "-m", marker),
            {"DATABASE_URL": named(database, marker), "DATABASE_URL_FILE": "", **environment},
        )
        for marker, (folder, environment) in kinds.items()
    ]


def run_side_by_side(report: Report, runs: list[Run], folder: Path) -> None:
    """Two of them at a time, since each keeps one core busy; what each said is shown when it has ended."""

    def quietly(run: Run) -> tuple[Run, int, Path, str]:
        with (folder / f"{run.name}.txt").open("w+") as out:
            code, outcome = run_pytest(run, folder, out.fileno())
            out.seek(0)
            return run, code, outcome, out.read()

    with ThreadPoolExecutor(2) as pool:
        for ended in as_completed([pool.submit(quietly, run) for run in runs]):
            run, code, outcome, said = ended.result()
            print(f"\n-- {run.name}\n{said}", flush=True)
            count(report, run, code, outcome)


def tell(report: Report, *, strict: bool) -> None:
    """The closing lines."""
    print("\nWhat ran")
    for name, words in report.ran:
        print(f"  {name:24} {words}")
    if report.once and any(name == "tests on PostgreSQL" for name, _ in report.ran):
        print(f"  {report.once} of the tests ran once, beside SQLite: they know no database (marker `pure`).")
    print("What was left out" if report.left_out else "Nothing was left out.")
    for name, reason in report.left_out:
        print(f"  {name:24} {reason}")
    if report.left_out and strict:
        print("STRICT is set, so what was left out counts as failed.")
    print(f"{report.passed} passed, {report.failed} failed, {report.skipped} skipped")


def main() -> int:
    """Run everything and return the exit code."""
    report, strict = Report(), bool(os.environ.get("STRICT"))
    lint = subprocess.run([ROOT / "tools" / "lint"], check=False).returncode
    report.ran.append(("lint", "failed" if lint else "passed"))

    url, reason = find_postgresql()
    if not url:
        report.left_out.append(("PostgreSQL", reason))
    chromium = find_chromium()
    if not chromium:
        report.left_out.append(("browser", f"none of {', '.join(CHROMIUMS)} is here"))
    engines = [("SQLite", ""), *([("PostgreSQL", url)] if url else [])]

    with scratch() as folder:
        for run in [most_on(*engine) for engine in engines]:
            print(f"\n-- {run.name}", flush=True)
            count(report, run, *run_pytest(run, folder))
        print("\n-- races and browser, two at a time; each speaks when it has ended", flush=True)
        run_side_by_side(report, [run for engine in engines for run in alone_on(*engine, chromium)], folder)

    tell(report, strict=strict)
    return int(bool(lint or report.broken or report.failed or (strict and report.left_out)))


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
