"""Importing a register: preview, commit and undo, the memory they take, and how long others wait meanwhile.

    python bench/imports.py --people 10000 --kind csv
    python bench/imports.py --people 100000 --kind xlsx
    python bench/imports.py --people 1000000 --preview-only
    PYTHONPATH=/tmp/peers python bench/imports.py --people 10000 --peer

The file is invented: name, number, e-mail, phone, day of joining, street, postcode, town. The times are those of the
worker (`manage.py work`), called here in the same process. Memory is the most that the process held (VmHWM) in each
step, less what it held before the first. Beside each step another process writes one small row after the other, as
somebody does who votes; the longest that it waited is printed. With `--peer` the same rows then go into the same tables
by django-import-export (see `peer_imports.py`).
"""

import argparse
import io
import secrets
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from random import Random
from time import perf_counter
from typing import Any, BinaryIO, Self

import peer_imports
from common import first_branch, machine, mark_anew, memory, percentile, population, secretary_of
from django.conf import settings
from django.db import OperationalError, connection, transaction
from openpyxl import Workbook

from members.actions import import_work
from members.actions.import_staging import discard_import, stage_import
from members.actions.import_undoing import undo_import
from members.actions.import_work import work_once
from members.actions.import_writing import commit_import
from members.models import ImportBatch
from organiser.base.models import Sent

HEADINGS = ["Number", "Name", "E-mail", "Phone", "Joined", "Street", "Postcode", "Town"]
STARTED: list[float] = []
GIVEN = [
    *("Ute", "Bo", "Ina", "Ada", "Cyd", "Emre", "Zoë", "Łukasz"),
    *("José", "Märta", "Fay", "Gil", "Hal", "Noël", "Søren"),
]
FAMILY = ["Kern", "Lind", "Falk", "Quay", "Núñez", "Żak", "Großmann", "Bølling", "Théroux", "Peña"]


def rows(people: int) -> Iterator[list[str]]:
    """Invented people, the same each time."""
    chance = Random(1)
    for place in range(people):
        name = f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}{place}"
        day = f"{1990 + place % 35}-{place % 12 + 1:02d}-{place % 28 + 1:02d}"
        phone = f"0{chance.randrange(10**9, 10**10)}"
        street = f"{chance.choice(FAMILY)}straße {place % 99}"
        yield [f"B{place}", name, f"b{place}@bench.example", phone, day, street, f"{place % 10**5:05d}", "Nordhafen"]


def as_csv(people: int, target: BinaryIO) -> None:
    """A CSV file."""
    text = io.TextIOWrapper(target, encoding="utf-8", write_through=True)
    text.write(";".join(HEADINGS) + "\n")
    for row in rows(people):
        text.write(";".join(row) + "\n")
    text.detach()


def as_xlsx(people: int, target: BinaryIO) -> None:
    """A workbook."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Members")
    sheet.append(HEADINGS)
    for row in rows(people):
        sheet.append(row)
    book.save(target)


class Beside:
    """Another process that writes small rows as long as the block lasts."""

    def __enter__(self) -> Self:
        """Start it, and wait until it writes."""
        command = [sys.executable, __file__, "--beside"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603  # this file itself
        self.process.stdout.readline()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop it, and hear how long it waited at most."""
        self.process.terminate()
        self.waited = self.process.communicate()[0].strip()


def write_beside() -> None:
    """Write a small row twenty times a second until told to stop; then say how many and the longest wait."""
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    waits = []
    print("ready", flush=True)
    while not stop.wait(0.05):
        started = perf_counter()
        try:
            with transaction.atomic():
                Sent.objects.create(key=secrets.token_hex(32))
        except OperationalError:
            print("one small write was refused;", end=" ")
        waits.append(perf_counter() - started)
    print(f"{len(waits)} small writes beside it, p95 {percentile(waits, 95):.0f} ms, at most {max(waits):.1f} s")


def main() -> None:
    """Write the file, import it, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--kind", choices=("csv", "xlsx"), default="csv")
    parser.add_argument("--members", type=int, default=1000)
    parser.add_argument("--preview-only", action="store_true")
    parser.add_argument("--peer", action="store_true", help="afterwards the same by django-import-export")
    parser.add_argument("--beside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.beside:
        write_beside()
        return
    settings.IMPORT_MAX_ROWS = max(settings.IMPORT_MAX_ROWS, options.people)
    body = first_branch(population(options.members, 1))
    secretary = secretary_of(body)
    with tempfile.TemporaryFile() as stream:
        (as_csv if options.kind == "csv" else as_xlsx)(options.people, stream)
        size = stream.tell()
        stream.seek(0)
        print(f"{machine()} {connection.vendor}, {options.people} people as {options.kind}, {size / 1e6:.1f} MB")
        before = memory("VmRSS")

        def look() -> ImportBatch:
            return stage_import(secretary, body=body, stream=stream, size=size, filename=f"bench.{options.kind}")

        batch = timed("preview", look, before)
    if batch.to_create != options.people:
        message = f"{batch.to_create} of {options.people} would come in: {batch.status} {batch.stopped}"
        raise SystemExit(message)
    if options.preview_only:
        discard_import(secretary, batch=batch)
        return
    noted(STARTED)
    batch = timed("commit", lambda: commit_import(secretary, batch=batch), before)
    timed("undo", lambda: undo_import(secretary, batch=batch), before)
    if options.peer:
        peer_imports.measured(body, HEADINGS, list(rows(options.people)))


def noted(started: list[float]) -> None:
    """Let an undo say when nobody of it stands in the register any more; the people themselves go after that."""
    take_back = import_work.take_back_import

    def told(*given: Any, **named: Any) -> ImportBatch:
        taken = take_back(*given, **named)
        print(f"nobody of it stands in the register after {perf_counter() - started[-1]:.1f} s")
        return taken

    import_work.take_back_import = told


def timed(name: str, act: Callable[[], ImportBatch], before: float) -> ImportBatch:
    """Ask for a step and let the worker do it; print how long both took."""
    mark_anew()
    with Beside() as beside:
        started = perf_counter()
        STARTED.append(started)
        batch = act()
        asked = perf_counter() - started
        while work_once():
            pass
        seconds = perf_counter() - started
    peak = memory("VmHWM") - before
    print(f"{name:8} {seconds:6.1f} s, of it the page {asked:.1f} s; {peak:.0f} MB above {before:.0f}; {beside.waited}")
    return ImportBatch.objects.get(pk=batch.pk)


if __name__ == "__main__":
    main()
