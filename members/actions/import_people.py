"""The people of an import, before and after they stand in the register; no action of its own.

Without a membership nobody can find a person: no list, no roll and no search begins anywhere else. So people are
written in small steps before the register is, and taken out in small steps after it, and on SQLite nobody has to wait
for more than a thousand of them. The register itself is written in one transaction, as a whole or not at all.
"""

import secrets
from collections.abc import Callable
from contextlib import suppress

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import connection, transaction
from django.db.models import ProtectedError

from members.actions.import_naming import names_elsewhere
from members.enums import NoticesBy, RowOutcome
from members.models import AccessLogEntry, ImportBatch, ImportRow, Membership, Person
from members.models.people import fold
from members.queries.imports import chunks_of, columns_of, rows_of
from organiser.base import clock

PERSON_FIELDS = ("phone", "address", "postcode", "town", "language")
Beat = Callable[[int], None]


def new_person(row: ImportRow) -> Person:
    """The person of a row, not yet written."""
    values = row.values
    email = values.get("email") or None
    return Person(
        name=values["name"],
        sort_name=fold(values["name"]),
        email=email,
        notices_by=values.get("notices_by") or (NoticesBy.EMAIL if email else NoticesBy.POST),
        password=f"{UNUSABLE_PASSWORD_PREFIX}{secrets.token_urlsafe(30)}",
        date_joined=clock.now(),
        **{field: values.get(field) or "" for field in PERSON_FIELDS},
    )


def prepare_people(batch: ImportBatch, beat: Beat) -> None:
    """Write the people of the rows that come in, a thousand in each transaction.

    Whoever was written before a worker was killed stays. `beat` is told how many are there, inside the transaction, and
    raises where the import is not ours any more.
    """
    coming = rows_of(batch).filter(outcome=RowOutcome.CREATE)
    done = coming.filter(person__isnull=False).count()
    for chunk in chunks_of(coming.filter(person__isnull=True)):
        with transaction.atomic():
            beat(done)
            people = Person.objects.bulk_create([new_person(row) for row in chunk])
            _note_people([(person.pk, row.pk) for row, person in zip(chunk, people, strict=True)])
        done += len(chunk)


def _note_people(pairs: list[tuple[int, int]]) -> None:
    """Write the key of each person into its row; `bulk_update` would compare each row with each of a long list."""
    with connection.cursor() as cursor:
        cursor.executemany("UPDATE members_importrow SET person_id = %s WHERE id = %s", pairs)


def clear_people(batch: ImportBatch, beat: Beat) -> None:
    """Take out the people of rows that have no membership, a thousand in each transaction."""
    done = 0
    left = rows_of(batch).filter(person__isnull=False, membership__isnull=True)
    AccessLogEntry.objects.filter(person__in=left.values("person")).delete()
    named = names_elsewhere(Person, left.values("person"))
    for chunk in columns_of(left, "pk", "person"):
        with transaction.atomic():
            beat(done)
            keys = {person for _row, person in chunk}
            keys -= set(Membership.objects.filter(person__in=keys).values_list("person", flat=True))
            ImportRow.objects.filter(pk__in=[row for row, _person in chunk]).update(person=None)
            delete_people(keys, one_by_one=named)
        done += len(chunk)


def delete_people(keys: set[int], *, one_by_one: bool) -> None:
    """Delete people. Where something names one of them she alone stays, and nobody can find her."""
    people = Person.objects.filter(pk__in=keys)
    if not one_by_one:
        # The model would ask eighty tables for each thousand; these were asked before, for all of them at once.
        people._raw_delete(people.db)  # noqa: SLF001
        return
    try:
        with transaction.atomic():
            people.delete()
    except ProtectedError:
        for key in keys:
            with suppress(ProtectedError), transaction.atomic():
                Person.objects.filter(pk=key).delete()
