"""A register that was looked at is written as a whole or not at all, by those who keep it, step by step."""

import pytest

from members.actions.import_staging import discard_import
from members.actions.import_undoing import undo_import
from members.actions.import_writing import commit_import
from members.enums import IMPORT_STEPS, ImportStatus, RowOutcome
from members.models import ImportBatch, Membership
from organiser.base import clock
from organiser.base.errors import Conflict, NotPermitted, WrongState
from tests.files import mess_in, messy_register
from tests.helpers import OUTSIDERS, bound, outsider, refuses, stage, writes

S = ImportStatus


def test_importing_writes_people_memberships_and_spans(harbour):
    north = harbour.body("North")
    batch = stage(harbour.secretary, north)
    with writes("commit_import") as entries:
        batch = commit_import(harbour.secretary, batch=batch)
    rows = Membership.objects.filter(person__sort_name__startswith="lind").order_by("sort_name")
    assert [(m.person.name, len(m.number), m.state, m.branch.name, m.spans.count()) for m in rows] == [
        ("Ada Lind", 2, "full", "North", 1), ("Bo Lind", 6, "full", "North", 1), ("Cy Lind", 6, "full", "North", 1),
    ]  # fmt: skip
    assert (rows[0].number, len({m.number for m in rows})) == ("A1", 3)
    assert [m.joined_on.isoformat() for m in rows] == ["2024-01-31", str(clock.today()), str(clock.today())]
    assert [m.person.notices_by for m in rows] == ["email", "post", "email"]
    assert (batch.status, entries[0].content.content["written"]) == (S.IMPORTED, 3)


def test_messy_register_of_three_hundred_comes_in_as_far_as_it_can(harbour, mill):
    mess = mess_in(300, 7)
    for number, membership in enumerate(harbour.members.values()):
        Membership.objects.filter(pk=membership.pk).update(number=f"OLD-{number}")
    batch = stage(harbour.secretary, harbour.body("North"), messy_register(300, 7))
    assert (batch.to_create, batch.refused, batch.blank) == (mess.importable, len(mess.errors), mess.blank_rows)
    named = {
        row.number: {p["code"] for p in row.problems if p["severity"] == "error"}
        for row in batch.rows.filter(outcome=RowOutcome.ERROR)
    }
    assert named == {number: {code} for number, code in mess.errors.items()}
    commit_import(harbour.secretary, batch=batch)
    assert Membership.objects.filter(organisation=mill.organisation).count() == 4
    assert Membership.objects.filter(branch=harbour.branches["North"]).count() == 5 + mess.importable


@pytest.mark.parametrize("who", OUTSIDERS)
@pytest.mark.parametrize("act", [commit_import, discard_import, undo_import])
def test_import_is_for_those_who_keep_the_register(harbour, mill, who, act):
    batch, actor = stage(harbour.secretary, harbour.body("North")), outsider(who, harbour, mill)
    with refuses(NotPermitted, "power_missing", "Only the secretary of North keeps its register."):
        act(actor, batch=batch)
    with refuses(NotPermitted, "power_missing"):
        stage(actor, harbour.body("North"))


STEPS = {
    "commit": (commit_import, S.IMPORTED),
    "discard": (discard_import, S.DISCARDED),
    "undo": (undo_import, S.UNDONE),
}


@pytest.mark.parametrize("came", S)
@pytest.mark.parametrize("step", STEPS)
def test_steps_of_an_import(harbour, came, step):
    batch = stage(harbour.secretary, harbour.body("North"))
    if came in {S.IMPORTED, S.UNDONE}:
        commit_import(harbour.secretary, batch=batch)
    if came in {S.DISCARDED, S.UNDONE}:
        (discard_import if came == S.DISCARDED else undo_import)(harbour.secretary, batch=batch)
    if came in {S.READING, S.REFUSED, S.WRITING, S.UNDOING}:
        ImportBatch.objects.filter(pk=batch.pk).update(status=came)
    act, to = STEPS[step]
    if (came, to) in {
        (S.STAGED, S.IMPORTED),
        (S.STAGED, S.DISCARDED),
        (S.READING, S.DISCARDED),
        (S.IMPORTED, S.UNDONE),
    }:
        assert act(harbour.secretary, batch=batch).status == to
        return
    word = S(came).label.lower()
    with refuses(WrongState, "import_step", f"This import is “{word}”, so this cannot be done with it any more."):
        act(harbour.secretary, batch=batch)


def test_table_names_every_status():
    assert set(IMPORT_STEPS) == set(S)


def test_number_given_out_since_the_look_stops_the_whole(harbour):
    north = harbour.body("North")
    first, second = (stage(harbour.secretary, north, f"Name,Number\nOne {n},77\n") for n in (1, 2))
    commit_import(harbour.secretary, batch=first)
    sentence = "Row 2: number 77 was given out since the preview. Look at the file again."
    with refuses(Conflict, "number_taken", sentence):
        commit_import(harbour.secretary, batch=second)


def test_same_file_looked_at_twice_is_not_written_twice(harbour):
    north = harbour.body("North")
    first, second = (stage(harbour.secretary, north, "Name,E-mail\nAda Lind,ada@example.org\n") for _ in range(2))
    commit_import(harbour.secretary, batch=first)
    sentence = "Row 2: ada@example.org was written into the register since the preview. Look at the file again."
    with refuses(Conflict, "in_register", sentence):
        commit_import(harbour.secretary, batch=second)


def test_political_organisation_takes_imported_people_on_trial(thread):
    batch = commit_import(thread.secretary, batch=stage(thread.secretary, thread.body()))
    states = Membership.objects.filter(pk__in=batch.rows.values("membership")).values_list("state", flat=True)
    assert list(states) == ["trial"] * 3


def test_token_bound_to_the_register_may_import(harbour):
    speaker = bound(harbour.secretary, harbour.body("North"))
    assert commit_import(speaker, batch=stage(speaker, harbour.body("North"))).status == S.IMPORTED
