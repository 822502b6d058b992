"""A worker is killed in the middle, two work at once: the register is written whole or not at all, and once."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings as live
from django.db import connection

from members.actions.import_staging import stage_import
from members.actions.import_undoing import undo_import
from members.actions.import_work import work_once
from members.actions.import_writing import commit_import
from members.enums import ImportStatus
from members.models import ImportBatch, Membership, Person
from organiser.base import clock
from organiser.base.actions.ledger import flaws
from tests.threads import all_at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
ROOT = Path(__file__).resolve().parents[2]
MANY = 4000
S = ImportStatus


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path):
    settings.UPLOAD_DIR = tmp_path / "uploads"


def staged(harbour, many: int = MANY) -> ImportBatch:
    raw = ("Name\n" + "".join(f"Ada{n} Lind{n}\n" for n in range(many))).encode()
    batch = stage_import(
        harbour.secretary, body=harbour.body("North"), stream=BytesIO(raw), size=len(raw), filename="r.csv"
    )
    while work_once():
        pass
    return fresh(batch)


def fresh(batch: ImportBatch) -> ImportBatch:
    return ImportBatch.objects.get(pk=batch.pk)


def worker() -> subprocess.Popen[bytes]:
    """A worker of its own, on the database of the tests."""
    name = str(connection.settings_dict["NAME"])
    url = f"sqlite:///{name}"
    if connection.vendor == "postgresql":
        given = connection.settings_dict
        url = f"postgres://{given['USER']}:{given['PASSWORD']}@{given['HOST']}:{given['PORT']}/{name}"
    environment = os.environ | {"DATABASE_URL": url, "ORGANISER_DATA": str(live.DATA_DIR), "ORGANISER_MODE": "local"}
    command = [sys.executable, str(ROOT / "manage.py"), "work", "--once"]
    return subprocess.Popen(command, cwd=ROOT, env=environment)  # noqa: S603  # a command of our own


def killed_once(process: subprocess.Popen[bytes], is_time) -> None:
    """Kill the worker at the moment that is asked for; never sooner, and not only when it has ended."""
    until = time.monotonic() + 120
    while not is_time() and process.poll() is None and time.monotonic() < until:
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    process.wait()


def test_worker_killed_while_writing_leaves_the_register_as_it_was_and_the_next_goes_on(harbour):
    batch = commit_import(harbour.secretary, batch=staged(harbour))
    members = Membership.objects.count()
    killed_once(worker(), lambda: fresh(batch).done > 0)
    if fresh(batch).status == S.WRITING:
        assert Membership.objects.count() == members
    with clock.at(clock.now() + timedelta(hours=1)):
        while work_once():
            pass
    assert (fresh(batch).status, Membership.objects.count()) == (S.IMPORTED, members + MANY)
    assert Person.objects.filter(memberships__isnull=True, name__startswith="Ada").count() == 0
    assert list(flaws()) == []


def test_worker_killed_while_undoing_leaves_all_or_nothing(harbour):
    batch = commit_import(harbour.secretary, batch=staged(harbour))
    while work_once():
        pass
    members, people = Membership.objects.count(), Person.objects.count()
    undo_import(harbour.secretary, batch=fresh(batch))
    killed_once(worker(), lambda: fresh(batch).claim != "")
    assert Membership.objects.count() in {members, members - MANY}
    with clock.at(clock.now() + timedelta(hours=1)):
        while work_once():
            pass
    assert (fresh(batch).status, Membership.objects.count(), Person.objects.count()) == (
        S.UNDONE, members - MANY, people - MANY,
    )  # fmt: skip


def test_of_two_workers_one_takes_up_an_import(harbour):
    batch = commit_import(harbour.secretary, batch=staged(harbour, 2100))
    members = Membership.objects.count()
    all_at_once(work_once for _ in range(4))
    while work_once():
        pass
    assert (fresh(batch).status, Membership.objects.count()) == (S.IMPORTED, members + 2100)
