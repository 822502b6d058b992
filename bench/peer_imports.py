"""The same import by django-import-export: the same rows into the same tables, called by `bench/imports.py --peer`.

    pip install --target /tmp/peers --no-deps django-import-export==4.4.3 tablib diff-match-patch
    PYTHONPATH=/tmp/peers python bench/imports.py --people 10000 --peer

It is installed beside and never with Organiser. Where it is missing that is said, and nothing of it is measured.

A resource as its manual has it: rows are memberships found again by their number, and the person is written before
each row. Once as it comes, and once in bulk without differences (`use_bulk`, `skip_diff`). Its preview is a trial run
that is rolled back. It has no undo: what stands there as “taken out by hand” is the deletion that one would have to
write. It writes two rows for each person, and neither spans of membership nor a ledger; it asks nobody's permission,
and knows no branch but the one it was told.
"""

import importlib
from collections.abc import Callable, Sequence
from time import perf_counter
from typing import Any

from common import mark_anew, memory
from django.db import connection, transaction

from members.models import Membership, Person
from members.models.people import digits, fold
from organisations.models import Body

PART = 500


def _resource(resources: Any, fields: Any, body: Body, headings: Sequence[str], **options: object) -> Any:
    """A resource of memberships in one branch."""
    number, name, email, phone, joined, street, postcode, town = headings

    def before_import_row(_self: object, row: Any, **_: object) -> None:
        row["person"] = Person.objects.create(
            name=row[name],
            sort_name=fold(row[name]),
            email=row[email],
            phone=row[phone],
            address=row[street],
            postcode=row[postcode],
            town=row[town],
            password="!",  # noqa: S106  # nobody signs in with it
        )

    def before_save_instance(_self: object, instance: Membership, row: Any, **_: object) -> None:
        instance.person, instance.state = row["person"], "full"
        instance.organisation_id, instance.branch_id = body.organisation_key, body.pk
        instance.sort_name, instance.phone_digits = fold(row[name]), digits(row[phone])

    meta = {"model": Membership, "fields": ("number", "joined_on"), "import_id_fields": ("number",), **options}
    parts = {
        "number": fields.Field(column_name=number, attribute="number"),
        "joined_on": fields.Field(column_name=joined, attribute="joined_on"),
        "before_import_row": before_import_row,
        "before_save_instance": before_save_instance,
        "Meta": type("Meta", (), meta),
    }
    return type("Register", (resources.ModelResource,), parts)()


def measured(body: Body, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Preview, commit, and take out what was written; print how long each took."""
    try:
        resources, fields = (importlib.import_module(f"import_export.{name}") for name in ("resources", "fields"))
        tablib: Any = importlib.import_module("tablib")
    except ImportError:
        print("django-import-export is not installed and not measured: see bench/peer_imports.py")
        return
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0")
    for named, options in (("", {}), (", in bulk", {"use_bulk": True, "skip_diff": True, "batch_size": PART})):
        resource = _resource(resources, fields, body, headings, **options)

        def brought(resource: Any = resource, *, dry_run: bool) -> None:
            # In bulk its trial run leaves the people that were written before each row; so it is rolled back here.
            with transaction.atomic():
                rows_in = tablib.Dataset(*rows, headers=list(headings))
                resource.import_data(rows_in, dry_run=dry_run, raise_errors=True)
                transaction.set_rollback(dry_run)

        before = Membership.objects.filter(branch=body.pk).count()
        _timed(f"django-import-export{named}, preview", lambda brought=brought: brought(dry_run=True))
        _demand(body, before)
        _timed(f"django-import-export{named}, commit", lambda brought=brought: brought(dry_run=False))
        _demand(body, before + len(rows))
        _timed(f"django-import-export{named}, taken out by hand", lambda: _taken_out(body, [row[0] for row in rows]))
        _demand(body, before)


def _demand(body: Body, expected: int) -> None:
    """Go on only while so many stand in the register."""
    there = Membership.objects.filter(branch=body.pk).count()
    if there != expected:
        message = f"django-import-export left {there} people in the register, and {expected} were expected"
        raise SystemExit(message)


def _taken_out(body: Body, numbers: Sequence[str]) -> None:
    """Delete the memberships with these numbers, and the people behind them."""
    with transaction.atomic():
        for start in range(0, len(numbers), PART):
            found = Membership.objects.filter(branch=body.pk, number__in=numbers[start : start + PART])
            people = list(found.values_list("person", flat=True))
            found.delete()
            Person.objects.filter(pk__in=people).delete()


def _timed(name: str, act: Callable[[], None]) -> None:
    """Print how long a step took, and the most memory it took."""
    held = memory("VmRSS")
    mark_anew()
    started = perf_counter()
    act()
    seconds = perf_counter() - started
    print(f"{name:48} {seconds:6.1f} s; {memory('VmHWM') - held:.0f} MB above {held:.0f}", flush=True)
