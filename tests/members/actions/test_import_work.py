"""Large imports are worked on beside the server: whole or not at all, and with the leave of who asked."""

import stat
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db.models import Count

from members.actions import import_work
from members.actions.import_people import prepare_people
from members.actions.import_staging import discard_import
from members.actions.import_undoing import undo_import
from members.actions.import_uploads import forget_uploads
from members.actions.import_work import CLAIM, FAILED, MOST_TRIES, asker_of, work_once
from members.actions.import_writing import commit_import
from members.enums import ImportStatus
from members.models import ImportBatch, Membership, MembershipSpan, Person, SavedList
from members.queries.imports import is_unattended, to_work_on
from organiser.base import clock
from organiser.base.errors import Conflict, Invalid
from tests.helpers import bound, refuses, stage, writes
from tests.world import add_member

S = ImportStatus
MANY = "Name,E-mail,Number\n" + "".join(
    f"Ada{n} Lind{n},ada{n}@example.org,{'' if n % 2 else n + 500}\n" for n in range(7)
)
DATED = MANY.replace("\n", ",2020-03-07\n").replace("2020-03-07", "Joined", 1)


@pytest.fixture(autouse=True)
def small(settings, monkeypatch, tmp_path):
    """Three rows are many, and two a chunk."""
    settings.IMPORT_AT_ONCE, settings.UPLOAD_DIR = 3, tmp_path / "uploads"
    monkeypatch.setattr("members.queries.imports.CHUNK", 2)
    monkeypatch.setattr("members.actions.import_laying_out.CHUNK", 2)


def uploads(settings) -> list[Path]:
    folder = Path(settings.UPLOAD_DIR)
    return sorted(folder.iterdir()) if folder.exists() else []


def fresh(batch: ImportBatch) -> ImportBatch:
    return ImportBatch.objects.get(pk=batch.pk)


def worked(batch: ImportBatch) -> ImportBatch:
    """The import once everything that waits is done."""
    call_command("work", once=True)
    return fresh(batch)


def read(harbour, text: str = MANY, **more) -> ImportBatch:
    return worked(stage(harbour.secretary, harbour.body("North"), text, **more))


def register() -> list[list[tuple[object, ...]]]:
    return [list(model.objects.order_by("pk").values_list()) for model in (Person, Membership, MembershipSpan)]


def test_large_file_is_kept_in_private_until_it_has_been_read(harbour, settings, django_capture_on_commit_callbacks):
    batch = stage(harbour.secretary, harbour.body("North"), DATED)
    assert (batch.status, batch.rows.count(), fresh(batch).asked_by) == (S.READING, 0, harbour.secretary)
    path = uploads(settings)[0]
    assert (stat.S_IMODE(path.stat().st_mode), stat.S_IMODE(path.parent.stat().st_mode)) == (0o600, 0o700)
    assert path.read_text(encoding="utf-8") == DATED
    with django_capture_on_commit_callbacks(execute=True), writes("finish_reading"):
        batch = worked(batch)
    assert (batch.status, batch.to_create, batch.rows.count(), batch.choices) == (S.STAGED, 7, 7, {})
    assert uploads(settings) == []


def test_headings_of_a_large_file_are_refused_at_once(harbour, settings):
    with refuses(Invalid, "no_known_heading"):
        stage(harbour.secretary, harbour.body("North"), "Quux\n" + "Ada\n" * 9)
    assert uploads(settings) == []


def test_large_and_small_files_are_understood_alike(harbour, settings):
    text = "Name;E-mail;Joined\n" + "Zoë Lind;zoe@example.org;2/3/2020\nBo Lind;zoe@example.org;2020\n;x;\nZoë Lind;;\n"

    def laid_out(batch):
        return list(batch.rows.order_by("number").values_list("number", "values", "problems", "outcome", "cells"))

    large = read(harbour, text.encode("latin-1"))
    settings.IMPORT_AT_ONCE = 10
    small = stage(harbour.secretary, harbour.body("North"), text.encode("latin-1"))
    same = ("columns", "samples", "encoding", "to_create", "refused", "blank", "status", "digest", "headings")
    assert [getattr(large, name) for name in same] == [getattr(small, name) for name in same]
    assert laid_out(large) == laid_out(small)


