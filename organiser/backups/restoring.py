"""Putting a backup back into an empty database, without the people who were erased since it was made."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import JSONField, Model

from members.actions.erasing_again import erase_again
from members.enums import ImportStatus
from members.models import BackupKey, ImportBatch, ImportRow, Membership, Person
from members.models.people import new_sign_in_name
from organisations.models import Body
from organiser.backups.contents import SEALED, columns, every, label, tables
from organiser.backups.sealing import Keyring, read_keys
from organiser.backups.writing import FORM, migrations_of
from organiser.base import clock, guards
from organiser.base.actor import CLOCK
from organiser.base.erased_words import erased_name
from organiser.base.errors import Conflict, Invalid

DAMAGED = "This is no whole backup that `manage.py backup` wrote."


@dataclass(frozen=True)
class Restored:
    """What was put back: the rows of all tables, and how many people had been erased since."""

    rows: int
    erased: int


def _empty(field: Any) -> Any:
    if field.null:
        return None
    if field.has_default():
        return field.get_default()
    return {} if isinstance(field, JSONField) else ""


def _value(field: Any, told: Any) -> Any:
    if told is None or isinstance(field, JSONField):
        return told
    return (field.target_field if field.is_relation else field).to_python(told)


def _unreadable(row: Model) -> None:
    """Give a row whose words nobody can read what an erasure gives it, where a column may not be empty."""
    if isinstance(row, Person):
        row.name = row.sort_name = erased_name(row)
        row.sign_in_name = new_sign_in_name()
    elif isinstance(row, Membership):
        row.number = f"erased {row.public_id}"


class Reader:
    """A backup and a file of keys, opened.

    Raises:
        Invalid: where one of them is something else, or damaged, or they do not belong together.
        Conflict: where the database was made by other migrations.
    """

    def __init__(self, source: Path, keys: Path) -> None:
        try:
            self.archive = ZipFile(source)
            self.about = json.loads(self.archive.read("about.json"))
            form, made_by = self.about[FORM], self.about["migrations"]
            made_at = datetime.fromisoformat(self.about["made_at"])
        except (OSError, BadZipFile, KeyError, ValueError, TypeError) as error:
            raise Invalid(DAMAGED, code="no_backup") from error
        if form != 1 or made_by != migrations_of(connection.alias):
            raise Conflict(
                "This backup was made by another version of Organiser. Take the version that made it, restore there, "
                "and take the newer version then.",
                code="other_version",
            )
        known = read_keys(keys, since=made_at)
        people = dict(self._ids_of_people())
        self.keys = {pk: known[public_id] for pk, public_id in people.items() if public_id in known}
        self.ring = Keyring(self.keys)
        self.erased = sorted(people.keys() - self.keys.keys())
        if people and not self.keys:
            raise Invalid(
                "None of these keys belongs to anybody in this backup. Give the file of keys that was written with it, "
                "or a later one.",
                code="keys_do_not_fit",
            )

    def lines(self, name: str) -> Iterator[list[Any]]:
        """The lines of a table; the first names the columns.

        Raises:
            Invalid: for a file that is damaged.
        """
        try:
            with self.archive.open(f"{name}.jsonl") as file:
                for line in file:
                    yield json.loads(line)
        except (BadZipFile, KeyError, ValueError, OSError, EOFError) as error:
            raise Invalid(DAMAGED, code="no_backup") from error

    def _ids_of_people(self) -> Iterator[tuple[int, str]]:
        lines = self.lines("members.Person")
        names = next(lines)[0]
        pk, public_id = names.index("id"), names.index("public_id")
        for line in lines:
            yield line[0][pk], line[0][public_id]

    def rows(self, model: type[Model]) -> Iterator[Model]:
        """The rows of a table, as they are to be written; those that told of an erased person alone are left out."""
        lines, by_name = self.lines(label(model)), {field.attname: field for field in columns(model)}
        sealed = SEALED.get(label(model))
        try:
            plain, hidden = ([by_name[name] for name in names] for names in next(lines))
            for line in lines:
                told = line[0]
                secret: Any = None
                if sealed is not None:
                    place = f"{label(model)} {told[plain.index(model._meta.pk)]}"
                    owner, secret = line[1], line[2]
                    secret = self.ring.opened(owner, place, secret) if owner is not None else secret
                    if secret is None and owner is not None and not sealed.kept:
                        continue
                row = model(**{field.attname: _value(field, value) for field, value in zip(plain, told, strict=True)})
                for field, value in zip(hidden, secret or [None] * len(hidden), strict=True):
                    setattr(row, field.attname, _value(field, value) if secret else _empty(field))
                if sealed is not None and secret is None:
                    _unreadable(row)
                yield row
        except (KeyError, IndexError, ValueError, StopIteration) as error:
            raise Invalid(DAMAGED, code="no_backup") from error


def _demand_empty() -> None:
    if every(Person).exists() or every(Body).exists():
        raise Conflict(
            "There is something in this database already. A backup is put back into an empty one: move the file of "
            "SQLite aside, or make a new database, and call `manage.py migrate`.",
            code="not_empty",
        )


def _fill(reader: Reader) -> int:
    total = 0
    with connection.cursor() as cursor:
        for model in reversed(tables()):
            table = connection.ops.quote_name(model._meta.db_table)
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608  # what migrations wrote, in tables of ours
    for model in tables():
        fields = list(columns(model))
        rows, count = reader.rows(model), 0
        while part := list(islice(rows, 2000)):
            step = connection.ops.bulk_batch_size(fields, part) or len(part)
            for start in range(0, len(part), step):
                # Raw: a row is put back as it was, without what saving would do to it.
                every(model)._insert(part[start : start + step], fields=fields, raw=True)  # noqa: SLF001
            count += len(part)
        told = reader.about["rows"].get(label(model))
        left_out = label(model) in SEALED and not SEALED[label(model)].kept
        if told != count and not (left_out and count < told):
            raise Invalid(DAMAGED, code="no_backup")
        total += count
    return total


def _throw_files_away() -> None:
    """Discard files that were looked at and not written: they may name whom we cannot look for, having no name."""
    looked_at = ImportBatch.objects.filter(status__in=(ImportStatus.READING, ImportStatus.STAGED))
    ImportRow.objects.filter(batch__in=looked_at).delete()
    looked_at.update(
        status=ImportStatus.DISCARDED, samples=[], headings=[], choices={}, upload="", finished_at=clock.now()
    )


def restore_backup(source: Path, keys: Path) -> Restored:
    """Put a backup into an empty database of the same version, on either engine.

    People without a key were erased since the backup was made, and are erased again before anybody sees it.

    Raises:
        Invalid: for files that are something else, damaged, or do not belong together.
        Conflict: where the database is not empty, or was made by another version.
    """
    with transaction.atomic():
        _demand_empty()
        reader = Reader(source, keys)
        guards.take_down(connection, guards.registered())
        total = _fill(reader)
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # triggers are not made while checks wait
            for statement in connection.ops.sequence_reset_sql(no_style(), tables()):
                cursor.execute(statement)
        connection.check_constraints()
        guards.put_up(connection, guards.registered())
        BackupKey.objects.bulk_create(
            [BackupKey(person_id=pk, key=key) for pk, key in reader.keys.items()], batch_size=500
        )
        for membership in Membership.objects.filter(person__in=reader.erased).order_by("pk"):
            erase_again(CLOCK, membership=membership)
        if reader.erased:
            _throw_files_away()
    return Restored(total, len(reader.erased))
