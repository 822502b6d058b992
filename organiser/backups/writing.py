"""Writing a backup: every table as it stood at one moment, into a ZIP file of lines."""

import json
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.db import connection, connections, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import JSONField, Model

from organiser.backups.contents import SEALED, columns, every, label, tables
from organiser.backups.sealing import Encoder, Keyring, owners_of_subjects, write_keys
from organiser.base import clock

FORM = "organiser backup"
AT_ONCE = 2000
SNAPSHOT = "snapshot"


@dataclass(frozen=True)
class Written:
    """What was written: the rows of all tables, and the keys in their file."""

    rows: int
    keys: int


def migrations_of(using: str) -> list[list[str]]:
    """The migrations that made a database, without those whose place others took."""
    return sorted([app, name] for app, name in MigrationRecorder(connections[using]).applied_migrations())


@contextmanager
def _one_moment() -> Iterator[str]:
    """The name of a connection on which nothing changes while the backup is written, without holding others up."""
    if connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
                cursor.execute("SET LOCAL statement_timeout = 0")
            yield connection.alias
        return
    # A reader of a file with a rollback journal keeps writers waiting, so the file is copied first, which is quick.
    # It stays in the folder of the database: nobody reads it there who could not read that.
    with tempfile.TemporaryDirectory(dir=Path(connection.settings_dict["NAME"]).parent) as folder:
        place = Path(folder) / "snapshot.sqlite3"
        connection.ensure_connection()
        copy = sqlite3.connect(place)
        connection.connection.backup(copy)
        copy.close()
        # A connection of this thread alone, and no database of the site: nothing else may come upon it.
        connections[SNAPSHOT] = connection.copy(SNAPSHOT)
        connections[SNAPSHOT].settings_dict["NAME"] = str(place)
        try:
            yield SNAPSHOT
        finally:
            connections[SNAPSHOT].close()
            del connections[SNAPSHOT]


def _told(field: Any, value: Any) -> Any:
    if value is None or isinstance(field, JSONField):
        return value
    if isinstance(value, (bytes, memoryview)):
        return field.value_to_string(field.model(**{field.attname: value}))
    return value


def _lines(model: type[Model], using: str, ring: Keyring, subjects: dict[str, int]) -> Iterator[list[Any]]:
    sealed = SEALED.get(label(model))
    hidden = [field for field in columns(model) if sealed and field.name in sealed.fields]
    plain = [field for field in columns(model) if field not in hidden]
    yield [[field.attname for field in plain], [field.attname for field in hidden]]
    names = [field.attname for field in (*plain, *hidden)]
    asked = [*names, sealed.before or sealed.owner, sealed.owner] if sealed else names
    place = plain.index(model._meta.pk)
    for row in every(model, using).order_by("pk").values_list(*asked).iterator(AT_ONCE):
        line = [_told(field, value) for field, value in zip(plain, row, strict=False)]
        if sealed is None:
            yield [line]
            continue
        owner = subjects.get(row[-1]) if label(model) == "base.LedgerContent" else row[-1] or row[-2]
        secret = [_told(field, value) for field, value in zip(hidden, row[len(plain) :], strict=False)]
        if owner is None and sealed.ownerless:
            yield [line, None, secret]
        elif owner is not None:
            yield [line, owner, ring.seal(owner, f"{label(model)} {row[place]}", secret)]


def write_backup(target: Path, keys: Path) -> Written:
    """Write everything into `target`, and the keys of people into `keys`, in the place of those written before.

    Either both files are whole or the backup did not happen: they get their names at the very end.
    """
    ring, total, counts = Keyring.of_the_database(), 0, {}
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file:
            with _one_moment() as using, ZipFile(file, "w", ZIP_DEFLATED, compresslevel=3) as archive:
                subjects = owners_of_subjects(using)
                for model in tables():
                    with archive.open(f"{label(model)}.jsonl", "w", force_zip64=True) as entry:
                        count = -1  # the first line names the columns
                        for line in _lines(model, using, ring, subjects):
                            entry.write(json.dumps(line, cls=Encoder, ensure_ascii=False).encode() + b"\n")
                            count += 1
                    counts[label(model)] = count
                    total += count
                about = {
                    FORM: 1,
                    "made_at": clock.now().isoformat(),
                    "migrations": migrations_of(using),
                    "rows": counts,
                }
                archive.writestr("about.json", json.dumps(about))
            file.flush()
            os.fsync(file.fileno())
        ring.put_away()
        written = write_keys(keys)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return Written(total, written)
