"""An empty database with every table is made once and copied, since making it takes most of a minute on two cores.

The copy is named after what makes it: the migrations, the guards and the versions of what is installed. It lies in the
folder for temporary files, or, on PostgreSQL, beside the test databases as `organiser_template_…`. A few are kept, for
whoever goes from branch to branch; one more drops the others.
"""

import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from django.conf import settings
from django.core import management
from django.db.backends.base.creation import BaseDatabaseCreation

from organiser.base import guards

ROOT = Path(settings.BASE_DIR)
PREFIX = "organiser_template_"
FEW = 4


def _fingerprint() -> str:
    found = hashlib.sha256()
    for path in sorted(
        [*ROOT.glob("*/migrations/*.py"), *ROOT.glob("*/*/migrations/*.py"), *ROOT.glob("require*.txt")]
    ):
        found.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    found.update(repr(guards.registered()).encode())
    found.update((ROOT / "organiser" / "base" / "guards.py").read_bytes())
    return found.hexdigest()[:16]


@contextmanager
def _alone(name: str) -> Iterator[Path]:
    """One process at a time makes or copies the template called so."""
    folder = Path(tempfile.gettempdir()) / f"organiser-tests-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder


def _sqlite(creation: Any, make: Any) -> None:
    connection = creation.connection
    with _alone("sqlite") as folder:
        kept = folder / f"{PREFIX}{_fingerprint()}.sqlite3"
        connection.close()
        if kept.exists():
            shutil.copyfile(kept, connection.settings_dict["NAME"])
            return
        there = list(folder.glob(f"{PREFIX}*"))
        for old in there if len(there) >= FEW else ():
            old.unlink()
        make()
        connection.close()
        shutil.copyfile(connection.settings_dict["NAME"], kept.with_suffix(".part"))
        kept.with_suffix(".part").rename(kept)


def _postgresql(creation: Any, make: Any) -> None:
    connection = creation.connection
    name, kept = connection.settings_dict["NAME"], PREFIX + _fingerprint()
    server = f"{connection.settings_dict['HOST']}_{connection.settings_dict['PORT']}".replace("/", "_")
    with _alone(f"postgresql_{server}"):
        connection.close()
        connection.close_pool()
        with creation._nodb_cursor() as cursor:
            cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{PREFIX}%"])
            there = {row[0] for row in cursor.fetchall()}
            if kept in there:
                cursor.execute(f'DROP DATABASE "{name}"')
                cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{kept}"')
                return
        make()
        connection.close()
        connection.close_pool()
        with creation._nodb_cursor() as cursor:
            for old in there if len(there) >= FEW else ():
                cursor.execute(f'DROP DATABASE IF EXISTS "{old}"')
            cursor.execute(f'CREATE DATABASE "{kept}" TEMPLATE "{name}"')


@contextmanager
def copied() -> Iterator[None]:
    """While this lasts, a test database that is made anew is a copy of the template."""
    whole, command = BaseDatabaseCreation.create_test_db, management.call_command

    def create(self: Any, *args: Any, keepdb: bool = False, **kwargs: Any) -> str:
        def quickly(name: str, *given: Any, **options: Any) -> Any:
            if name != "migrate":
                return command(name, *given, **options)
            fill = _sqlite if self.connection.vendor == "sqlite" else _postgresql
            return fill(self, lambda: command(name, *given, **options))

        with patch.object(management, "call_command", command if keepdb else quickly):
            return whole(self, *args, keepdb=keepdb, **kwargs)

    with patch.object(BaseDatabaseCreation, "create_test_db", create):
        yield
