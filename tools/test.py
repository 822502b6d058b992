"""Lint and every test on each engine that is there; the last lines say what ran and what was left out: `make test`.

With STRICT=1, as in CI, anything left out is a failure.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as ET

import psycopg

ROOT = Path(__file__).resolve().parent.parent
LOCAL_SERVER = "postgres://postgres@127.0.0.1:5432"
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
NO_TESTS_COLLECTED = 5


@dataclass
class Report:
    """What ran, with its outcome; what was left out, with its reason; and the sums."""

    ran: list[tuple[str, str]] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    broken: bool = False


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


def run_pytest(report: Report, name: str, arguments: list[str], environment: dict[str, str]) -> None:
    """One run of pytest, counted into the report."""
    print(f"\n-- {name}", flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        outcome = Path(scratch) / "outcome.xml"
        command = [sys.executable, "-m", "pytest", "-q", f"--junitxml={outcome}", *arguments]
        given = {**os.environ, "ORGANISER_MODE": "local", "ORGANISER_DATA": f"{scratch}/data", **environment}
        code = subprocess.run(command, cwd=ROOT, env=given, check=False).returncode
        suites = ET.parse(outcome).iter("testsuite") if outcome.exists() else []  # noqa: S314  # our own file
        count = dict.fromkeys(("tests", "failures", "errors", "skipped"), 0)
        for suite in suites:
            count = {key: value + int(suite.get(key, 0)) for key, value in count.items()}
    if code == NO_TESTS_COLLECTED:
        report.left_out.append((name, "there is no such test"))
        return
    failed = count["failures"] + count["errors"]
    passed = count["tests"] - failed - count["skipped"]
    report.passed += passed
    report.failed += failed
    report.skipped += count["skipped"]
    report.broken = report.broken or code != 0
    words = f"{passed} passed, {failed} failed, {count['skipped']} skipped"
    if code and not failed:
        words += f"; pytest ended with code {code}"
    report.ran.append((name, words))


def run_engine(report: Report, engine: str, environment: dict[str, str], chromium: str) -> None:
    """All tests on one engine: most of them side by side, races and browsers each on their own."""
    run_pytest(report, f"tests on {engine}", ["-n", "2", "-m", "not browser and not race"], environment)
    # A small pool hides races: each thread gets a connection of its own.
    run_pytest(report, f"races on {engine}", ["-m", "race"], {**environment, "DATABASE_POOL": "0"})
    if chromium:
        # Playwright keeps an event loop running, which Django would take for asynchronous code.
        browser = {"ORGANISER_CHROMIUM": chromium, "DJANGO_ALLOW_ASYNC_UNSAFE": "true"}
        run_pytest(report, f"browser on {engine}", ["-m", "browser"], {**environment, **browser})
    else:
        report.left_out.append((f"browser on {engine}", f"none of {', '.join(CHROMIUMS)} is here"))


def tell(report: Report, *, strict: bool) -> None:
    """The closing lines."""
    print("\nWhat ran")
    for name, words in report.ran:
        print(f"  {name:24} {words}")
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

    chromium = find_chromium()
    run_engine(report, "SQLite", {"DATABASE_URL": "", "DATABASE_URL_FILE": ""}, chromium)
    url, reason = find_postgresql()
    if url:
        run_engine(report, "PostgreSQL", {"DATABASE_URL": url}, chromium)
    else:
        report.left_out.append(("PostgreSQL", reason))

    tell(report, strict=strict)
    return int(bool(lint or report.broken or report.failed or (strict and report.left_out)))


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
