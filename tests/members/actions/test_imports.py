"""A register is looked at first, written as a whole or not at all, and taken back if need be (invariant 10)."""

from datetime import timedelta
from io import BytesIO

import pytest

from assemblies.actions.motions import second_motion
from members.actions.import_staging import discard_import, stage_import
from members.actions.import_undoing import undo_import
from members.actions.import_writing import commit_import
from members.actions.people import log_reading
from members.enums import IMPORT_STEPS, ImportStatus, RowOutcome
from members.models import ImportBatch, ImportRow, Membership, Person
from organiser.base import clock
from organiser.base.errors import Conflict, Invalid, NotPermitted, WrongState
from tests.files import mess_in, messy_register
from tests.helpers import OUTSIDERS, bound, outsider, refuses, row_counts, writes
from tests.world import make_motion

THREE = (
    "Name,E-mail,Member number,Joined\nAda Lind,ada@example.org,A1,2024-01-31\nBo Lind,,,\nCy Lind,cy@example.org,,\n"
)
S = ImportStatus


def stage(actor, body, text: str | bytes = THREE) -> ImportBatch:
    raw = text.encode() if isinstance(text, str) else text
    return stage_import(actor, body=body, stream=BytesIO(raw), size=len(raw), filename="register.csv")


def test_looking_writes_nothing_into_the_register(harbour, mill):
    north, before = harbour.body("North"), row_counts()
    with writes("stage_import"):
        batch = stage(harbour.secretary, north)
    assert (batch.status, batch.to_create, batch.existing, batch.refused) == (S.STAGED, 3, 0, 0)
    changed = {table for table, count in row_counts().items() if count != before[table]}
    assert changed == {"members_importbatch", "members_importrow", "base_ledgerentry", "base_ledgercontent"}


def test_importing_writes_people_memberships_and_spans(harbour):
    north = harbour.body("North")
    batch = stage(harbour.secretary, north)
    with writes("commit_import") as entries:
        batch = commit_import(harbour.secretary, batch=batch)
    rows = Membership.objects.filter(person__sort_name__startswith="lind").order_by("sort_name")
    assert [(m.person.name, m.number, m.state, m.branch.name, m.spans.count()) for m in rows] == [
        ("Ada Lind", "A1", "full", "North", 1), ("Bo Lind", "0011", "full", "North", 1),
        ("Cy Lind", "0012", "full", "North", 1),
    ]  # fmt: skip
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
    act, to = STEPS[step]
    if (came, to) in {(S.STAGED, S.IMPORTED), (S.STAGED, S.DISCARDED), (S.IMPORTED, S.UNDONE)}:
        assert act(harbour.secretary, batch=batch).status == to
        return
    word = S(came).label.lower()
    with refuses(WrongState, "import_step", f"This import is “{word}”, so this cannot be done with it any more."):
        act(harbour.secretary, batch=batch)


def test_table_names_every_status():
    assert set(IMPORT_STEPS) == set(S)


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


def test_discarded_file_leaves_nothing_of_what_it_said(harbour):
    batch = stage(harbour.secretary, harbour.body("North"))
    discard_import(harbour.secretary, batch=batch)
    said = str(list(ImportRow.objects.values_list("values", "problems")))
    assert [name in said for name in ("Ada", "ada@example.org")] == [False, False]


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


def test_row_of_somebody_in_this_register_is_left_out(harbour):
    email = harbour.person("Bea North").email.upper()
    batch = stage(harbour.secretary, harbour.body("North"), f"Name,E-mail\nBea N.,{email}\nNew One,new@example.org\n")
    assert (batch.to_create, batch.existing) == (1, 1)
    assert batch.rows.get(outcome=RowOutcome.EXISTS).problems[-1]["code"] == "in_register"


def test_row_is_not_told_of_people_in_another_branch(harbour):
    """Fay keeps South alone: an address of North must not be answered with a hint (invariant 7)."""
    email = harbour.person("Bea North").email
    batch = stage(harbour.person("Fay South"), harbour.body("South"), f"Name,E-mail\nBea N.,{email}\n")
    assert (batch.to_create, batch.existing) == (1, 0)
    assert batch.rows.get().problems == []


def test_nor_of_people_in_another_organisation(harbour, mill):
    email = mill.person("Lea Mill").email
    batch = stage(harbour.secretary, harbour.body("North"), f"Name,E-mail,Number\nLea M.,{email},0002\n")
    said = [(row.outcome, [p["code"] for p in row.problems]) for row in batch.rows.all()]
    assert said == [("error", ["number_taken"])]


@pytest.mark.parametrize(
    "raw",
    [b"", b"\x89PNG\r\n\x1a\n" + b"\x00" * 200, b"PK\x03\x04" + b"\x00" * 200],
    ids=["empty", "image", "archive"],
)
def test_file_that_is_no_register_is_refused_as_a_whole(harbour, raw):
    north, before = harbour.body("North"), row_counts()
    with pytest.raises(Invalid) as refused:
        stage(harbour.secretary, north, raw)
    assert refused.value.field == "file"
    assert row_counts() == before


def test_file_that_is_too_large_is_refused_unread(harbour, settings):
    settings.IMPORT_MAX_BYTES = 100
    with pytest.raises(Invalid) as refused:
        stage_import(
            harbour.secretary, body=harbour.body("North"), stream=BytesIO(b"Name\n"), size=200 * 2**20, filename="r.csv"
        )
    assert refused.value.field == "file"


def test_political_organisation_takes_imported_people_on_trial(thread):
    batch = commit_import(thread.secretary, batch=stage(thread.secretary, thread.body()))
    states = Membership.objects.filter(pk__in=batch.rows.values("membership")).values_list("state", flat=True)
    assert list(states) == ["trial"] * 3


def test_token_bound_to_the_register_may_import(harbour):
    speaker = bound(harbour.secretary, harbour.body("North"))
    assert commit_import(speaker, batch=stage(speaker, harbour.body("North"))).status == S.IMPORTED
