"""An import is taken back whole, for thirty days (invariant 10)."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from assemblies.actions.seconding import second_motion
from members.actions.dues_entries import pay_dues
from members.actions.import_undoing import undo_import
from members.actions.import_writing import commit_import
from members.actions.letters import make_letter
from members.actions.people import log_reading
from members.actions.transfers import accept_transfer, ask_to_move, release_member
from members.enums import ImportStatus
from members.models import DuesEntry, ImportBatch, Membership, Person
from members.queries.imports import rows_with_problems, stayed
from members.queries.programs import rows_of
from organiser.base import clock
from organiser.base.actions.ledger import flaws
from organiser.base.errors import Conflict, NotPermitted
from tests.dues import charged, with_dues
from tests.helpers import refuses, row_counts, stage, writes
from tests.world import make_motion

THREE, NAMES = "Name\nAda Lind\nBo Kern\nDee Falk\n", ("Ada Lind", "Bo Kern", "Dee Falk")


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


def seconded(harbour, name: str) -> None:
    motion = make_motion(harbour, harbour.person("Bea North"), "North", title=f"Asked by {name}")
    second_motion(Person.objects.get(name=name), motion=motion)


def test_who_has_taken_part_stays_when_an_import_is_undone_and_all_others_go(harbour, mill):
    batch = commit_import(harbour.secretary, batch=stage(harbour.secretary, harbour.body("North"), THREE))
    seconded(harbour, "Bo Kern")
    undone = undo_import(harbour.secretary, batch=batch)
    assert undone.status == ImportStatus.UNDONE
    assert list(Person.objects.filter(name__in=NAMES).values_list("name", flat=True)) == ["Bo Kern"]
    assert sorted(undone.rows.values_list("outcome", flat=True)) == ["create", "create", "stayed"]
    assert [one.person.name for one in stayed(harbour.secretary, undone)] == ["Bo Kern"]
    assert stayed(mill.secretary, undone) == []


def test_import_is_not_undone_once_everybody_has_taken_part(harbour, mill):
    batch = commit_import(harbour.secretary, batch=stage(harbour.secretary, harbour.body("North"), "Name\nAda Lind\n"))
    seconded(harbour, "Ada Lind")
    sentence = (
        "Everybody from this import has since taken part in something and stays in the register. Change the members "
        "one by one."
    )
    with refuses(Conflict, "import_in_use", sentence):
        undo_import(harbour.secretary, batch=batch)


def test_dues_that_were_charged_meanwhile_go_along_and_those_that_were_paid_keep_the_member(harbour, mill):
    with_dues(harbour)
    old = "Name;Joined\nAda Lind;2020-01-01\nBo Kern;2020-01-01\nCy Falk;2020-01-01\n"
    batch = commit_import(harbour.secretary, batch=stage(harbour.secretary, harbour.body("North"), old))
    others = DuesEntry.objects.count()
    charged(harbour, -1, 0)
    charges = DuesEntry.objects.filter(membership__in=batch.rows.values("membership"))
    assert charges.count() == 6
    before = DuesEntry.objects.count() - 6
    pay_dues(harbour.secretary, membership=Membership.objects.get(person__name="Cy Falk"), cents=500)
    undo_import(harbour.secretary, batch=batch)
    assert Membership.objects.filter(person__name__in=NAMES).count() == 0
    cy = Membership.objects.get(person__name="Cy Falk")
    assert DuesEntry.objects.count() == before + 3
    assert DuesEntry.objects.filter(membership=cy).count() == 3
    assert others == 0
    assert list(flaws()) == []


def test_6_a_charge_is_deleted_with_the_import_that_is_undone_and_never_by_hand(harbour, mill):
    with_dues(harbour)
    old = "Name;Joined\nAda Lind;2020-01-01\n"
    batch = commit_import(harbour.secretary, batch=stage(harbour.secretary, harbour.body("North"), old))
    charged(harbour, 0)
    for entry in DuesEntry.objects.filter(membership__person__name__in=("Ada Lind", "Bea North")):
        with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
            DuesEntry.objects.filter(pk=entry.pk).delete()
    ImportBatch.objects.filter(pk=batch.pk).update(status=ImportStatus.UNDOING)
    bea = DuesEntry.objects.filter(membership=harbour.members["Bea North"])
    with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
        bea._raw_delete(bea.db)


def test_a_letter_to_sign_in_does_not_hold_an_import_up(harbour, mill):
    batch = commit_import(harbour.secretary, batch=stage(harbour.secretary, harbour.body("North"), "Name\nAda Lind\n"))
    make_letter(harbour.secretary, membership=Membership.objects.get(person__name="Ada Lind"))
    undo_import(harbour.secretary, batch=batch)
    assert Person.objects.filter(name="Ada Lind").count() == 0


def test_7_a_written_import_keeps_no_copy_of_anybody(harbour, mill):
    text = "Name;E-Mail;Phone\nAda Lind;ada@example.org;030 111111\nNo Good;nothing;\n"
    batch = commit_import(harbour.secretary, batch=stage(harbour.secretary, harbour.body("North"), text))
    assert list(batch.rows.values_list("values", flat=True)) == [{}, {}]


def test_7_rows_of_who_has_moved_away_are_out_of_sight(harbour, mill):
    fay, south = harbour.person("Fay South"), harbour.body("South")
    batch = commit_import(fay, batch=stage(fay, south, "Name;E-Mail;Notices by\nAda Lind;ada@example.org;pigeon\n"))
    assert (rows_of(fay, batch).count(), rows_with_problems(fay, batch).count()) == (1, 1)
    ada = Membership.objects.get(person__name="Ada Lind")
    transfer = ask_to_move(ada.person, membership=ada, to=harbour.branches["North"])
    accept_transfer(harbour.secretary, transfer=release_member(fay, transfer=transfer))
    assert (rows_of(fay, batch).count(), rows_with_problems(fay, batch).count()) == (0, 0)
    assert rows_of(harbour.secretary, batch).count() == 1


def test_import_is_not_undone_after_thirty_days(harbour):
    batch = commit_import(harbour.secretary, batch=stage(harbour.secretary, harbour.body("North")))
    late = clock.at(batch.finished_at + timedelta(days=30, seconds=1))
    with late, refuses(NotPermitted, "undo_too_late", "An import can be undone for 30 days. This one is older."):
        undo_import(harbour.secretary, batch=batch)
