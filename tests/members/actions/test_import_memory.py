"""What was chosen for headings is remembered for one body, said when it is used, and can be forgotten."""

import pytest

from members.actions.import_memory import forget_headings
from members.actions.import_staging import discard_import
from members.models import HeadingMemory
from members.reading.memory import mark_of
from organiser.base.errors import Invalid, NotPermitted
from tests.books import book
from tests.helpers import OUTSIDERS, outsider, refuses, stage, writes

DATA = "Wer;Wo;Tel\nUte Kern;Ulm;030 555222\n"
CHOSEN = {"Wer": "name", "Wo": "town", "Tel": ""}


def values(batch):
    return batch.rows.get().values


def test_choice_is_used_again_for_the_same_headings_of_the_same_body(harbour):
    north = harbour.body("North")
    first = stage(harbour.secretary, north, DATA, headings=CHOSEN)
    discard_import(harbour.secretary, batch=first)
    again = stage(harbour.secretary, north, DATA.replace("Ute", "Bo"))
    assert (first.recalled, again.recalled, again.memory, values(again)) == (
        False, True, first.memory, {"name": "Bo Kern", "town": "Ulm"},
    )  # fmt: skip


def test_a_workbook_with_the_same_headings_is_read_in_the_same_way(harbour):
    north = harbour.body("North")
    stage(harbour.secretary, north, DATA, headings=CHOSEN)
    again = stage(harbour.secretary, north, book(["Wer", "Wo", "Tel"], ["Bo Lind", "Bonn", "1"]))
    assert (again.recalled, values(again)) == (True, {"name": "Bo Lind", "town": "Bonn"})


def test_no_other_body_is_told_what_was_chosen(harbour, mill):
    stage(harbour.secretary, harbour.body("North"), DATA, headings=CHOSEN)
    for actor, body in ((harbour.secretary, harbour.body("South")), (mill.secretary, mill.body())):
        with pytest.raises(Invalid) as refused:
            stage(actor, body, "Wer;Wo\nUte Kern;Ulm\n")
        assert refused.value.code == "no_known_heading"
    assert stage(mill.secretary, mill.body(), DATA, headings={"Tel": "name"}).memory.fields == [None, None, "name"]


def test_the_latest_choice_counts_and_other_headings_have_their_own(harbour):
    north = harbour.body("North")
    stage(harbour.secretary, north, DATA, headings=CHOSEN)
    stage(harbour.secretary, north, DATA, headings=CHOSEN | {"Tel": "phone"})
    stage(harbour.secretary, north, "Wer;Tel\nUte Kern;1\n", headings={"Wer": "name", "Tel": ""})
    assert values(stage(harbour.secretary, north, DATA))["phone"] == "030555222"
    assert HeadingMemory.objects.count() == 2


def test_a_choice_of_nothing_goes_before_what_is_remembered(harbour):
    north = harbour.body("North")
    stage(harbour.secretary, north, "Name;Ort\nUte Kern;Ulm\n", headings={"Ort": ""})
    found = stage(harbour.secretary, north, "Name;Ort\nUte Kern;Ulm\n", headings={})
    assert (found.recalled, values(found)) == (False, {"name": "Ute Kern", "town": "Ulm"})


def test_the_headings_themselves_are_not_kept(harbour):
    stage(harbour.secretary, harbour.body("North"), DATA, headings=CHOSEN)
    stage(harbour.secretary, harbour.body("North"), DATA, headings={"Column 1": "name"}, first_row_is_data=True)
    kept = list(HeadingMemory.objects.values_list("mark", "fields"))
    assert kept == [(mark_of(["Wer", "Wo", "Tel"]), ["name", "town", ""])]


def test_forgotten_headings_are_read_anew(harbour):
    north = harbour.body("North")
    first = stage(harbour.secretary, north, DATA, headings=CHOSEN)
    again = stage(harbour.secretary, north, DATA)
    with writes("forget_headings"):
        assert forget_headings(harbour.secretary, batch=again).memory is None
    first.refresh_from_db()
    assert (first.memory, HeadingMemory.objects.count()) == (None, 0)
    with writes():
        forget_headings(harbour.secretary, batch=again)
    with pytest.raises(Invalid):
        stage(harbour.secretary, north, DATA)


@pytest.mark.parametrize("who", OUTSIDERS)
def test_forgetting_is_for_those_who_keep_the_register(harbour, mill, who):
    batch = stage(harbour.secretary, harbour.body("North"), DATA, headings=CHOSEN)
    actor = outsider(who, harbour, mill)
    with refuses(NotPermitted, "power_missing", "Only the secretary of North keeps its register."):
        forget_headings(actor, batch=batch)
