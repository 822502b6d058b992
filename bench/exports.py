"""Exporting the register of a whole organisation as CSV and XLSX: seconds, size, and the most memory it took.

    python bench/exports.py --members 1000000 --branches 100
    PYTHONPATH=/tmp/peers python bench/exports.py --members 100000 --branches 10 --peer

The secretary of the organisation asks for the file on its page, through the whole of the site in this process, and it
is read to its end piece by piece, as a browser does. A line in the log of each person is part of it. Memory is the most
that the process held (VmHWM), less what it held before. With `--peer` django-import-export writes its CSV of the same
people, which it holds as a whole; it knows neither branches nor a log (`peer_imports.py` says how to install it).
"""

import argparse
from collections.abc import Callable
from time import perf_counter
from typing import Any

from common import machine, mark_anew, memory, population, secretary_of
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from organisations.models import Body

settings.ALLOWED_HOSTS = ["*"]
settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


def exported(client: Client, body: Body, kind: str) -> int:
    """Ask for a register as a file and read it to its end; gives how many bytes it had."""
    answer: Any = client.post(reverse("register_export", args=[body.public_id]), {"format": kind})
    if answer.status_code != 200 or "attachment" not in answer.get("Content-Disposition", ""):
        message = f"the export as {kind} gave {answer.status_code} and no file"
        raise SystemExit(message)
    return sum(map(len, answer.streaming_content)) if answer.streaming else len(answer.content)


def measure_export(name: str, export: Callable[[], int]) -> None:
    """Export once; print how long it took, how much came out, and the memory that it took."""
    before = memory("VmRSS")
    mark_anew()
    started = perf_counter()
    size = export()
    seconds, peak = perf_counter() - started, memory("VmHWM") - before
    print(f"{name:32} {seconds:7.1f} s, {size / 1e6:.1f} MB; {peak:.0f} MB of memory above {before:.0f}", flush=True)


def main() -> None:
    """Fill, export, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--members", type=int, default=1_000_000)
    parser.add_argument("--branches", type=int, default=100)
    parser.add_argument("--kinds", nargs="+", choices=("csv", "xlsx"), default=["csv", "xlsx"])
    parser.add_argument("--peer", action="store_true", help="afterwards the same people by django-import-export")
    options = parser.parse_args()
    organisation = population(options.members, options.branches)
    body = Body.objects.select_related("organisation").get(pk=organisation.pk)
    client = Client()
    client.force_login(secretary_of(body))
    print(f"{machine()} {connection.vendor}, {options.members} people in {options.branches} branches")
    client.get(reverse("register_export", args=[body.public_id]))  # what is loaded once is not counted
    for kind in options.kinds:
        measure_export(f"export as {kind.upper()}", lambda kind=kind: exported(client, body, kind))
    if options.peer:
        import peers  # noqa: PLC0415  # it brings the stock admin along, which nothing else here needs

        peers.import_export(measure_export, body)


if __name__ == "__main__":
    main()
