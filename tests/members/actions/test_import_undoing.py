"""An import is taken back whole, for thirty days (invariant 10)."""

from datetime import timedelta

from assemblies.actions.seconding import second_motion
from members.actions.import_undoing import undo_import
from members.actions.import_writing import commit_import
from members.actions.people import log_reading
from members.models import Membership, Person
from organiser.base import clock
from organiser.base.errors import Conflict, NotPermitted
from tests.helpers import refuses, row_counts, stage, writes
from tests.world import make_motion


def test_import_can_be_undone_without_a_trace_in_the_register(harbour, mill):
    before = row_counts()
    batch = commit_import(harbour.secretary, batch=stage(harbour.secretary, harbour.body("North")))
    log_reading(harbour.secretary, Membership.objects.get(number="A1"), "record")
    with writes("undo_import"):
        undo_import(harbour.secretary, batch=batch)
    after = row_counts()
    kept = {"members_importbatch", "members_importrow", "base_ledgerentry", "base_ledgercontent"}
    assert {table for table in after if after[table] != before[table]} == kept
    assert Person.objects.filter(name="Ada Lind").count() == 0


def test_import_is_not_undone_once_somebody_takes_part(harbour, mill):
    batch = commit_import(harbour.secretary, batch=stage(harbour.secretary, harbour.body("North")))
    motion = make_motion(harbour, harbour.person("Bea North"), "North")
    second_motion(Person.objects.get(name="Ada Lind"), motion=motion)
    sentence = (
        "Somebody from this import has since taken part in something, so it cannot be undone as a whole. "
        "Change the members one by one."
    )
    with refuses(Conflict, "import_in_use", sentence):
        undo_import(harbour.secretary, batch=batch)


def test_import_is_not_undone_after_thirty_days(harbour):
    batch = commit_import(harbour.secretary, batch=stage(harbour.secretary, harbour.body("North")))
    late = clock.at(batch.finished_at + timedelta(days=30, seconds=1))
    with late, refuses(NotPermitted, "undo_too_late", "An import can be undone for 30 days. This one is older."):
        undo_import(harbour.secretary, batch=batch)