def test_large_import_is_written_and_undone_as_a_whole(harbour, mill):
    before = register()
    batch = read(harbour)
    with writes("commit_import"):
        batch = commit_import(harbour.secretary, batch=batch)
    assert (batch.status, register()) == (S.WRITING, before)
    with writes("write_import") as entries:
        batch = worked(batch)
    assert (batch.status, entries[0].content.content["written"], entries[0].actor) == (
        S.IMPORTED, 7, harbour.secretary.public_id,
    )  # fmt: skip
    came = Membership.objects.filter(pk__in=batch.rows.values("membership"))
    numbers = sorted(came.values_list("number", flat=True), key=lambda number: (len(number), number))
    assert (numbers[:4], [len(number) for number in numbers[4:]]) == (["500", "502", "504", "506"], [6, 6, 6])
    with writes("undo_import", "take_back_import"):
        assert undo_import(harbour.secretary, batch=batch).status == S.UNDOING
        batch = worked(batch)
    assert (batch.status, batch.clearing, register()) == (S.UNDONE, False, before)


def test_nobody_stands_in_the_register_before_the_last_step(harbour):
    batch = commit_import(harbour.secretary, batch=read(harbour))
    members = Membership.objects.count()
    prepare_people(batch, lambda _done: None)
    assert (Membership.objects.count(), batch.rows.filter(person__isnull=False).count()) == (members, 7)
    assert worked(batch).status == S.IMPORTED
    assert (Membership.objects.count(), Person.objects.filter(sort_name__startswith="lind").count()) == (members + 7, 7)


def killed(monkeypatch, name: str, after: int = 2):
    """Let the worker be killed in the middle: the claim stays, and nothing is tidied up."""

    def kill(*_args, **_kwargs):
        raise SystemExit

    calls = []
    real = import_work._renew

    def renew(*args, **kwargs):
        calls.append(1)
        if len(calls) > after:
            kill()
        return real(*args, **kwargs)

    monkeypatch.setattr(import_work, name, renew)
    with pytest.raises(SystemExit):
        work_once()
    monkeypatch.setattr(import_work, name, real)


def test_reading_begins_anew_after_a_worker_was_killed(harbour, monkeypatch):
    batch = stage(harbour.secretary, harbour.body("North"), MANY)
    killed(monkeypatch, "_renew")
    assert (batch.rows.count(), fresh(batch).status, work_once()) == (4, S.READING, False)
    with clock.at(clock.now() + CLAIM + timedelta(seconds=1)):
        batch = worked(batch)
    assert (batch.status, batch.rows.count(), batch.to_create) == (S.STAGED, 7, 7)


def test_writing_goes_on_after_a_worker_was_killed(harbour, monkeypatch):
    batch = commit_import(harbour.secretary, batch=read(harbour))
    people = Person.objects.count()
    killed(monkeypatch, "_renew")
    assert (Person.objects.count(), fresh(batch).status) == (people + 4, S.WRITING)
    with clock.at(clock.now() + CLAIM + timedelta(seconds=1)):
        assert worked(batch).status == S.IMPORTED
    assert Person.objects.count() == people + 7


def test_clearing_goes_on_after_a_worker_was_killed(harbour, monkeypatch):
    before, batch = register(), worked(commit_import(harbour.secretary, batch=read(harbour)))
    undo_import(harbour.secretary, batch=batch)
    killed(monkeypatch, "_renew")
    assert (fresh(batch).status, fresh(batch).clearing) == (S.UNDONE, True)
    assert Membership.objects.count() == len(before[1])
    with clock.at(clock.now() + timedelta(hours=1)):
        assert worked(batch).clearing is False
    assert register() == before


def test_whoever_lost_the_role_meanwhile_imports_nothing(harbour):
    writing = commit_import(harbour.secretary, batch=read(harbour))
    again = stage(harbour.secretary, harbour.body("North"), MANY)
    Membership.objects.filter(person=harbour.secretary).update(state="resigned", left_on=clock.today())
    before = register()
    call_command("work", once=True)
    sentence = "Only the secretary of North keeps its register."
    assert [(fresh(each).status, fresh(each).stopped) for each in (again, writing)] == [
        (S.REFUSED, sentence), (S.STAGED, sentence),
    ]  # fmt: skip
    assert (register(), again.rows.count(), fresh(writing).clearing) == (before, 0, False)


