"""The people of an import, before and after they stand in the register; no action of its own.

Without a membership nobody can find a person: no list, no roll and no search begins anywhere else. So people are
written in small steps before the register is, and taken out in small steps after it, and on SQLite nobody has to wait
for more than a thousand of them. The register itself is written in one transaction, as a whole or not at all.
"""

from collections.abc import Callable
from contextlib import suppress

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import PROTECT, RESTRICT, ForeignObjectRel, ProtectedError

from members.enums import NoticesBy, RowOutcome
from members.models import AccessLogEntry, ImportBatch, ImportRow, Membership, Person
from members.models.people import fold
from members.queries.imports import chunks_of
from organiser.base import clock

PERSON_FIELDS = ("phone", "address", "postcode", "town", "language")
Beat = Callable[[int], None]


def new_person(row: ImportRow) -> Person:
    """The person of a row, not yet written."""
    values = row.values
    email = values.get("email") or None
    person = Person(
        name=values["name"],
        sort_name=fold(values["name"]),
        email=email,
        notices_by=values.get("notices_by") or (NoticesBy.EMAIL if email else NoticesBy.POST),
        password=make_password(None),
        **{field: values.get(field) or "" for field in PERSON_FIELDS},
    )
    person.date_joined = clock.now()
    return person


def prepare_people(batch: ImportBatch, beat: Beat) -> None:
    """Write the people of the rows that come in, a thousand in each transaction.

    Whoever was written before a worker was killed stays. `beat` is told how many are there, inside the transaction, and
    raises where the import is not ours any more.
    """
    coming = batch.rows.filter(outcome=RowOutcome.CREATE)
    done = coming.filter(person__isnull=False).count()
    for chunk in chunks_of(coming.filter(person__isnull=True)):
        with transaction.atomic():
            beat(done)
            people = Person.objects.bulk_create([new_person(row) for row in chunk])
            for row, person in zip(chunk, people, strict=True):
                row.person = person
            ImportRow.objects.bulk_update(chunk, ["person"], batch_size=200)
        done += len(chunk)


def clear_people(batch: ImportBatch, beat: Beat) -> None:
    """Take out the people of rows that have no membership, a thousand in each transaction."""
    done = 0
    left = batch.rows.filter(person__isnull=False, membership__isnull=True, outcome=RowOutcome.CREATE)
    for chunk in chunks_of(left):
        with transaction.atomic():
            beat(done)
            keys = [row.person_id for row in chunk if row.person_id is not None]
            belonging = set(Membership.objects.filter(person__in=keys).values_list("person", flat=True))
            ImportRow.objects.filter(pk__in=[row.pk for row in chunk]).update(person=None)
            delete_people([key for key in keys if key not in belonging])
        done += len(chunk)


def delete_people(keys: list[int]) -> None:
    """Delete people; if one of them is held by something, it alone stays, and nobody can find it."""
    AccessLogEntry.objects.filter(person__in=keys).delete()
    try:
        with transaction.atomic():
            Person.objects.filter(pk__in=keys).delete()
    except ProtectedError:
        for key in keys:
            with suppress(ProtectedError), transaction.atomic():
                Person.objects.filter(pk=key).delete()


# What an import writes itself about its people does not hold them.
_OWN = {(Membership, "person"), (AccessLogEntry, "person"), (ImportRow, "person")}


def taken_part(batch: ImportBatch) -> bool:
    """Whether one of the people of an import is named by anything that must stay attributed (invariant 6).

    One question for each table, however many people there are.
    """
    people = batch.rows.filter(outcome=RowOutcome.CREATE, person__isnull=False).values("person")
    for relation in Person._meta.get_fields(include_hidden=True):  # Django's documented way
        if not isinstance(relation, ForeignObjectRel) or relation.on_delete not in {PROTECT, RESTRICT}:
            continue
        model, name = relation.related_model, relation.field.name
        if (model, name) in _OWN:
            continue
        if model._base_manager.filter(**{f"{name}__in": people}).exists():  # noqa: SLF001
            return True
    return False
