"""The register of one branch as its secretary opens it: page, search, API list, with 100,000 people in it.

    python bench/register.py --members 100000 --branches 1 --requests 60

Requests go through the whole of the site in this process (middleware, templates, serializers), one after the other.
"""

import argparse
from collections.abc import Callable
from time import perf_counter

from common import first_branch, machine, percentile, population, secretary_of
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

settings.ALLOWED_HOSTS = ["*"]
settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
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
    options = parser.parse_args()
    body = first_branch(population(options.members, options.branches))
    client = Client()
    client.force_login(secretary_of(body))
    print(f"{machine()} {connection.vendor}, {options.members} people in {options.branches} branches")
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
    measure("API register", options.requests, lambda _i: get("/api/v1/memberships/", body=body.public_id))
    measure("API register, search", options.requests, lambda i: get("/api/v1/memberships/", q=SEARCHES[i % 6]))
    measure("Today", options.requests, lambda _i: get(reverse("today")))
    measure("body", options.requests, lambda _i: get(reverse("body", kwargs={"body": body.public_id})))
    measure("motions", options.requests, lambda _i: get(reverse("motions", kwargs={"body": body.public_id})))
    measure("decisions", options.requests, lambda _i: get(reverse("decisions", kwargs={"body": body.public_id})))
    measure("desk", options.requests, lambda _i: get(reverse("desk", kwargs={"body": body.public_id})))


if __name__ == "__main__":
    main()