def test_worker_has_no_more_reach_than_the_token_that_asked(harbour):
    batch = stage(bound(harbour.secretary, harbour.body("North")), harbour.body("North"), MANY)
    assert asker_of(fresh(batch)).bound_body_id == harbour.body("North").pk
    assert worked(batch).status == S.STAGED


def test_file_that_is_not_the_one_that_was_sent_is_not_read(harbour, settings):
    batch = stage(harbour.secretary, harbour.body("North"), MANY)
    uploads(settings)[0].write_text(MANY.replace("Ada0", "Eve"), encoding="utf-8")
    batch = worked(batch)
    assert (batch.status, batch.stopped, batch.rows.count()) == (
        S.REFUSED, "The file is not any more the one that was sent. Send it again.", 0,
    )  # fmt: skip


def test_file_that_is_gone_is_said_to_be_gone(harbour, settings):
    batch = stage(harbour.secretary, harbour.body("North"), MANY)
    uploads(settings)[0].unlink()
    assert (worked(batch).status, fresh(batch).stopped) == (S.REFUSED, "The file is gone. Send it again.")


def test_fault_far_down_in_a_large_file_refuses_the_whole(harbour, settings, django_capture_on_commit_callbacks):
    split = MANY.replace("Name", "Given name,Family name").replace(" Lind", ",Lind")
    batch = stage(harbour.secretary, harbour.body("North"), split + '"Never closed')
    with django_capture_on_commit_callbacks(execute=True):
        batch = worked(batch)
    assert (batch.status, batch.rows.count(), uploads(settings)) == (S.REFUSED, 0, [])
    assert batch.stopped.startswith("Row 9 opens a quotation mark that is never closed")


def test_what_the_register_got_meanwhile_stops_the_whole(harbour):
    north = harbour.body("North")
    first, second = (read(harbour, MANY), read(harbour, MANY.replace("Ada", "Bo")))
    commit_import(harbour.secretary, batch=second)
    worked(second)
    before = register()
    batch = worked(commit_import(harbour.secretary, batch=first))
    assert (batch.status, batch.clearing, register()) == (S.STAGED, False, before)
    assert (
        batch.stopped
        == "Row 2: ada0@example.org was written into the register since the preview. Look at the file again."
    )
    assert discard_import(harbour.secretary, batch=batch).status == S.DISCARDED
    assert north.imports.count() == 2


def test_same_file_twice_is_written_once(harbour):
    first, second = read(harbour), read(harbour)
    for batch in (first, second):
        commit_import(harbour.secretary, batch=batch)
    call_command("work", once=True)
    assert [fresh(first).status, fresh(second).status] == [S.IMPORTED, S.STAGED]
    with refuses(Conflict, "imported_since"):
        commit_import(harbour.secretary, batch=fresh(second))


def test_file_that_is_being_read_can_be_thrown_away(harbour, settings, monkeypatch, django_capture_on_commit_callbacks):
    batch = stage(harbour.secretary, harbour.body("North"), MANY)
    real = import_work._renew

    def renew(*args, **kwargs):
        real(*args, **kwargs)
        discard_import(harbour.secretary, batch=batch)

    monkeypatch.setattr(import_work, "_renew", renew)
    with django_capture_on_commit_callbacks(execute=True):
        assert work_once() is True
    assert (fresh(batch).status, uploads(settings), work_once()) == (S.DISCARDED, [], False)


def test_of_one_register_one_import_is_written_at_a_time(harbour, mill):
    first, second = read(harbour), read(harbour, MANY.replace("ada", "bo"))
    for batch in (first, second):
        commit_import(harbour.secretary, batch=batch)
    ImportBatch.objects.filter(pk=first.pk).update(claim="x", claimed_until=clock.now() + CLAIM)
    assert work_once() is False
    reading = stage(mill.secretary, mill.body(), MANY)
    assert (work_once(), fresh(reading).status, fresh(second).status) == (True, S.STAGED, S.WRITING)


def test_undo_is_refused_at_once_where_everybody_has_taken_part(harbour):
    batch = worked(commit_import(harbour.secretary, batch=read(harbour)))
    body = harbour.body("North")
    SavedList.objects.bulk_create(
        SavedList(
            organisation=harbour.organisation,
            body=body,
            owner=row.person,
            name=f"List {row.number}",
            made_at=clock.now(),
        )
        for row in batch.rows.select_related("person")
    )
    with refuses(Conflict, "import_in_use"):
        undo_import(harbour.secretary, batch=fresh(batch))


