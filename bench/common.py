"""What the benchmarks share: a database of their own with people in it, and figures as a table.

Run each from the project's root, for instance `python bench/casting.py`. `DATABASE_URL` and `ORGANISER_DATA` name the
database; it must be one that may be filled, for example `postgres://postgres@127.0.0.1/organiser_bench`.
"""

import os
import platform
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "organiser.settings")

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from members.models import Membership, Person  # noqa: E402
from organisations.models import Body, Branch, Organisation  # noqa: E402


def population(members: int, branches: int, seed: int = 1) -> Organisation:
    """The generated organisation of that size, made now where it is not there."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    name = f"Bench {members}"
    found = Organisation.objects.filter(name=name).first()
    if found is None:
        started = perf_counter()
        call_command("generate", members=members, branches=branches, seed=seed, organisation=name)
        print(f"generated {members} people in {perf_counter() - started:.1f} s on {connection.vendor}")
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET statement_timeout = 0")
                cursor.execute("VACUUM ANALYZE")  # as autovacuum does within minutes, where people come one by one
        found = Organisation.objects.get(name=name)
    return found


def first_branch(organisation: Organisation) -> Body:
    """The body of the first branch by name."""
    branch = Branch.objects.filter(organisation=organisation).order_by("pk").first()
    return Body.objects.select_related("organisation").get(pk=branch.pk)


def secretary_of(body: Body) -> Person:
    """Whoever holds the first role of the body."""
    return Person.objects.filter(terms__role__body=body).order_by("terms__pk").first()


def people_of(body: Body) -> list[int]:
    """Keys of the members of a body."""
    return list(Membership.objects.filter(branch_id=body.pk, state="full").values_list("person_id", flat=True))


def percentile(values: Sequence[float], part: int) -> float:
    """The value that `part` of a hundred stay under, in milliseconds for values in seconds."""
    ordered = sorted(values)
    return 1000 * ordered[min(len(ordered) - 1, len(ordered) * part // 100)]


def memory(key: str) -> float:
    """Megabytes of this process: `VmHWM` is the most it held since `mark_anew`, `VmRSS` what it holds now."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(key))


def mark_anew() -> None:
    """Let the highest mark of memory begin anew."""
    Path("/proc/self/clear_refs").write_text("5", encoding="utf-8")


def machine() -> str:
    """The machine in a few words."""
    return f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
