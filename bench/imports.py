"""Importing a register: preview, commit and undo, and the memory that the process takes, from CSV and from XLSX.

    python bench/imports.py --people 10000 --kind csv
    python bench/imports.py --people 100000 --kind xlsx --preview-only

The file is invented: name, number, e-mail, phone, day of joining, street, postcode, town. Memory is the most that the
process held while it looked at the file (VmHWM), less what it held before.
"""

import argparse
import io
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random
from time import perf_counter
from typing import BinaryIO

from common import first_branch, machine, population, secretary_of
from django.db import connection
from openpyxl import Workbook

from members.actions.import_staging import discard_import, stage_import
from members.actions.import_undoing import undo_import
from members.actions.import_writing import commit_import

HEADINGS = ["Number", "Name", "E-mail", "Phone", "Joined", "Street", "Postcode", "Town"]
GIVEN = [
    "Ute",
    "Bo",
    "Ina",
    "Ada",
    "Cyd",
    "Emre",
    "Zoë",
    "Łukasz",
    "José",
    "Märta",
    "Fay",
    "Gil",
    "Hal",
    "Noël",
    "Søren",
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


def memory(key: str) -> float:
    """Megabytes of this process: `VmHWM` is the most it ever held, `VmRSS` what it holds now."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(key))


def main() -> None:
    """Write the file, import it, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--kind", choices=("csv", "xlsx"), default="csv")
    parser.add_argument("--members", type=int, default=1000)
    parser.add_argument("--preview-only", action="store_true")
    options = parser.parse_args()
    body = first_branch(population(options.members, 1))
    secretary = secretary_of(body)
    with tempfile.TemporaryFile() as stream:
        (as_csv if options.kind == "csv" else as_xlsx)(options.people, stream)
        size = stream.tell()
        stream.seek(0)
        before = memory("VmRSS")
        Path("/proc/self/clear_refs").write_text("5", encoding="utf-8")  # the highest mark begins anew
        started = perf_counter()
        batch = stage_import(secretary, body=body, stream=stream, size=size, filename=f"bench.{options.kind}")
        figures = [("preview", perf_counter() - started)]
        peak = memory("VmHWM") - before
    if batch.to_create != options.people:
        message = f"{batch.to_create} of {options.people} would come in"
        raise SystemExit(message)
    if options.preview_only:
        discard_import(secretary, batch=batch)
    else:
        for name, act in (("commit", commit_import), ("undo", undo_import)):
            started = perf_counter()
            act(secretary, batch=batch)
            figures.append((name, perf_counter() - started))
    told = ", ".join(f"{name} {seconds:.1f} s" for name, seconds in figures)
    print(f"{machine()} {connection.vendor}, {options.people} people as {options.kind}, {size / 1e6:.1f} MB: {told}")
    print(
        f"memory of the preview: {peak:.0f} MB more than the {before:.0f} MB before; at most {memory('VmHWM'):.0f} MB"
    )


if __name__ == "__main__":
    main()
