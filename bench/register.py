"""The register of one branch as its secretary opens it: page, search, API list, with 100,000 people in it or more.

    python bench/register.py --members 100000 --branches 1 --requests 60
    python bench/register.py --members 1000000 --branches 10 --requests 30 --export

Requests go through the whole of the site in this process (middleware, templates, serializers), one after the other.
Beside it, on the same tables and in the same run, stand the list of the stock Django admin, opened by a superuser who
sees everybody, and with `--export` our exports as CSV and XLSX and that of django-import-export, each with the most
memory it took (`pip install -r bench/requirements.txt`, or see `peer_imports.py`).
"""

import argparse
from collections.abc import Callable
from datetime import timedelta
from time import perf_counter

import peers
from common import first_branch, machine, percentile, population, secretary_of
from django.conf import settings
from django.db import connection
from django.db.models.functions import Mod
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from exports import exported, measure_export

from assemblies.queries.standing import register_standing
from members.models import Membership
from organiser.base import clock

settings.ALLOWED_HOSTS = ["*"]
settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
PARTS = ("nder", "rcí", "sson", "opez")
SEARCHES = ("ana", "mar", "ste", "lope", "zzzz", "0042")


def measure(name: str, requests: int, ask: Callable[[int], object]) -> None:
    """Ask so many times, the first five not counted, and print the figures with the number of queries."""
    for index in range(5):
        ask(index)
    times = []
    for index in range(requests):
        started = perf_counter()
        ask(index)
        times.append(perf_counter() - started)
    with CaptureQueriesContext(connection) as queries:
        ask(0)
    print(f"{name:32} p50 {percentile(times, 50):7.1f} ms  p95 {percentile(times, 95):7.1f} ms  {len(queries)} queries")


def main() -> None:
    """Fill, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--members", type=int, default=100_000)
    parser.add_argument("--branches", type=int, default=1)
    parser.add_argument("--requests", type=int, default=60)
    parser.add_argument("--export", action="store_true", help="write the register out as well, here and by the peer")
    options = parser.parse_args()
    body = first_branch(population(options.members, options.branches))
    client = Client()
    client.force_login(secretary_of(body))
    print(f"{machine()} {connection.vendor}, {options.members} people in {options.branches} branches")
    let_some_owe()
    register = reverse("register", kwargs={"body": body.public_id})

    def get(url: str, **query: object) -> object:
        answer = client.get(url, query)
        if answer.status_code != 200:
            message = f"{url} {query} gave {answer.status_code}"
            raise SystemExit(message)
        return answer

    measure("register, first page", options.requests, lambda _i: get(register))
    measure("register, search", options.requests, lambda i: get(register, q=SEARCHES[i % len(SEARCHES)]))
    measure("register, members only", options.requests, lambda _i: get(register, state="full"))
    measure("register, page 500", options.requests, lambda _i: get(register, page=500))
    measure("register, part of a name", options.requests, lambda i: get(register, q=PARTS[i % len(PARTS)]))
    measure("register, in arrears", options.requests, lambda _i: get(register, in_arrears="yes"))
    standing = reverse("standing", kwargs={"body": body.public_id})
    measure("standing of the register, page", options.requests, lambda _i: get(standing))
    every = register_standing(secretary_of(body), body)
    measure("standing of all, counted", options.requests, lambda _i: every.counted())
    measure("API register", options.requests, lambda _i: get("/api/v1/memberships/", body=body.public_id))
    measure("API register, search", options.requests, lambda i: get("/api/v1/memberships/", q=SEARCHES[i % 6]))
    measure("Today", options.requests, lambda _i: get(reverse("today")))
    measure("body", options.requests, lambda _i: get(reverse("body", kwargs={"body": body.public_id})))
    measure("motions", options.requests, lambda _i: get(reverse("motions", kwargs={"body": body.public_id})))
    measure("decisions", options.requests, lambda _i: get(reverse("decisions", kwargs={"body": body.public_id})))
    measure("desk", options.requests, lambda _i: get(reverse("desk", kwargs={"body": body.public_id})))
    peers.stock_admin(measure, options.requests)
    if options.export:
        for kind in ("csv", "xlsx"):
            measure_export(f"register, export as {kind.upper()}", lambda kind=kind: exported(client, body, kind))
        peers.import_export(measure_export, body)


def let_some_owe() -> None:
    """One member in twenty owes dues since half a year, and one in forty-one since a month."""
    today = clock.today()
    for part, days in ((20, 180), (41, 30)):
        owing = Membership.objects.annotate(rest=Mod("pk", part)).filter(rest=0, owed_since__isnull=True)
        owing.update(owed_since=today - timedelta(days=days))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE members_membership")  # as autovacuum does a while after so many changes


if __name__ == "__main__":
    main()