def test_a_large_import_is_undone_but_for_who_took_part(harbour):
    batch = worked(commit_import(harbour.secretary, batch=read(harbour)))
    first, others = batch.rows.order_by("number").first(), batch.rows.count() - 1
    SavedList.objects.create(
        organisation=harbour.organisation,
        body=harbour.body("North"),
        owner=first.person,
        name="Mine",
        made_at=clock.now(),
    )
    undone = worked(undo_import(harbour.secretary, batch=fresh(batch)))
    assert (undone.status, undone.clearing) == (S.UNDONE, False)
    assert dict(undone.rows.values_list("outcome").annotate(Count("pk"))) == {"stayed": 1, "create": others}
    assert Membership.objects.filter(pk=first.membership_id).exists()
    assert undone.rows.filter(person__isnull=False).count() == 1


def test_fault_of_the_machine_is_tried_three_times(harbour, monkeypatch, caplog):
    batch = stage(harbour.secretary, harbour.body("North"), MANY)

    def broken(*_args):
        raise ZeroDivisionError

    monkeypatch.setattr(import_work, "lay_out_upload", broken)
    assert [work_once() for _ in range(MOST_TRIES + 2)] == [True] * (MOST_TRIES + 1) + [False]
    assert (fresh(batch).status, fresh(batch).stopped) == (S.REFUSED, FAILED)
    assert "ZeroDivisionError" in caplog.text


def test_worker_that_is_to_stop_leaves_the_rest_to_the_next(harbour):
    batch = stage(harbour.secretary, harbour.body("North"), MANY)
    assert work_once(lambda: True) is True
    assert (fresh(batch).status, fresh(batch).claim, fresh(batch).tries) == (S.READING, "", 0)
    assert worked(batch).status == S.STAGED


def test_import_that_nobody_takes_up_is_unattended(harbour):
    batch = stage(harbour.secretary, harbour.body("North"), MANY)
    assert (is_unattended(fresh(batch)), list(to_work_on())) == (False, [batch])
    with clock.at(clock.now() + timedelta(minutes=2)):
        assert is_unattended(fresh(batch)) is True
        other = ImportBatch.objects.exclude(pk=batch.pk)
        assert other.count() == 0


def test_copies_that_no_import_waits_for_are_deleted_after_a_day(harbour, settings):
    stage(harbour.secretary, harbour.body("North"), MANY)
    (Path(settings.UPLOAD_DIR) / f"{'0' * 32}.upload").write_bytes(b"left behind")
    assert forget_uploads() == 0
    with clock.at(clock.now() + timedelta(days=2)):
        assert (forget_uploads(), len(uploads(settings))) == (1, 1)
    with clock.at(clock.now() + timedelta(days=31)):
        assert (forget_uploads(), len(uploads(settings))) == (1, 0)
    assert ImportBatch.objects.get().status == S.DISCARDED


def test_another_branch_is_not_told_who_looks_alike(harbour):
    text = "Name\nBea North\nNorth Bea\nFay South\nBea Marie North\n" + "Ute Kern\n" * 2
    ours = read(harbour, text)
    said = [(row.number, [p["code"] for p in row.problems]) for row in ours.rows.order_by("number")]
    assert said == [
        (2, ["looks_like"]), (3, ["looks_like"]), (4, ["looks_like"]), (5, ["looks_like"]),
        (6, []), (7, ["looks_like_row"]),
    ]  # fmt: skip
    theirs = stage(harbour.person("Fay South"), harbour.body("South"), "Name\nBea North\nGil South\n")
    assert [[p["code"] for p in row.problems] for row in theirs.rows.order_by("number")] == [[], ["looks_like"]]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Jürgen Møller", "Juergen Moeller"),
        ("Juergen Mueller", "Jürgen Müller"),
        ("Åse Holm", "Holm Aase"),
        ("Jurgen Muller", "Jürgen Müller"),
    ],
)
def test_a_name_written_without_its_letters_looks_like_the_one_with_them(harbour, mill, ours, theirs):
    add_member(harbour, ours, "North")
    batch = read(harbour, f"Name\n{theirs}\nUte Kern\n")
    said = [[problem["code"] for problem in row.problems] for row in batch.rows.order_by("number")]
    assert said == [["looks_like"], []]
